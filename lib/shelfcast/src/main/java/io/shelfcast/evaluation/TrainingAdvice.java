package io.shelfcast.evaluation;

import io.shelfcast.evaluation.Advice.Topic;
import io.shelfcast.evaluation.TrainingFacts.Curve;
import io.shelfcast.evaluation.TrainingFacts.Lstm;
import io.shelfcast.evaluation.TrainingFacts.Xgboost;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Advice from the learning curves and from how the members compare: over- and underfit, depth,
 * dropout.
 */
final class TrainingAdvice {

  /**
   * Loss on the stopping window over that on the training window, above which a member overfits if
   * the former has risen.
   */
  private static final double OVERFIT = 1.5;

  /**
   * Training loss kept over that of the first epoch, above which the network learnt next to
   * nothing.
   */
  private static final double STUCK = .95;

  private static final double MUCH_WORSE = 1.25;
  private static final int SHALLOWEST = 3;

  private final Evaluation evaluation;
  private final TrainingFacts training;
  private final List<Advice> advice = new ArrayList<>();

  TrainingAdvice(Evaluation evaluation, TrainingFacts training) {
    this.evaluation = evaluation;
    this.training = training;
  }

  List<Advice> advise() {
    if (training.xgboost() != null) {
      xgboost(training.xgboost());
    }
    if (training.lstm() != null) {
      lstm(training.lstm());
    }
    members();
    weights();
    return advice;
  }

  private void say(Topic topic, String format, Object... values) {
    advice.add(new Advice(topic, Numbers.format(format, values)));
  }

  private void xgboost(Xgboost xgboost) {
    Curve curve = xgboost.curve();
    double gap = curve.stoppingAtBest() / curve.trainingAtBest();
    if (gap > OVERFIT && curve.risen()) {
      say(
          Topic.XGBOOST,
          "XGBoost overfits: at round %d its loss is %s on the stopping days, %.1f times the %s of the training days (%,d"
              + " rows): try a depth of %d instead of %d.",
          curve.best(),
          Numbers.plain(curve.stoppingAtBest()),
          gap,
          Numbers.plain(curve.trainingAtBest()),
          training.rows(),
          Math.max(SHALLOWEST, xgboost.depth() - 2),
          xgboost.depth());
    } else if (curve.stillFalling()) {
      say(
          Topic.XGBOOST,
          "XGBoost was still learning when it ended: it kept %d of %d rounds, with a loss of %s on the stopping days: try"
              + " %d trees, or a depth of %d instead of %d.",
          curve.best(),
          curve.max(),
          Numbers.plain(curve.stoppingAtBest()),
          2 * curve.max(),
          xgboost.depth() + 2,
          xgboost.depth());
    } else if (curve.best() < .1 * curve.max()) {
      say(
          Topic.XGBOOST,
          "XGBoost stopped early, it kept %d of %d rounds: the stopping days are unlike the training days; try a learning"
              + " rate of %s instead of %s, or more history.",
          curve.best(),
          curve.max(),
          Numbers.plain(xgboost.learningRate() / 3),
          Numbers.plain(xgboost.learningRate()));
    }
  }

  private void lstm(Lstm lstm) {
    Curve curve = lstm.curve();
    double gap = curve.stoppingAtBest() / curve.trainingAtBest();
    if (gap > OVERFIT && curve.risen()) {
      say(
          Topic.LSTM,
          "The LSTM overfits: at epoch %d its loss is %s on the stopping days, %.1f times the %s of the training days: try"
              + " --dropout %.1f instead of %.1f.",
          curve.best(),
          Numbers.plain(curve.stoppingAtBest()),
          gap,
          Numbers.plain(curve.trainingAtBest()),
          Math.min(.5, lstm.dropout() + .2),
          lstm.dropout());
    } else if (curve.training().size() > 1
        && curve.trainingAtBest() > STUCK * curve.training().get(0)) {
      say(
          Topic.LSTM,
          "The LSTM hardly learnt: its training loss went from %s to %s in %d epochs: try --lstm-layers %s instead of %s.",
          Numbers.plain(curve.training().get(0)),
          Numbers.plain(curve.trainingAtBest()),
          curve.best(),
          2 * lstm.layers().get(0) + "," + lstm.layers().get(0),
          lstm.layers().stream().map(String::valueOf).collect(Collectors.joining(",")));
    } else if (curve.stillFalling()) {
      say(
          Topic.LSTM,
          "The LSTM was still learning when it ended: its best epoch is %d of %d, with a loss of %s on the stopping days: try"
              + " %d epochs.",
          curve.best(),
          curve.max(),
          Numbers.plain(curve.stoppingAtBest()),
          2 * curve.max());
    }
  }

  private double wape(String model) {
    return evaluation.models().contains(model)
        ? evaluation.scores(model, Level.PRODUCT_STORE_DAY).wape()
        : Double.NaN;
  }

  private void members() {
    double lstm = wape("lstm");
    double xgboost = wape("xgboost");
    boolean network = lstm > xgboost;
    if (Math.max(lstm, xgboost) > MUCH_WORSE * Math.min(lstm, xgboost)) {
      say(
          Topic.ENSEMBLE,
          "%s alone is at %s %% MAE, %s at %s %%: one member is much worse, look at its learning curve first.",
          network ? "The LSTM" : "XGBoost",
          Numbers.percent(Math.max(lstm, xgboost)),
          network ? "XGBoost" : "the LSTM",
          Numbers.percent(Math.min(lstm, xgboost)));
    }
  }

  private void weights() {
    double own = wape(evaluation.graded());
    double fitted = wape("ensemble-fitted");
    if (fitted < .98 * own) {
      say(
          Topic.ENSEMBLE,
          "With weights from the calibration days the ensemble is at %s %% MAE instead of %s %%: try --weights fitted.",
          Numbers.percent(fitted),
          Numbers.percent(own));
    }
  }
}
