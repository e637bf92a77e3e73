package io.shelfcast.models;

import io.shelfcast.ShelfcastException;
import io.shelfcast.features.FeatureBuilder;
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

  /** Sequences that the stopping loss is taken over: 4,000 of 7 days tell it to half a percent. */
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
    XgboostMember.Fit xgboost =
        XgboostMember.fit(
            rows,
            XgboostRows.of(builder, stopping, horizon, inStopping),
            inputs,
            options,
            progress);
    rows = null;
    Sequences sequences = Sequences.of(builder, training, options, inputs, inTraining);
    LstmMember.Fit lstm =
        LstmMember.fit(
            sequences,
            Sequences.of(builder, stopping, options, inputs, inStopping),
            inputs,
            options,
            progress);
    sequences = null;
    Calibration calibration = calibrate(lstm.member(), xgboost.member());
    Weights weights =
        Weights.fit(
            calibration.lstm, calibration.xgboost, calibration.actual, calibration.days(), used);
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
    Windows.Range all = new Windows.Range(windows.training().first(), windows.fitLast());
    Origins origins = Origins.within(panel, all, options.horizon(), options.maxSequences());
    XgboostMember x =
        XgboostMember.refit(
            XgboostRows.of(builder, origins, options.horizon(), all::contains),
            inputs,
            xgboost.curve().best() + 1,
            options,
            progress);
    LstmMember l =
        lstm.member()
            .goOn(
                Sequences.of(builder, origins, options, inputs, all::contains), options, progress);
    return new EnsembleForecaster(
        options,
        windows,
        builder.vocabulary(),
        inputs,
        l,
        x,
        weights,
        intervals,
        lstm.curve(),
        xgboost.curve());
  }

  private record Calibration(
      float[] lstm, float[] xgboost, float[] naive, float[] actual, int[] ahead, int origins) {
    int days() {
      return origins;
    }
  }

  /**
   * Forecasts of both members from every third origin whose horizon lies in a calibration block.
   */
  private Calibration calibrate(LstmMember lstm, XgboostMember xgboost) {
    int horizon = options.horizon();
    List<float[][]> parts = new ArrayList<>();
    int origins = 0;
    for (Windows.Range range : windows.calibration()) {
      for (int origin = range.first() - 1; origin + horizon <= range.last(); origin += 3) {
        int[] series = EnsembleForecaster.started(panel, origin);
        parts.add(
            new float[][] {
              lstm.mean(builder, series, origin, horizon),
              xgboost.mean(builder, series, origin, horizon),
              new SeasonalNaive().mean(builder, series, origin, horizon),
              actual(series, origin)
            });
        origins++;
      }
    }
    return gather(parts, origins);
  }

  private float[] actual(int[] series, int origin) {
    int horizon = options.horizon();
    float[] actual = new float[series.length * horizon];
    for (int i = 0; i < series.length; i++) {
      var features = builder.series(series[i]);
      for (int a = 1; a <= horizon; a++) {
        int day = origin + a;
        actual[i * horizon + a - 1] = features.closed(day) ? Float.NaN : features.sales(day);
      }
    }
    return actual;
  }

  private Calibration gather(List<float[][]> parts, int origins) {
    int n = 0;
    for (float[][] p : parts) {
      for (float v : p[3]) {
        n += Float.isNaN(v) ? 0 : 1;
      }
    }
    float[][] all = new float[4][n];
    int[] ahead = new int[n];
    int at = 0;
    for (float[][] p : parts) {
      for (int c = 0; c < p[3].length; c++) {
        if (!Float.isNaN(p[3][c])) {
          for (int k = 0; k < 4; k++) {
            all[k][at] = p[k][c];
          }
          ahead[at++] = c % options.horizon() + 1;
        }
      }
    }
    int days = windows.calibration().stream().mapToInt(Windows.Range::days).sum();
    return new Calibration(all[0], all[1], all[2], all[3], ahead, days);
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
                Intervals.of(new Intervals.Cells(mean, c.actual, c.ahead), options.horizon())));
    return intervals;
  }
}
