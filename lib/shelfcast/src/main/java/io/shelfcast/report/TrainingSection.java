package io.shelfcast.report;

import io.shelfcast.charts.TrainingFigures;
import io.shelfcast.evaluation.TrainingFacts;
import io.shelfcast.report.ReportInput.Importance;
import io.shelfcast.report.ReportInput.LearningCurve;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of training, each with a reading worked out from its numbers. */
final class TrainingSection {
  private TrainingSection() {}

  private static final int TOP = 20;

  static Markup of(ReportInput input) {
    FigureBox box = new FigureBox();
    for (LearningCurve c : input.curves()) {
      String title = "How " + c.model() + " learned";
      box.add(
          () ->
              TrainingFigures.learningCurve(
                  title, c.model(), c.round(), c.loss(), c.training(), c.stopping(), c.best()),
          curveReading(c));
    }
    List<Importance> features = input.importance();
    double total = features.stream().mapToDouble(Importance::gain).sum();
    if (total > 0) {
      List<String> names = features.stream().map(Importance::feature).toList();
      List<String> groups = features.stream().map(Importance::group).toList();
      double[] shares = features.stream().mapToDouble(i -> i.gain() / total).toArray();
      String title =
          features.size() > TOP
              ? "What the trees look at, top " + TOP + " of " + features.size()
              : "What the trees look at";
      box.add(
          () -> TrainingFigures.featureImportance(title, names, groups, shares, TOP),
          importanceReading(features, total));
    }
    return Markup.section("How the models learned", box.markup());
  }

  static String curveReading(LearningCurve c) {
    int rounds = c.stopping().length;
    double best = c.stopping()[c.best() - 1];
    double train = c.training()[c.best() - 1];
    String end =
        c.best() == c.max()
            ? "All " + c.max() + " " + c.round() + "s allowed were kept: " + lastTenth(c)
            : "After "
                + c.round()
                + " "
                + c.best()
                + (rounds > c.best()
                    ? ", the loss on the stopping window did not get better in the "
                        + (rounds - c.best())
                        + " that followed. "
                    : ", training ended. ");
    double gap = best / train - 1;
    String fit =
        Double.isNaN(gap) || Double.isInfinite(gap)
            ? ""
            : gap > .25
                ? "The stopping loss is "
                    + Wording.percent(gap)
                    + " above that of training: days that were learnt from are known better, which does no harm as long as the stopping loss does not rise."
                : "The stopping loss is "
                    + (gap >= 0
                        ? Wording.percent(gap) + " above that of training"
                        : Wording.percent(-gap) + " below that of training")
                    + ": no sign of overfitting.";
    return end + fit;
  }

  private static String lastTenth(LearningCurve c) {
    return TrainingFacts.Curve.of(c.training(), c.stopping(), c.best(), c.max()).stillFalling()
        ? "the loss on the stopping window was still falling, more of them may help. "
        : "the loss on the stopping window was level by then. ";
  }

  private static String importanceReading(List<Importance> features, double total) {
    Map<String, Double> byGroup = new LinkedHashMap<>();
    features.forEach(f -> byGroup.merge(f.group(), f.gain() / total, Double::sum));
    List<String> groups =
        byGroup.entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .map(g -> g.getKey() + " " + Wording.percent(g.getValue()))
            .toList();
    Importance most =
        features.stream().max(Comparator.comparingDouble(Importance::gain)).orElseThrow();
    return most.feature()
        + " alone brings "
        + Wording.percent(most.gain() / total)
        + " of the gain. By group: "
        + Wording.list(groups)
        + ".";
  }
}
