package io.shelfcast.notebook;

import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Gate;
import io.shelfcast.evaluation.Verdict;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.models.Weights;
import io.shelfcast.models.Windows;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.training.Holdout;
import io.shelfcast.training.TrainingRun;

/**
 * What a training gives a notebook.
 *
 * @param panel that was trained on
 * @param windows how its days were split
 * @param forecaster as it was saved and read again
 * @param holdout its forecasts of the validation days, and what they are worth
 */
public record Trained(
    SalesPanel panel, Windows windows, EnsembleForecaster forecaster, Holdout holdout) {

  /** Trains as the script does where it is told nothing else. */
  static Trained by(TrainingRun run, SalesPanel panel, TrainingOptions options) {
    TrainingRun.Request request =
        new TrainingRun.Request(
            options, Weights.Kind.FITTED, Extract.YEAR.historyDays(), Gate.DEFAULT_LEVEL, false);
    TrainingRun.Result result = run.run(panel, request);
    EnsembleForecaster saved = result.version().forecaster();
    Holdout holdout = Holdout.of(saved, panel, Gate.DEFAULT_LEVEL, Progress.NONE);
    return new Trained(panel, result.windows(), saved, holdout);
  }

  public Verdict verdict() {
    return holdout.verdict();
  }

  public Evaluation evaluation() {
    return verdict().evaluation();
  }
}
