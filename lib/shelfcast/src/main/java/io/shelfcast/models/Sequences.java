package io.shelfcast.models;

import io.shelfcast.features.Feature;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.features.SeriesFeatures;
import io.shelfcast.features.SeriesRuns;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The LSTM's sequences: of each (series, origin) the steps that end at origin + horizon, each a
 * scaled row, and the targets of the last {@code horizon} steps.
 *
 * @param values {@code n * steps * Feature.COUNT}; steps before the series' first sale are NaN
 *     throughout
 * @param target {@code n * horizon}, sales / level
 * @param weight {@code n * horizon}, 0 where the target is unknown, out of the window, or no lesson
 * @param level {@code n}, units a day
 */
record Sequences(
    int steps, int horizon, float[][] values, float[] target, float[] weight, float[] level) {

  int size() {
    return level.length;
  }

  /** Sequences with their targets in a window; those without any are left out. */
  static Sequences of(
      FeatureBuilder builder,
      Origins origins,
      TrainingOptions options,
      Inputs inputs,
      IntPredicate inWindow) {
    return build(builder, origins.series(), origins.origin(), options, inputs, inWindow, true);
  }

  /** Sequences to forecast from one origin, all kept, without targets. */
  static Sequences toForecast(
      FeatureBuilder builder, int[] series, int origin, int steps, int horizon, Inputs inputs) {
    int[] origins = new int[series.length];
    Arrays.fill(origins, origin);
    return build(builder, series, origins, steps, horizon, inputs, day -> false, false);
  }

  private static Sequences build(
      FeatureBuilder builder,
      int[] series,
      int[] origin,
      TrainingOptions options,
      Inputs inputs,
      IntPredicate inWindow,
      boolean drop) {
    return build(
        builder, series, origin, options.steps(), options.horizon(), inputs, inWindow, drop);
  }

  private static Sequences build(
      FeatureBuilder builder,
      int[] series,
      int[] origin,
      int steps,
      int horizon,
      Inputs inputs,
      IntPredicate inWindow,
      boolean drop) {
    int n = series.length;
    float[][] values = new float[n][];
    float[] target = new float[n * horizon];
    float[] weight = new float[n * horizon];
    float[] level = new float[n];
    SeriesRuns.of(series)
        .forEach(
            builder,
            (run, features, from, to) -> {
              for (int i = from; i < to; i++) {
                values[i] = rows(features, origin[i], steps, horizon);
                targets(
                    features, values[i], origin[i], steps, horizon, inWindow, target, weight, i);
                level[i] = scale(values[i], steps, horizon, inputs);
                for (int a = i * horizon; a < (i + 1) * horizon; a++) {
                  target[a] /= level[i];
                  weight[a] *= (float) Math.sqrt(level[i]);
                }
              }
            });
    Sequences all = new Sequences(steps, horizon, values, target, weight, level);
    return drop ? all.withTargetsOnly() : all;
  }

  private static float[] rows(SeriesFeatures features, int origin, int steps, int horizon) {
    float[] rows = new float[steps * Feature.COUNT];
    for (int step = 0; step < steps; step++) {
      int day = origin + horizon - steps + 1 + step;
      if (day < features.start()) {
        Arrays.fill(rows, step * Feature.COUNT, (step + 1) * Feature.COUNT, Float.NaN);
      } else {
        features.row(Math.min(day, origin), day, rows, step * Feature.COUNT);
      }
    }
    return rows;
  }

  private static void targets(
      SeriesFeatures features,
      float[] rows,
      int origin,
      int steps,
      int horizon,
      IntPredicate inWindow,
      float[] target,
      float[] weight,
      int i) {
    int last = (steps - 1) * Feature.COUNT;
    float level = Level.of(rows, last);
    float yearAverage = rows[last + Feature.AVG_365D.ordinal()];
    for (int a = 1; a <= horizon; a++) {
      int day = origin + a;
      if (day <= features.last() && inWindow.test(day) && Targets.teaches(features, day)) {
        float sales = features.sales(day);
        target[i * horizon + a - 1] = sales;
        weight[i * horizon + a - 1] = Level.misleads(sales, level, yearAverage) ? 0 : 1;
      }
    }
  }

  /** All steps by the level at the origin. */
  private static float scale(float[] rows, int steps, int horizon, Inputs inputs) {
    float level = Level.of(rows, (steps - 1) * Feature.COUNT);
    for (int at = 0; at < rows.length; at += Feature.COUNT) {
      if (!Float.isNaN(rows[at])) { // the weekday is never missing but before the first sale
        Inputs.scale(rows, at, level);
        inputs.neutralise(rows, at);
      }
    }
    return level;
  }

  private Sequences withTargetsOnly() {
    int[] kept =
        IntStream.range(0, size())
            .filter(
                i -> IntStream.range(i * horizon, (i + 1) * horizon).anyMatch(c -> weight[c] > 0))
            .toArray();
    float[][] v = new float[kept.length][];
    float[] t = new float[kept.length * horizon];
    float[] w = new float[kept.length * horizon];
    float[] l = new float[kept.length];
    for (int k = 0; k < kept.length; k++) {
      v[k] = values[kept[k]];
      System.arraycopy(target, kept[k] * horizon, t, k * horizon, horizon);
      System.arraycopy(weight, kept[k] * horizon, w, k * horizon, horizon);
      l[k] = level[kept[k]];
    }
    return new Sequences(steps, horizon, v, t, w, l);
  }
}
