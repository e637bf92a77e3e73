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

  static Weights fit(float[] lstm, float[] xgboost, float[] actual, int days, Kind used) {
    double best = FIXED_LSTM;
    double least = Double.POSITIVE_INFINITY;
    for (double w = 0; w <= 1 + 1e-9; w += STEP) {
      double error = 0;
      for (int c = 0; c < actual.length; c++) {
        error += Math.abs(w * lstm[c] + (1 - w) * xgboost[c] - actual[c]);
      }
      if (error < least) {
        least = error;
        best = w;
      }
    }
    double trust = days / (days + SHRINK_DAYS);
    return new Weights(FIXED_LSTM, FIXED_LSTM + trust * (best - FIXED_LSTM), used);
  }

  double lstm(Kind kind) {
    return kind == Kind.FIXED ? fixed : fitted;
  }

  /** The weighted sum of both members. */
  float[] blend(Kind kind, float[] lstm, float[] xgboost) {
    float w = (float) lstm(kind);
    float[] out = new float[lstm.length];
    for (int c = 0; c < out.length; c++) {
      out[c] = w * lstm[c] + (1 - w) * xgboost[c];
    }
    return out;
  }
}
