package io.shelfcast.models;

import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.sales.SalesPanel;

/**
 * The baseline that every model must beat: each day is forecast as the latest known same weekday
 * was.
 */
final class SeasonalNaive implements Member {

  private static final int SEASON = 7;

  @Override
  public float[] mean(FeatureBuilder builder, int[] series, int origin, int horizon) {
    SalesPanel panel = builder.panel();
    float[] mean = new float[series.length * horizon];
    for (int i = 0; i < series.length; i++) {
      for (int a = 1; a <= horizon; a++) {
        int day = origin + a - SEASON * ((a + SEASON - 1) / SEASON);
        mean[i * horizon + a - 1] =
            day < panel.startDay(series[i]) ? 0 : panel.quantity(series[i], day);
      }
    }
    return mean;
  }
}
