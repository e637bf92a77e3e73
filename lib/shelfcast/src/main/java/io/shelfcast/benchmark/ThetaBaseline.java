package io.shelfcast.benchmark;

import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Forecasts;
import io.shelfcast.models.Theta;
import io.shelfcast.sales.ClosedDays;
import io.shelfcast.sales.SalesPanel;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Forecasts of the theta method, series by series, with what any user of it would tell it of
 * closing days: those to come are forecast 0; those known count as the same weekday a week before,
 * as far as that was open.
 */
final class ThetaBaseline {

  static final String NAME = "theta";

  /** Normal deviate of 90 %. */
  private static final double Z90 = 1.2815515655446004;

  private final SalesPanel panel;
  private final ClosedDays closed;

  /**
   * @param panel whose closing days are known to its last day; its sales are read up to each origin
   */
  ThetaBaseline(SalesPanel panel) {
    this.panel = panel;
    this.closed = ClosedDays.of(panel);
  }

  /** Forecasts of every series that has started by the origin. */
  Forecasts from(int origin, int horizon) {
    int[] series = EnsembleForecaster.started(panel, origin);
    float[][] columns = new float[4][series.length * horizon];
    IntStream.range(0, series.length)
        .parallel()
        .forEach(i -> forecast(series[i], origin, horizon, columns, i * horizon));
    return new Forecasts(
        NAME, origin, horizon, series, columns[0], columns[1], columns[2], columns[3]);
  }

  private void forecast(int series, int origin, int horizon, float[][] columns, int from) {
    Theta theta = Theta.fit(history(series, origin));
    for (int a = 1; a <= horizon; a++) {
      if (!closed.closed(panel.store(series), Math.min(origin + a, panel.lastDay()))) {
        float[] values = {
          (float) theta.forecast(a),
          (float) theta.quantile(a, -Z90),
          (float) theta.quantile(a, 0),
          (float) theta.quantile(a, Z90)
        };
        for (int k = 0; k < values.length; k++) {
          columns[k][from + a - 1] = values[k];
        }
      }
    }
  }

  private double[] history(int series, int origin) {
    int start = panel.startDay(series);
    double[] sales = new double[origin - start + 1];
    Arrays.setAll(sales, i -> panel.quantity(series, start + i));
    for (int i = 7; i < sales.length; i++) {
      if (sales[i] == 0 && closed.closed(panel.store(series), start + i)) {
        sales[i] = sales[i - 7];
      }
    }
    return sales;
  }
}
