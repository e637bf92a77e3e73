package io.shelfcast.models;

import io.shelfcast.features.FeatureBuilder;

/** One model of the ensemble, or a baseline: gives the mean of each cell. */
interface Member {

  /**
   * Means in units a day, never negative, in the order of {@link Forecasts}. Nothing is known of
   * closed days here.
   *
   * @param builder of a panel that ends at or after the origin
   * @param series indexes into its panel, each started by the origin
   */
  float[] mean(FeatureBuilder builder, int[] series, int origin, int horizon);
}
