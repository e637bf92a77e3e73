package io.shelfcast.models;

import io.shelfcast.ShelfcastException;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.features.SeriesFeatures;
import io.shelfcast.features.Vocabulary;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.SalesPanel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Fits an {@link EnsembleForecaster}: first to find when to stop and how far to trust, then again
 * on all days.
 */
final class EnsembleFitting {

  /**
   * Sequences that the LSTM's stopping loss is taken over, each epoch. Trees are stopped by more.
   */
  private static final int STOPPING_SEQUENCES = 4_000;

  private final SalesPanel panel;
  private final FeatureBuilder builder;
  private final Windows windows;
  private final TrainingOptions options;
  private final Progress progress;
  private Inputs inputs;

  EnsembleFitting(SalesPanel panel, Windows windows, TrainingOptions options, Progress progress) {
    this.panel = panel;
    this.builder = new FeatureBuilder(panel, Vocabulary.of(panel));
    this.windows = windows;
    this.options = options;
    this.progress = progress;
  }

  EnsembleForecaster fit(Weights.Kind used) {
    int horizon = options.horizon();
    IntPredicate inTraining = windows.training()::contains;
    IntPredicate inStopping = day -> Windows.in(windows.stopping(), day);
    Origins training = Origins.within(panel, windows.training(), horizon, options.maxSequences());
    Origins stopping =
        Origins.reaching(panel, windows.stopping(), horizon, options.maxSequences() / 3);
    Origins fewer =
        Origins.reaching(
            panel,
            windows.stopping(),
            horizon,
            Math.min(options.maxSequences(), STOPPING_SEQUENCES));
    XgboostRows rows = XgboostRows.of(builder, training, horizon, inTraining);
    if (rows.size() == 0) {
      throw new ShelfcastException(
          "No day of the training window " + windows.training() + " has sales to learn from");
    }
    inputs = Inputs.of(rows.values(), windows.training().days());
    XgboostRows stoppingRows = XgboostRows.of(builder, stopping, horizon, inStopping);
    if (stoppingRows.size() == 0) {
      throw new ShelfcastException(
          "No day of the stopping windows " + windows.stopping() + " has sales to stop by");
    }
    XgboostMember.Fit xgboost = XgboostMember.fit(rows, stoppingRows, inputs, options, progress);
    rows = null;
    Sequences sequences = Sequences.of(builder, training, options, inputs, inTraining);
    LstmMember.Fit lstm =
        LstmMember.fit(
            sequences,
            Sequences.of(builder, fewer, options, inputs, inStopping),
            inputs,
            options,
            progress);
    sequences = null;
    Calibration calibration = calibrate(lstm.member(), xgboost.member());
    Weights weights =
        Weights.fit(
            calibration.lstm, calibration.xgboost, calibration.lesson, calibrationDays(), used);
    Map<String, Intervals> intervals = intervals(calibration, weights);
    return last(xgboost, lstm, weights, intervals);
  }

  /**
   * Once it is known when to stop and how far to trust, the days of stopping and calibration are
   * learnt from too: on the bakery that takes WAPE from .1787 to .1768 (windows before the scored
   * ones).
   */
  private EnsembleForecaster last(
      XgboostMember.Fit xgboost,
      LstmMember.Fit lstm,
      Weights weights,
      Map<String, Intervals> intervals) {
    EnsembleForecaster stopped =
        new EnsembleForecaster(
            options,
            windows,
            windows.training().last(),
            builder.vocabulary(),
            inputs,
            lstm.member(),
            xgboost.member(),
            weights,
            intervals,
            lstm.curve(),
            xgboost.curve());
    return learnOn(stopped, builder, windows.fitLast(), progress);
  }

  /**
   * The same model, learnt up to a later day: the trees anew, as many as were found best, the
   * network for a little longer. Weights, intervals and the scaling of inputs stay.
   */
  static EnsembleForecaster learnOn(
      EnsembleForecaster model, FeatureBuilder builder, int lastDay, Progress progress) {
    TrainingOptions options = model.options();
    Windows.Range all = new Windows.Range(model.windows().training().first(), lastDay);
    Origins origins =
        Origins.within(builder.panel(), all, options.horizon(), options.maxSequences());
    int trees = model.xgboostCurve().best() + 1;
    XgboostMember xgboost =
        XgboostMember.refit(
            XgboostRows.of(builder, origins, options.horizon(), all::contains),
            model.inputs(),
            trees,
            options,
            progress);
    LstmMember lstm =
        model
            .lstm()
            .goOn(
                Sequences.of(builder, origins, options, model.inputs(), all::contains),
                options,
                progress);
    return model.learnt(lstm, xgboost, lastDay);
  }

  /**
   * Cells of the calibration windows, without planned closed days.
   *
   * @param lesson the truth where it tells of demand, NaN where a day was sold out or not recorded
   */
  private record Calibration(
      float[] lstm,
      float[] xgboost,
      float[] naive,
      float[] actual,
      float[] lesson,
      float[] scatter,
      int[] ahead) {}

  private int calibrationDays() {
    return windows.calibration().stream().mapToInt(Windows.Range::days).sum();
  }

  /**
   * Forecasts of both members from every third origin whose horizon lies in a calibration block.
   */
  private Calibration calibrate(LstmMember lstm, XgboostMember xgboost) {
    int horizon = options.horizon();
    List<float[][]> parts = new ArrayList<>();
    int done = 0;
    int days = calibrationDays();
    for (Windows.Range range : windows.calibration()) {
      for (int origin = range.first() - 1; origin + horizon <= range.last(); origin += 3) {
        int[] series = EnsembleForecaster.started(panel, origin);
        float[][] part = new float[6][series.length * horizon];
        part[0] = lstm.mean(builder, series, origin, horizon);
        part[1] = xgboost.mean(builder, series, origin, horizon);
        part[2] = new SeasonalNaive().mean(builder, series, origin, horizon);
        truth(series, origin, part[3], part[4]);
        float[] scatter = Scatter.of(builder, series, origin);
        for (int c = 0; c < part[5].length; c++) {
          part[5][c] = scatter[c / horizon];
        }
        parts.add(part);
        progress.step("calibrating", done + origin - range.first() + 1, days, "");
      }
      done += range.days();
      progress.step("calibrating", done, days, "");
    }
    return gather(parts);
  }

  private void truth(int[] series, int origin, float[] actual, float[] lesson) {
    for (int i = 0; i < series.length; i++) {
      SeriesFeatures features = builder.series(series[i]);
      for (int a = 1; a <= options.horizon(); a++) {
        int day = origin + a;
        int cell = i * options.horizon() + a - 1;
        actual[cell] = features.closed(day) ? Float.NaN : features.sales(day);
        lesson[cell] = Targets.teaches(features, day) ? actual[cell] : Float.NaN;
      }
    }
  }

  private Calibration gather(List<float[][]> parts) {
    int n = 0;
    for (float[][] p : parts) {
      for (float v : p[3]) {
        n += Float.isNaN(v) ? 0 : 1;
      }
    }
    float[][] all = new float[6][n];
    int[] ahead = new int[n];
    int at = 0;
    for (float[][] p : parts) {
      for (int c = 0; c < p[3].length; c++) {
        if (!Float.isNaN(p[3][c])) {
          for (int k = 0; k < all.length; k++) {
            all[k][at] = p[k][c];
          }
          ahead[at++] = c % options.horizon() + 1;
        }
      }
    }
    return new Calibration(all[0], all[1], all[2], all[3], all[4], all[5], ahead);
  }

  private Map<String, Intervals> intervals(Calibration c, Weights weights) {
    Map<String, float[]> means = new LinkedHashMap<>();
    means.put(EnsembleForecaster.LSTM, c.lstm);
    means.put(EnsembleForecaster.XGBOOST, c.xgboost);
    means.put(
        EnsembleForecaster.ENSEMBLE_FIXED, weights.blend(Weights.Kind.FIXED, c.lstm, c.xgboost));
    means.put(
        EnsembleForecaster.ENSEMBLE_FITTED, weights.blend(Weights.Kind.FITTED, c.lstm, c.xgboost));
    means.put(EnsembleForecaster.SEASONAL_NAIVE, c.naive);
    Map<String, Intervals> intervals = new LinkedHashMap<>();
    means.forEach(
        (name, mean) ->
            intervals.put(
                name,
                Intervals.of(
                    new Intervals.Cells(mean, c.actual, c.ahead, c.scatter), options.horizon())));
    return intervals;
  }
}
