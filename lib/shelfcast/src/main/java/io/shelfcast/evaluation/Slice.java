package io.shelfcast.evaluation;

/**
 * Scores of one model over a part of the product x store x day cells.
 *
 * @param key which part: days ahead ("3"), demand class ("LUMPY"), store id, product id, origin
 *     ("2019-04-23"), weekday ("MONDAY") or occasion ("PROMOTION"), as {@code dimension} says
 */
public record Slice(Dimension dimension, String key, String model, PointScores point) {

  /** What the cells are parted by. */
  public enum Dimension {
    DAYS_AHEAD,
    /** By {@link io.shelfcast.sales.DemandClass} on days up to the first origin. */
    DEMAND_CLASS,
    STORE,
    PRODUCT,
    /** By origin. */
    WINDOW,
    WEEKDAY,
    /** By {@link Occasion}; these overlap, and leave cells out that no table tells of. */
    OCCASION
  }
}
