package io.shelfcast.models;

import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.sales.SalesPanel;

/**
 * The baseline that every model must beat: each day is forecast as the latest known same weekday
 * was.
 */
public final class SeasonalNaive implements Member {

  private static final int SEASON = 7;

  @Override
  public float[] mean(FeatureBuilder builder, int[] series, int origin, int horizon) {
    SalesPanel panel = builder.panel();
    float[] mean = new float[series.length * horizon];
    for (int i = 0; i < series.length; i++) {
      for (int a = 1; a <= horizon; a++) {
        mean[i * horizon + a - 1] = forecast(panel, series[i], origin, a);
      }
    }
    return mean;
  }

  /** What was sold on the latest day up to the origin that is whole weeks before the target. */
  public static float forecast(SalesPanel panel, int series, int origin, int ahead) {
    int day = origin + ahead - SEASON * ((ahead + SEASON - 1) / SEASON);
    return day < panel.startDay(series) ? 0 : panel.quantity(series, day);
  }
}
