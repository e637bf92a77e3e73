package io.shelfcast.models;

import io.shelfcast.features.Feature;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.SalesPanel;

/**
 * What trees look at, without the rest of an ensemble: one XGBoost, fitted and stopped on the same
 * rows as that of {@link EnsembleForecaster#fit}.
 *
 * @param gain total gain of each feature, in the order of a row
 * @param curve how it learned
 */
public record TreeImportance(double[] gain, LearningCurve curve) {

  /** Fits on the days up to {@code windows.fitLast()}. */
  public static TreeImportance of(
      SalesPanel panel, Windows windows, TrainingOptions options, Progress progress) {
    FeatureBuilder builder = new FeatureBuilder(panel.until(windows.fitLast()));
    int horizon = options.horizon();
    XgboostRows rows =
        XgboostRows.of(
            builder,
            Origins.within(builder.panel(), windows.training(), horizon, options.maxSequences()),
            horizon,
            windows.training()::contains);
    XgboostRows stopping =
        XgboostRows.of(
            builder,
            Origins.reaching(
                builder.panel(), windows.stopping(), horizon, options.maxSequences() / 3),
            horizon,
            day -> Windows.in(windows.stopping(), day));
    Inputs inputs = Inputs.of(rows.values(), windows.training().days());
    XgboostMember.Fit fit = XgboostMember.fit(rows, stopping, inputs, options, progress);
    return new TreeImportance(fit.member().importance(), fit.curve());
  }

  /** The share of the whole gain, 0..1. */
  public double share(Feature feature) {
    double all = 0;
    for (double g : gain) {
      all += g;
    }
    return gain[feature.ordinal()] / all;
  }
}
