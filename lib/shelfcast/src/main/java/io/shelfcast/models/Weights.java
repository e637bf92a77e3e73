package io.shelfcast.models;

/**
 * The LSTM's share in the ensemble; XGBoost has the rest.
 *
 * @param fixed the workflow's .35
 * @param fitted what was best on the calibration window, shrunk toward the fixed one
 * @param used which of them {@code ensemble} is
 */
public record Weights(double fixed, double fitted, Kind used) {

  /** Which weights an ensemble takes. */
  public enum Kind {
    FIXED,
    FITTED
  }

  static final double FIXED_LSTM = .35;

  private static final double STEP = .05;

  /** Days of calibration at which the fitted weight counts as much as the fixed one. */
  private static final double SHRINK_DAYS = 14;

  /**
   * How much worse than the other one a member may be on the calibration days to be trusted at all.
   */
  private static final double FAILED = 1.3;

  /**
   * Forecasts below it count as it: the deviance of a sale that was held impossible is infinite.
   */
  private static final double LEAST_MEAN = .01;

  /**
   * Fits the weight by the root of the Poisson deviance, and shrinks it toward the fixed one unless
   * a member has failed. Absolute error would, where most days sell nothing, favour whichever
   * forecasts too little.
   *
   * @param actual NaN where a day is no lesson; left out
   */
  static Weights fit(float[] lstm, float[] xgboost, float[] actual, int days, Kind used) {
    double lstmError = error(1, lstm, xgboost, actual);
    double xgboostError = error(0, lstm, xgboost, actual);
    if (Double.isFinite(xgboostError) && !(lstmError <= FAILED * xgboostError)) {
      return new Weights(FIXED_LSTM, 0, used);
    }
    if (Double.isFinite(lstmError) && !(xgboostError <= FAILED * lstmError)) {
      return new Weights(FIXED_LSTM, 1, used);
    }
    double best = FIXED_LSTM;
    double least = error(best, lstm, xgboost, actual);
    for (int k = 0; k <= Math.round(1 / STEP); k++) {
      double error = error(k * STEP, lstm, xgboost, actual);
      if (error < least) {
        least = error;
        best = k * STEP;
      }
    }
    double trust = days / (days + SHRINK_DAYS);
    return new Weights(FIXED_LSTM, FIXED_LSTM + trust * (best - FIXED_LSTM), used);
  }

  private static double error(double w, float[] lstm, float[] xgboost, float[] actual) {
    double error = 0;
    for (int c = 0; c < actual.length; c++) {
      if (!Float.isNaN(actual[c])) {
        double member = w == 0 ? 0 : w * lstm[c];
        error += deviance(actual[c], member + (w == 1 ? 0 : (1 - w) * xgboost[c]));
      }
    }
    return Math.sqrt(error);
  }

  private static double deviance(double actual, double mean) {
    double m = Math.max(LEAST_MEAN, mean);
    double y = Math.max(0, actual);
    return Math.max(0, (y > 0 ? y * Math.log(y / m) : 0) - y + m);
  }

  double lstm(Kind kind) {
    return kind == Kind.FIXED ? fixed : fitted;
  }

  /** The weighted sum of both members. */
  float[] blend(Kind kind, float[] lstm, float[] xgboost) {
    float w = (float) lstm(kind);
    float[] out = new float[lstm.length];
    for (int c = 0; c < out.length; c++) {
      // A member without weight may be no number.
      out[c] = (w == 0 ? 0 : w * lstm[c]) + (w == 1 ? 0 : (1 - w) * xgboost[c]);
    }
    return out;
  }
}
