package io.shelfcast.models;

import io.shelfcast.features.Feature;

/**
 * A series' recent level in units a day: what sales are divided by, so that one model serves
 * products that sell 1 and 1,000 a day. Raw targets cost the bakery's XGBoost .2155 instead of
 * .1935 of WAPE.
 */
final class Level {

  private static final float FLOOR = .1f;
  private static final float LONG_TERM = .05f;
  private static final float COLLAPSED = .25f;
  private static final float FAR_ABOVE = 6f;

  private Level() {}

  /** The level at the last known day of a raw row. */
  static float of(float[] row, int at) {
    float year = row[at + Feature.AVG_365D.ordinal()];
    float quarter = or(row[at + Feature.AVG_90D.ordinal()], year);
    float month = or(row[at + Feature.AVG_28D.ordinal()], quarter);
    return or(month, 0) + LONG_TERM * or(quarter, 0) + FLOOR;
  }

  /**
   * Whether a target is no lesson: sales far above a level that has collapsed against the year's
   * mean, as after months of closing. A few such rows ruin a fit. A series that is always sparse is
   * another matter: its sales stay.
   */
  static boolean misleads(float target, float level, float yearAverage) {
    return target > FAR_ABOVE * level && level < COLLAPSED * yearAverage;
  }

  private static float or(float value, float other) {
    return Float.isNaN(value) ? other : value;
  }
}
