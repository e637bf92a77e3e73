package io.shelfcast.evaluation;

import io.shelfcast.sales.SalesPanel;
import java.util.ArrayList;
import java.util.List;

/**
 * Works out what to try where a gate is missed: from the sales, from the training, and from where
 * the errors are. Each rule says nothing unless its numbers speak.
 */
final class Advisor {
  private Advisor() {}

  static List<Advice> advise(
      Evaluation evaluation, Level gateLevel, SalesPanel panel, TrainingFacts training) {
    List<Advice> advice = new ArrayList<>();
    if (evaluation.graded() == null) {
      return advice;
    }
    advice.addAll(new DataAdvice(evaluation, panel, training).advise());
    if (training != null) {
      advice.addAll(new TrainingAdvice(evaluation, training).advise());
    }
    advice.addAll(new ErrorAdvice(evaluation, gateLevel, panel).advise());
    return List.copyOf(advice);
  }
}
