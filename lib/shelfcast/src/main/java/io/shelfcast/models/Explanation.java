package io.shelfcast.models;

import io.shelfcast.features.FeatureGroup;
import java.util.List;

/**
 * What drove the ensemble's forecast of one series. XGBoost's forecast comes apart by groups of
 * features, by its own additive contributions (Lundberg et al. 2020, "From local explanations to
 * global understanding with explainable AI for trees"). The network's does not: it is told as a
 * whole, with its weight.
 *
 * @param multiplies whether XGBoost's parts multiply, as its logarithms add up; otherwise they are
 *     units that add up
 * @param geometric whether the ensemble is the members' geometric mean; otherwise their sum
 * @param lstmWeight the network's share, from 0 to 1; XGBoost has the rest
 * @param days one for each day ahead
 */
public record Explanation(
    boolean multiplies, boolean geometric, double lstmWeight, List<Day> days) {

  /**
   * One day.
   *
   * @param ahead days from the last known one
   * @param closed whether the day is planned closed, so that the forecast is 0 whatever the models
   *     say
   * @param level of the series, units a day, which everything is relative to
   * @param usual what an average row of training comes to: a factor, or units
   * @param groups a factor, or units, for each of {@link FeatureGroup}, in that order
   * @param xgboost level x usual x groups, or usual + groups, units
   * @param lstm what the network says, units
   * @param correction what the ensemble is multiplied by, for the members' mean and for what the
   *     last days missed
   * @param ensemble the forecast, units
   */
  public record Day(
      int ahead,
      boolean closed,
      double level,
      double usual,
      double[] groups,
      double xgboost,
      double lstm,
      double correction,
      double ensemble) {

    /** What a group of features did. */
    public double group(FeatureGroup group) {
      return groups[group.ordinal()];
    }
  }
}
