package io.shelfcast.models;

/**
 * The loss of each round (trees) or epoch, on the training and the stopping window.
 *
 * @param metric what is measured ("weighted RMSE of sales / level")
 * @param best index of the round or epoch that was kept
 */
public record LearningCurve(String metric, double[] training, double[] stopping, int best) {

  public int rounds() {
    return training.length;
  }
}
