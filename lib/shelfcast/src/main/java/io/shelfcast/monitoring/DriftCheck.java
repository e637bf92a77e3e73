package io.shelfcast.monitoring;

import io.shelfcast.features.Feature;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.features.FeatureGroup;
import io.shelfcast.features.FeatureMatrix;
import io.shelfcast.models.Windows;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Works out a {@link Drift}. */
record DriftCheck(Limits limits) {

  /** Rows of one window at most; more tell no more. */
  private static final int MOST_ROWS = 100_000;

  Drift of(FeatureBuilder builder, Windows.Range training) {
    SalesPanel panel = builder.panel();
    Windows.Range recent =
        new Windows.Range(panel.lastDay() - limits.recentDays() + 1, panel.lastDay());
    FeatureMatrix reference = rows(builder, training);
    FeatureMatrix now = rows(builder, recent);
    List<FeatureDrift> features = new ArrayList<>();
    for (Feature feature : Feature.values()) {
      features.add(drift(feature, reference, now, training));
    }
    return new Drift(
        LocalDate.ofEpochDay(training.first()),
        LocalDate.ofEpochDay(training.last()),
        LocalDate.ofEpochDay(recent.first()),
        LocalDate.ofEpochDay(recent.last()),
        reference.rows(),
        now.rows(),
        List.copyOf(features));
  }

  private FeatureDrift drift(
      Feature feature, FeatureMatrix reference, FeatureMatrix now, Windows.Range training) {
    float[] then = column(reference, feature);
    float[] recent = column(now, feature);
    StabilityIndex index = new StabilityIndex(then);
    double psi = index.of(recent);
    double usual = usual(index, then, reference.day(), training);
    boolean judged = feature.group() != FeatureGroup.TEMPORAL;
    return new FeatureDrift(
        feature.label(),
        feature.group().label(),
        psi,
        usual,
        missing(then),
        missing(recent),
        mean(then),
        mean(recent),
        judged,
        judged && psi > limits.psi() && !(psi <= usual));
  }

  /** The highest index of a stretch of the training window as long as the recent days. */
  private double usual(StabilityIndex index, float[] values, int[] day, Windows.Range training) {
    int stretches = training.days() / limits.recentDays();
    double highest = Double.NaN;
    for (int k = 0; k < stretches && stretches > 1; k++) {
      int first = training.first() + k * limits.recentDays();
      float[] part = new float[values.length];
      int n = 0;
      for (int i = 0; i < values.length; i++) {
        if (day[i] >= first && day[i] < first + limits.recentDays()) {
          part[n++] = values[i];
        }
      }
      double psi = index.of(part, 0, n);
      highest = Double.isNaN(highest) ? psi : Math.max(highest, psi);
    }
    return highest;
  }

  /** One row for each series and day of a range, or every n-th of them, other days each series. */
  private static FeatureMatrix rows(FeatureBuilder builder, Windows.Range range) {
    SalesPanel panel = builder.panel();
    int last = Math.min(range.last(), panel.lastDay());
    long all = 0;
    for (int s = 0; s < panel.seriesCount(); s++) {
      all += Math.max(0, last - Math.max(range.first(), panel.startDay(s) + 1) + 1);
    }
    int step = (int) ((Math.max(1, all) + MOST_ROWS - 1) / MOST_ROWS);
    int[] series = new int[(int) (all / step) + panel.seriesCount() + 1];
    int[] day = new int[series.length];
    int n = 0;
    for (int s = 0; s < panel.seriesCount(); s++) {
      for (int d = Math.max(range.first(), panel.startDay(s) + 1); d <= last; d++) {
        if ((d + s) % step == 0) {
          series[n] = s;
          day[n++] = d;
        }
      }
    }
    int[] known = new int[n];
    for (int i = 0; i < n; i++) {
      known[i] = day[i] - 1;
    }
    return builder.matrix(
        java.util.Arrays.copyOf(series, n), known, java.util.Arrays.copyOf(day, n));
  }

  private static float[] column(FeatureMatrix matrix, Feature feature) {
    float[] values = new float[matrix.rows()];
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix.get(i, feature);
    }
    return values;
  }

  private static double missing(float[] values) {
    int missing = 0;
    for (float value : values) {
      missing += Float.isNaN(value) ? 1 : 0;
    }
    return values.length == 0 ? Double.NaN : (double) missing / values.length;
  }

  private static double mean(float[] values) {
    double sum = 0;
    int n = 0;
    for (float value : values) {
      if (!Float.isNaN(value)) {
        sum += value;
        n++;
      }
    }
    return n == 0 ? Double.NaN : sum / n;
  }
}
