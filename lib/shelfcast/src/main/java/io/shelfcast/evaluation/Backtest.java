package io.shelfcast.evaluation;

import io.shelfcast.ShelfcastException;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Forecasts;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.models.Weights;
import io.shelfcast.models.Windows;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.SalesPanel;
import java.util.ArrayList;
import java.util.List;

/**
 * Rolling-origin backtest: origins {@code step} days apart, the last one a horizon before the
 * panel's end; models fitted once on the days up to the first origin (or anew at each), forecasts
 * from what was known at each origin.
 *
 * @param historyDays days of targets before the first origin, or 0 for all
 */
public record Backtest(
    TrainingOptions options,
    int windows,
    int step,
    int historyDays,
    boolean refit,
    boolean observedWeather,
    Weights.Kind weights) {

  /** The origins, oldest first. */
  public int[] origins(SalesPanel panel) {
    int[] origins = new int[windows];
    for (int k = 0; k < windows; k++) {
      origins[k] = panel.lastDay() - options.horizon() - step * (windows - 1 - k);
    }
    if (origins[0] < panel.firstDay()) {
      throw new ShelfcastException(
          "Too short a history for --windows "
              + windows
              + " --step "
              + step
              + ": the first origin would be "
              + java.time.LocalDate.ofEpochDay(origins[0])
              + ", sales begin "
              + java.time.LocalDate.ofEpochDay(panel.firstDay()));
    }
    return origins;
  }

  /** Runs it; forecasts of all models and origins, in that order of origins. */
  public List<Forecasts> run(SalesPanel panel, Progress progress) {
    List<Forecasts> all = new ArrayList<>();
    EnsembleForecaster forecaster = null;
    int[] origins = origins(panel);
    for (int origin : origins) {
      SalesPanel known = panel.until(origin);
      if (forecaster == null || refit) {
        int first = panel.firstDay() + 14;
        first = historyDays > 0 ? Math.max(first, origin - historyDays + 1) : first;
        forecaster =
            EnsembleForecaster.fit(
                known, Windows.of(first, origin, options.horizon(), 0), options, weights, progress);
      }
      all.addAll(forecaster.forecast(known, options.horizon()));
    }
    return all;
  }
}
