package io.shelfcast.training;

import io.shelfcast.ShelfcastException;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Level;
import io.shelfcast.evaluation.Verdict;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Forecasts;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A model's forecasts of days that it has not learnt from, and what they are worth: origins a
 * horizon apart from the last day of its fit on, as many as there are whole horizons.
 *
 * @param forecasts of every model and origin, by origin
 */
public record Holdout(List<Forecasts> forecasts, Verdict verdict) {

  /**
   * Forecasts and scores.
   *
   * @param panel sales up to the last day to be scored
   * @throws ShelfcastException if there is no whole horizon behind the fit's last day
   */
  public static Holdout of(
      EnsembleForecaster forecaster, SalesPanel panel, Level gateLevel, Progress progress) {
    int horizon = forecaster.options().horizon();
    int first = forecaster.fitLast();
    int windows = (panel.lastDay() - first) / horizon;
    if (windows < 1) {
      throw tooFew(first, panel.lastDay(), horizon);
    }
    List<Forecasts> all = new ArrayList<>();
    for (int k = 0; k < windows; k++) {
      all.addAll(forecaster.forecast(panel.until(first + k * horizon), horizon));
      progress.step("evaluating", k + 1, windows, "");
    }
    SalesPanel scored = panel.until(first + windows * horizon);
    Verdict verdict =
        Verdict.of(
            Evaluation.of(scored, all), gateLevel, scored, Facts.forAdvice(forecaster, scored));
    return new Holdout(List.copyOf(all), verdict);
  }

  private static ShelfcastException tooFew(int fitLast, int lastDay, int horizon) {
    String learnt =
        "The model has learnt from days up to "
            + LocalDate.ofEpochDay(fitLast)
            + ", and sales are known up to "
            + LocalDate.ofEpochDay(lastDay);
    return new ShelfcastException(
        learnt
            + ": there is "
            + (lastDay <= fitLast ? "no day" : "no whole horizon")
            + " to score; at least "
            + horizon
            + " later days are needed");
  }
}
