package io.shelfcast.models;

import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.features.SeriesFeatures;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.SomeSeries;
import java.util.Arrays;

/**
 * What the ensemble is multiplied by because of what its forecasts of the last known days, a
 * horizon of them, missed: a third of what they missed of a product over all its stores, or, where
 * a product sells too little to tell, of what they missed in total. A model's error goes on for
 * some weeks, as when a season begins early; a larger share, or single stores and series, are
 * mostly chance.
 *
 * @param ofProduct a factor for each product of the panel
 */
record LevelCorrection(float[] ofProduct) {

  private static final double SHARE = .3;

  /** Units that are taken to have been forecast and sold beside: few sales change little. */
  private static final double UNITS = 300;

  /**
   * A miss that is larger is not an error that goes on, but a jump of demand, as when a product
   * comes back: from then on the models see it themselves.
   */
  private static final double MOST = 1.2;

  /** Days that must be known before the origin looked back to. */
  private static final int LEAST_DAYS = 28;

  /** Series that are looked at; of more, as many at even distances. */
  private static final int MOST_SERIES = 20_000;

  /** The ensemble's forecasts of some series from an origin on. */
  interface Model {
    float[] mean(int[] series, int origin, int horizon);
  }

  /** Lets a model forecast the last days of a panel, which are known, and compares. */
  static LevelCorrection of(Model model, FeatureBuilder builder, int horizon) {
    SalesPanel panel = builder.panel();
    int origin = panel.lastDay() - horizon;
    int products = panel.products().size();
    int[] series = SomeSeries.of(EnsembleForecaster.started(panel, origin), MOST_SERIES);
    if (origin - panel.firstDay() < LEAST_DAYS || series.length == 0) {
      return none(products);
    }
    float[] mean = model.mean(series, origin, horizon);
    double[] forecast = new double[products];
    double[] sold = new double[products];
    for (int i = 0; i < series.length; i++) {
      SeriesFeatures features = builder.series(series[i]);
      int product = panel.product(series[i]);
      for (int a = 1; a <= horizon; a++) {
        if (Targets.teaches(features, origin + a)) {
          forecast[product] += mean[i * horizon + a - 1];
          sold[product] += features.sales(origin + a);
        }
      }
    }
    return of(forecast, sold);
  }

  /** By units forecast and sold of each product. */
  static LevelCorrection of(double[] forecast, double[] sold) {
    double all = ratio(Arrays.stream(sold).sum(), Arrays.stream(forecast).sum());
    float[] ofProduct = new float[sold.length];
    for (int p = 0; p < ofProduct.length; p++) {
      double more = ratio(sold[p], all * forecast[p]);
      double factor = Math.pow(all * more, SHARE);
      ofProduct[p] = Double.isFinite(factor) ? (float) factor : 1;
    }
    return new LevelCorrection(ofProduct);
  }

  private static double ratio(double sold, double forecast) {
    double ratio = (Math.max(0, sold) + UNITS) / (forecast + UNITS);
    return Math.max(1 / MOST, Math.min(MOST, ratio));
  }

  private static LevelCorrection none(int products) {
    float[] ones = new float[products];
    Arrays.fill(ones, 1);
    return new LevelCorrection(ones);
  }
}
