package io.shelfcast.evaluation;

import java.util.Arrays;
import java.util.List;

/**
 * What a training was like, as far as advice depends on it.
 *
 * @param days days whose sales were training targets
 * @param rows days of all series in the training window
 * @param xgboost null where it was not trained
 * @param lstm null where it was not trained
 */
public record TrainingFacts(int days, long rows, Xgboost xgboost, Lstm lstm) {

  /**
   * Loss by round (XGBoost) or epoch (LSTM), in the member's own measure.
   *
   * @param training on the training window; {@code stopping} on the stopping window; of the same
   *     length
   * @param best the round or epoch that was kept, counted from 1
   * @param max rounds or epochs allowed
   */
  public record Curve(List<Double> training, List<Double> stopping, int best, int max) {

    public Curve {
      training = List.copyOf(training);
      stopping = List.copyOf(stopping);
      if (training.isEmpty()
          || training.size() != stopping.size()
          || best < 1
          || best > training.size()) {
        throw new IllegalArgumentException(
            "Invalid learning curve: "
                + training.size()
                + " training and "
                + stopping.size()
                + " stopping losses, best "
                + best);
      }
    }

    /** The same of losses as arrays. */
    public static Curve of(double[] training, double[] stopping, int best, int max) {
      return new Curve(
          Arrays.stream(training).boxed().toList(),
          Arrays.stream(stopping).boxed().toList(),
          best,
          max);
    }

    /**
     * Whether all that was allowed was used, and the last tenth of it still took half a hundredth
     * off.
     */
    public boolean stillFalling() {
      int earlier = Math.min(stopping.size(), Math.max(1, (int) (.9 * max))) - 1;
      return best >= .98 * max && stoppingAtBest() < .995 * stopping.get(earlier);
    }

    /** Whether the stopping loss was lower, by a hundredth, before the round that was kept. */
    boolean risen() {
      double least = stopping.stream().mapToDouble(x -> x).min().orElseThrow();
      return stoppingAtBest() > 1.01 * least;
    }

    double trainingAtBest() {
      return training.get(best - 1);
    }

    double stoppingAtBest() {
      return stopping.get(best - 1);
    }
  }

  /** The trees: their depth and learning rate. */
  public record Xgboost(Curve curve, int depth, double learningRate) {}

  /** The network: units of each LSTM layer, dropout, and steps of a sequence, in days. */
  public record Lstm(Curve curve, List<Integer> layers, double dropout, int steps) {}
}
