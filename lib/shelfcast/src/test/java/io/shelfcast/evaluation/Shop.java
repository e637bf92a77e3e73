package io.shelfcast.evaluation;

import io.shelfcast.models.Forecasts;
import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.SalesPanelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;

/**
 * A small customer for tests: sales given series by series from day 0 (1970-01-01, a Thursday) on.
 */
final class Shop {

  private final SalesPanelBuilder builder = new SalesPanelBuilder("shop");
  private final List<Forecasts> forecasts = new ArrayList<>();
  private Covariates covariates = Covariates.NONE;
  private SalesPanel panel;

  static Shop with(String product, String store, double... sales) {
    return new Shop().and(product, store, sales);
  }

  Shop and(String product, String store, double... sales) {
    return from(0, product, store, sales);
  }

  Shop from(int day, String product, String store, double... sales) {
    for (int d = 0; d < sales.length; d++) {
      builder.sale(product, store, day + d, sales[d], Float.NaN);
    }
    return this;
  }

  Shop covariates(Covariates given) {
    covariates = given;
    return this;
  }

  SalesPanel panel() {
    if (panel == null) {
      panel = builder.build(Integer.MIN_VALUE, Map.of(), Map.of(), (p, s, d) -> covariates);
    }
    return panel;
  }

  /**
   * Adds forecasts for all series, cell by cell; p10, p50 and p90 are the mean less 1, itself, and
   * 1 more.
   */
  Shop forecast(String model, int origin, int horizon, double... mean) {
    forecasts.add(forecasts(model, origin, horizon, mean));
    return this;
  }

  /** Adds forecasts of whole numbers by series and days ahead. */
  Shop forecast(String model, int origin, int horizon, IntBinaryOperator mean) {
    double[] cells =
        IntStream.range(0, panel().seriesCount() * horizon)
            .mapToDouble(c -> mean.applyAsInt(c / horizon, c % horizon + 1))
            .toArray();
    return forecast(model, origin, horizon, cells);
  }

  static Forecasts forecasts(String model, int origin, int horizon, double... mean) {
    int n = mean.length;
    float[] p10 = new float[n];
    float[] p50 = new float[n];
    float[] p90 = new float[n];
    for (int i = 0; i < n; i++) {
      p10[i] = (float) mean[i] - 1;
      p50[i] = (float) mean[i];
      p90[i] = (float) mean[i] + 1;
    }
    int[] series = IntStream.range(0, n / horizon).toArray();
    return new Forecasts(model, origin, horizon, series, p50.clone(), p10, p50, p90);
  }

  List<Forecasts> forecasts() {
    return forecasts;
  }

  Evaluation evaluate() {
    return Evaluation.of(panel(), forecasts);
  }

  Evaluation evaluateOnly(String model) {
    return Evaluation.of(panel(), forecasts.stream().filter(f -> f.model().equals(model)).toList());
  }
}
