package io.shelfcast.features;

import io.shelfcast.ShelfcastException;
import io.shelfcast.sales.SalesPanel;

/**
 * The rows that a file of features holds: for each series, from every n-th origin, one row a day
 * ahead. Origins count back from the panel's last day, which is always one of them; with a horizon
 * and a step of 1, each day of a series stands once, as known the day before.
 *
 * @param horizon days ahead of each origin, 1..60
 * @param originStep days from one origin to the next
 */
public record FeatureRows(FeatureBuilder builder, int horizon, int originStep) {

  /** Receives rows; the array is used again for the next one. */
  @FunctionalInterface
  public interface Receiver {
    void row(int series, int known, int day, float[] row);
  }

  public FeatureRows {
    if (horizon < 1 || horizon > FeatureBuilder.MAX_HORIZON) {
      throw new ShelfcastException(
          "--horizon is " + horizon + ": it must be 1 to " + FeatureBuilder.MAX_HORIZON);
    }
    if (originStep < 1) {
      throw new ShelfcastException("--origin-step is " + originStep + ": it must be at least 1");
    }
  }

  /** Hands every row on, by series, origin and day. */
  public void forEach(Receiver receiver) {
    SalesPanel panel = builder.panel();
    float[] row = new float[Feature.COUNT];
    for (int s = 0; s < panel.seriesCount(); s++) {
      if (panel.started(s)) {
        SeriesFeatures features = builder.series(s);
        int first = panel.startDay(s) + (panel.lastDay() - panel.startDay(s)) % originStep;
        for (int origin = first; origin <= panel.lastDay(); origin += originStep) {
          for (int day = origin + 1; day <= origin + horizon; day++) {
            features.row(origin, day, row, 0);
            receiver.row(s, origin, day, row);
          }
        }
      }
    }
  }

  /** How many rows there are. */
  public long count() {
    SalesPanel panel = builder.panel();
    long origins = 0;
    for (int s = 0; s < panel.seriesCount(); s++) {
      origins += panel.started(s) ? (panel.lastDay() - panel.startDay(s)) / originStep + 1 : 0;
    }
    return origins * horizon;
  }
}
