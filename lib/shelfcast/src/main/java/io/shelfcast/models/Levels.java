package io.shelfcast.models;

/**
 * Factors that bring the members' forecasts to the level of what was sold on the calibration days.
 * The LSTM learns by absolute error and forecasts the median, and both members lag where demand
 * rises; a shop wants the mean.
 */
public record Levels(float lstm, float xgboost) {

  /** Half of what is missing is put back: the level of a few weeks is noisy. */
  private static final double SHARE_PUT_BACK = .5;

  /** What lies outside is no correction: the member has failed. */
  private static final double LEAST = .8;

  private static final double MOST = 1.25;

  /**
   * The factor of one member.
   *
   * @param sold NaN where a day is no lesson; left out
   */
  static float factor(float[] forecast, float[] sold) {
    double sumForecast = 0;
    double sumSold = 0;
    for (int c = 0; c < sold.length; c++) {
      if (!Float.isNaN(sold[c])) {
        sumForecast += forecast[c];
        sumSold += sold[c];
      }
    }
    double factor = 1 + SHARE_PUT_BACK * (sumSold / sumForecast - 1);
    return Double.isFinite(factor) ? (float) Math.max(LEAST, Math.min(MOST, factor)) : 1;
  }

  static float[] times(float factor, float[] mean) {
    float[] out = mean.clone();
    for (int c = 0; c < out.length; c++) {
      out[c] *= factor;
    }
    return out;
  }
}
