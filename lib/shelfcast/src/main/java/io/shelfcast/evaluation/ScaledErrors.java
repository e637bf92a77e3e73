package io.shelfcast.evaluation;

import java.util.Arrays;

/** MASE and RMSSE of one model at one level; see {@link Scores} for the formulas. */
record ScaledErrors(double mase, double rmsse, int scaled, int unscaled) {

  /** NaN for all where the level has no scales. */
  static ScaledErrors of(Grouping grouping, Scales scales, double[] actual, double[] forecast) {
    if (scales == null) {
      return new ScaledErrors(Double.NaN, Double.NaN, 0, 0);
    }
    long[] cells = new long[grouping.units()];
    double[] absolute = new double[grouping.units()];
    double[] square = new double[grouping.units()];
    for (int g = 0; g < actual.length; g++) {
      int u = grouping.unit()[g];
      double error = forecast[g] - actual[g];
      cells[u]++;
      absolute[u] += Math.abs(error);
      square[u] += error * error;
    }
    double mase = 0;
    double rmsse = 0;
    int scaled = 0;
    for (int u = 0; u < cells.length; u++) {
      if (cells[u] > 0 && scales.defined(u)) {
        scaled++;
        mase += absolute[u] / cells[u] / scales.seasonal()[u];
        rmsse += Math.sqrt(square[u] / cells[u]) / scales.step()[u];
      }
    }
    int present = (int) Arrays.stream(cells).filter(n -> n > 0).count();
    return new ScaledErrors(
        scaled == 0 ? Double.NaN : mase / scaled,
        scaled == 0 ? Double.NaN : rmsse / scaled,
        scaled,
        present - scaled);
  }
}
