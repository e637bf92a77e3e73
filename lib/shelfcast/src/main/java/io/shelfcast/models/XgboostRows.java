package io.shelfcast.models;

import io.shelfcast.features.Feature;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.features.SeriesFeatures;
import io.shelfcast.features.SeriesRuns;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Rows (series, origin, days ahead) for XGBoost, scaled.
 *
 * @param values {@code n * Feature.COUNT}
 * @param target sales / level
 * @param level units a day
 */
record XgboostRows(float[] values, float[] target, float[] level) {

  int size() {
    return target.length;
  }

  /**
   * Square roots of the levels: a shop's error grows with its sales, though less than in
   * proportion. Their mean is 1, so that the least weight of a leaf and the penalty on it mean the
   * same to a shop that sells one a day and to one that sells thousands.
   */
  float[] weights() {
    double sum = 0;
    for (float l : level) {
      sum += Math.sqrt(l);
    }
    double mean = sum / level.length;
    float[] w = new float[level.length];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) (Math.sqrt(level[i]) / mean);
    }
    return w;
  }

  /** Rows of the targets that are in a window and tell of demand. */
  static XgboostRows of(
      FeatureBuilder builder, Origins origins, int horizon, IntPredicate inWindow) {
    SeriesRuns runs = SeriesRuns.of(origins.series());
    XgboostRows[] parts = new XgboostRows[runs.count()];
    runs.forEach(
        builder,
        (run, features, from, to) ->
            parts[run] = ofSeries(features, origins, from, to, horizon, inWindow));
    return concat(parts);
  }

  private static XgboostRows ofSeries(
      SeriesFeatures features,
      Origins origins,
      int from,
      int to,
      int horizon,
      IntPredicate inWindow) {
    float[] values = new float[(to - from) * horizon * Feature.COUNT];
    float[] target = new float[(to - from) * horizon];
    float[] level = new float[target.length];
    int n = 0;
    for (int i = from; i < to; i++) {
      int origin = origins.origin()[i];
      for (int day = origin + 1; day <= origin + horizon && day <= features.last(); day++) {
        if (!inWindow.test(day) || !Targets.teaches(features, day)) {
          continue;
        }
        int at = n * Feature.COUNT;
        features.row(origin, day, values, at);
        float yearAverage = values[at + Feature.AVG_365D.ordinal()];
        level[n] = Level.of(values, at);
        float sales = features.sales(day);
        if (Level.misleads(sales, level[n], yearAverage)) {
          continue;
        }
        Inputs.scale(values, at, level[n]);
        target[n] = sales / level[n];
        n++;
      }
    }
    return new XgboostRows(
        Arrays.copyOf(values, n * Feature.COUNT),
        Arrays.copyOf(target, n),
        Arrays.copyOf(level, n));
  }

  private static XgboostRows concat(XgboostRows[] parts) {
    int n = Arrays.stream(parts).mapToInt(XgboostRows::size).sum();
    float[] values = new float[Math.multiplyExact(n, Feature.COUNT)];
    float[] target = new float[n];
    float[] level = new float[n];
    int at = 0;
    for (int i = 0; i < parts.length; i++) {
      XgboostRows p = parts[i];
      parts[i] = null;
      System.arraycopy(p.values, 0, values, at * Feature.COUNT, p.values.length);
      System.arraycopy(p.target, 0, target, at, p.size());
      System.arraycopy(p.level, 0, level, at, p.size());
      at += p.size();
    }
    return new XgboostRows(values, target, level);
  }
}
