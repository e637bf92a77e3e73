package io.shelfcast.notebook;

import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Verdict;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Windows;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.training.Holdout;

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

  public Verdict verdict() {
    return holdout.verdict();
  }

  public Evaluation evaluation() {
    return verdict().evaluation();
  }
}
