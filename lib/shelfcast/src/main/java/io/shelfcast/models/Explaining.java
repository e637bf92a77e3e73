package io.shelfcast.models;

import io.shelfcast.features.Feature;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.features.FeatureGroup;
import java.util.ArrayList;
import java.util.List;

/** Takes the forecast of a series apart. */
record Explaining(
    FeatureBuilder builder,
    LstmMember lstm,
    XgboostMember xgboost,
    Weights weights,
    TrainingOptions options) {

  /**
   * Of the days after the panel's last one.
   *
   * @param levelCorrection what the ensemble is multiplied by
   */
  Explanation explain(int series, float levelCorrection) {
    int origin = builder.panel().lastDay();
    int horizon = options.horizon();
    int[] one = {series};
    boolean geometric = weights.used() == Weights.Kind.FITTED;
    double correction = levelCorrection * (geometric ? weights.level() : 1);
    float[] l = lstm.mean(builder, one, origin, horizon);
    float[] x = xgboost.mean(builder, one, origin, horizon);
    float[] mean = weights.blend(weights.used(), l, x);
    float[][] parts = xgboost.contributions(builder, series, origin, horizon);
    List<Explanation.Day> days = new ArrayList<>();
    for (int a = 1; a <= horizon; a++) {
      double level = level(series, origin, origin + a);
      float[] sums = parts[a - 1];
      boolean closed = builder.closed(series, origin + a);
      days.add(
          new Explanation.Day(
              a,
              closed,
              level,
              part(sums[Feature.COUNT], level),
              groups(sums, level),
              x[a - 1],
              l[a - 1],
              correction,
              closed ? 0 : levelCorrection * mean[a - 1]));
    }
    return new Explanation(
        multiplies(), geometric, weights.lstm(weights.used()), List.copyOf(days));
  }

  private double level(int series, int origin, int day) {
    float[] row = new float[Feature.COUNT];
    builder.series(series).row(origin, day, row, 0);
    return Level.of(row, 0);
  }

  private double[] groups(float[] sums, double level) {
    double[] groups = new double[FeatureGroup.values().length];
    for (Feature f : Feature.values()) {
      groups[f.group().ordinal()] += sums[f.ordinal()];
    }
    for (int g = 0; g < groups.length; g++) {
      groups[g] = part(groups[g], level);
    }
    return groups;
  }

  private double part(double sum, double level) {
    return multiplies() ? Math.exp(sum) : level * sum;
  }

  private boolean multiplies() {
    return options.xgboost().objective() == TrainingOptions.Objective.TWEEDIE;
  }
}
