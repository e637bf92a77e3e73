package io.shelfcast.models;

import io.shelfcast.features.SeriesFeatures;

/** Which known days a model may learn demand from. */
final class Targets {

  private Targets() {}

  /**
   * Open days; days sold out, which will come again as often, while features leave them out of a
   * series' level; and days on which the store kept no record although it was not planned closed,
   * if they are public holidays: those zeros will come again, others are missing data.
   */
  static boolean teaches(SeriesFeatures features, int day) {
    return features.open(day)
        || !features.closed(day) && (features.soldOut(day) || features.holiday(day));
  }
}
