package io.shelfcast.monitoring;

import java.util.List;

/**
 * Products that came and went within the recent days.
 *
 * @param active products sold in the recent days
 * @param started how many of them had never been sold before
 * @param startedShare their share of the units sold in the recent days
 * @param ended products sold on at least {@value #REGULAR_DAYS} of as many days before, and not
 *     since
 * @param endedShare share of the units forecast for the recent days that were for them; 0 without
 *     forecasts
 * @param largestStarted by units, a hundred at most; likewise largestEnded
 */
public record ProductChanges(
    int active,
    int started,
    double startedShare,
    int ended,
    double endedShare,
    List<ProductChange> largestStarted,
    List<ProductChange> largestEnded) {

  /** Of a product sold on eight days in four weeks, chance leaves none out once in 3,000 times. */
  static final int REGULAR_DAYS = 8;

  static final int LISTED = 100;
}
