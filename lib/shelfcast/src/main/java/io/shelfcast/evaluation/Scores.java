package io.shelfcast.evaluation;

/**
 * All scores of one model at one level.
 *
 * @param mase mean over series of MAE / scale, the scale being the mean |y_t - y_{t-7}| of the
 *     series on days up to the first origin (Hyndman &amp; Koehler 2006, "Another look at measures
 *     of forecast accuracy", IJF 22); below 1 is better than last week's same day was. At product x
 *     day, store x day and total x day, series are summed first. NaN at the horizon total, whose
 *     cells are no daily series
 * @param rmsse mean over series of RMSE / scale, the scale being the root of the mean (y_t -
 *     y_{t-1})^2 on days up to the first origin (Makridakis, Spiliotis &amp; Assimakopoulos 2022,
 *     "M5 accuracy competition", IJF 38)
 * @param scaled series that mase and rmsse are means of
 * @param unscaled series left out of mase and rmsse because a scale is not defined (too short) or 0
 *     (never changed)
 * @param intervals null at every level but product x store x day
 */
public record Scores(
    String model,
    Level level,
    PointScores point,
    double mase,
    double rmsse,
    int scaled,
    int unscaled,
    IntervalScores intervals) {

  /** Units. */
  public double mae() {
    return point.mae();
  }

  public double wape() {
    return point.wape();
  }

  public double mape() {
    return point.mape();
  }

  public double coverage() {
    return point.coverage();
  }

  public double bias() {
    return point.bias();
  }

  public long cells() {
    return point.cells();
  }
}
