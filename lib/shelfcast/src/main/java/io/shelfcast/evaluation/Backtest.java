package io.shelfcast.evaluation;

import io.shelfcast.ShelfcastException;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Forecasts;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.models.Weights;
import io.shelfcast.models.Windows;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rolling-origin backtest: origins {@code step} days apart, the last one a horizon before the
 * panel's end; models fitted once on the days up to the first origin (or anew at each), forecasts
 * from what was known at each origin.
 *
 * @param options how models are trained; their horizon is that of the forecasts
 * @param windows how many origins
 * @param step days from one origin to the next
 * @param historyDays days of targets before the first origin, or 0 for all
 * @param refit fit anew at each origin
 * @param observedWeather whether the weather of the days forecast is known, as if forecast without
 *     error; else it ends at each origin and the mean of the day of the year stands in
 * @param weights which weights {@code ensemble} takes
 */
public record Backtest(
    TrainingOptions options,
    int windows,
    int step,
    int historyDays,
    boolean refit,
    boolean observedWeather,
    Weights.Kind weights) {

  public Backtest {
    atLeast("--windows", windows, 1);
    atLeast("--step", step, 1);
    atLeast("--history-days", historyDays, 0);
  }

  private static void atLeast(String option, int value, int least) {
    if (value < least) {
      throw new ShelfcastException(option + " is " + value + ": it must be at least " + least);
    }
  }

  /** The origins, oldest first. */
  public int[] origins(SalesPanel panel) {
    long first = panel.lastDay() - options.horizon() - (long) step * (windows - 1);
    if (first < panel.firstDay() + Windows.WARM_UP_DAYS) {
      throw new ShelfcastException(
          "Too short a history for --windows "
              + windows
              + " --step "
              + step
              + ": the first origin would be "
              + LocalDate.ofEpochDay(first)
              + ", sales begin "
              + LocalDate.ofEpochDay(panel.firstDay()));
    }
    return IntStream.range(0, windows).map(k -> (int) first + step * k).toArray();
  }

  /** Runs it; forecasts of all models and origins, in that order of origins. */
  public List<Forecasts> run(SalesPanel panel, Progress progress) {
    List<Forecasts> all = new ArrayList<>();
    EnsembleForecaster forecaster = null;
    int[] origins = origins(panel);
    for (int k = 0; k < windows; k++) {
      SalesPanel known = known(panel, origins[k]);
      if (forecaster == null || refit) {
        forecaster = fit(known, progress);
      }
      all.addAll(forecaster.forecast(known, options.horizon()));
      progress.step("forecasting", k + 1, windows, "origins");
    }
    return all;
  }

  /** What was known at the end of a day. */
  public SalesPanel known(SalesPanel panel, int origin) {
    SalesPanel known = panel.until(origin);
    return observedWeather
        ? known
        : known.withCovariates(known.covariates().withWeatherUntil(origin));
  }

  /** Models fitted on the days up to an origin. */
  public EnsembleForecaster fitted(SalesPanel panel, int origin, Progress progress) {
    return fit(known(panel, origin), progress);
  }

  private EnsembleForecaster fit(SalesPanel known, Progress progress) {
    int origin = known.lastDay();
    int first = known.firstDay() + Windows.WARM_UP_DAYS;
    first = historyDays > 0 ? Math.max(first, origin - historyDays + 1) : first;
    Windows windows = Windows.of(first, origin, options.horizon(), 0);
    return EnsembleForecaster.fit(known, windows, options, weights, progress);
  }
}
