package io.shelfcast.evaluation;

import io.shelfcast.sales.SalesPanel;
import java.util.Arrays;

/**
 * What errors are divided by to be comparable between series: how much sales changed on days up to
 * the first origin. A unit is a series, or several summed up from the first day of the earliest.
 *
 * @param seasonal mean |y_t - y_{t-7}| per unit, NaN with fewer than 8 days; the scale of MASE
 * @param step root of the mean (y_t - y_{t-1})^2, NaN with fewer than 2 days; the scale of RMSSE
 */
record Scales(double[] seasonal, double[] step) {

  static final int SEASON = 7;

  static Scales of(Cells cells, Level level, int units) {
    double[] seasonal = new double[units];
    double[] step = new double[units];
    double[][] history = history(cells, level, units);
    for (int u = 0; u < units; u++) {
      seasonal[u] = seasonal(history[u]);
      step[u] = step(history[u]);
    }
    return new Scales(seasonal, step);
  }

  private static double[][] history(Cells cells, Level level, int units) {
    SalesPanel panel = cells.panel;
    int first = cells.origins[0];
    int[] start = new int[units];
    Arrays.fill(start, Integer.MAX_VALUE);
    for (int s = 0; s < panel.seriesCount(); s++) {
      int u = Grouping.unit(cells, level, s);
      start[u] = Math.min(start[u], panel.startDay(s));
    }
    double[][] history = new double[units][];
    for (int u = 0; u < units; u++) {
      history[u] = new double[start[u] <= first ? first - start[u] + 1 : 0];
    }
    for (int s = 0; s < panel.seriesCount(); s++) {
      int u = Grouping.unit(cells, level, s);
      for (int day = panel.startDay(s); day <= first; day++) {
        history[u][day - start[u]] += panel.quantity(s, day);
      }
    }
    return history;
  }

  static double seasonal(double[] y) {
    double sum = 0;
    for (int t = SEASON; t < y.length; t++) {
      sum += Math.abs(y[t] - y[t - SEASON]);
    }
    return y.length > SEASON ? sum / (y.length - SEASON) : Double.NaN;
  }

  static double step(double[] y) {
    double sum = 0;
    for (int t = 1; t < y.length; t++) {
      sum += (y[t] - y[t - 1]) * (y[t] - y[t - 1]);
    }
    return y.length > 1 ? Math.sqrt(sum / (y.length - 1)) : Double.NaN;
  }

  /** Whether a unit's errors can be scaled: both scales defined and above 0. */
  boolean defined(int unit) {
    return seasonal[unit] > 0 && step[unit] > 0;
  }
}
