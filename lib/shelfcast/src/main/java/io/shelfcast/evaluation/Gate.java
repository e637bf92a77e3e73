package io.shelfcast.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether the graded model may be used, asked at one level: all four graded metrics at least
 * acceptable, and a lower MAE than the baseline. Where the noise floor alone is past a metric's
 * limit, hardly a forecast can reach it; there it is enough that the metric is not worse than the
 * baseline's.
 *
 * @param checks the four metrics, then the MAE against the baseline
 */
public record Gate(Level level, String model, String baseline, boolean passed, List<Check> checks) {

  /** The level asked where the user does not say. */
  public static final Level DEFAULT_LEVEL = Level.PRODUCT_STORE_HORIZON;

  /** By what a check is decided. */
  public enum Rule {
    /** The value must not be past the limit for "acceptable". */
    LIMIT,
    /**
     * The limit is past, but so is the noise floor; the value must not be worse than the
     * baseline's.
     */
    SKILL
  }

  /**
   * One condition.
   *
   * @param what "MAE %", "MAPE", "coverage", "bias", or "MAE"
   * @param value fraction; units for MAE
   * @param limit what it was compared with: the limit, or the baseline's value
   * @param sentence the outcome for people, numbers included
   */
  public record Check(
      String what, Rule rule, double value, double limit, boolean passed, String sentence) {}

  /** Asks at a level; an evaluation without the graded model or the baseline does not pass. */
  public static Gate of(Evaluation evaluation, Level level) {
    String model = evaluation.graded() == null ? Evaluation.ENSEMBLE : evaluation.graded();
    String baseline =
        evaluation.baseline() == null ? Evaluation.SEASONAL_NAIVE : evaluation.baseline();
    if (evaluation.graded() == null || evaluation.baseline() == null) {
      String missing = evaluation.graded() == null ? model : baseline;
      Check check =
          new Check(
              "MAE",
              Rule.SKILL,
              Double.NaN,
              Double.NaN,
              false,
              "Model '" + missing + "' was not evaluated.");
      return new Gate(level, model, baseline, false, List.of(check));
    }
    List<Check> checks = new ArrayList<>();
    for (GradedMetric metric : GradedMetric.values()) {
      checks.add(check(evaluation.grade(level, metric), baseline));
    }
    checks.add(mae(evaluation.scores(model, level), evaluation.scores(baseline, level)));
    return new Gate(
        level, model, baseline, checks.stream().allMatch(Check::passed), List.copyOf(checks));
  }

  private static Check check(GradedScore score, String baseline) {
    GradedMetric metric = score.metric();
    String value = metric.title() + " " + percent(score.value());
    if (metric.past(score.floor()) && metric.past(score.value())) {
      boolean better = metric.better(score.value(), score.baseline());
      boolean passed = !metric.better(score.baseline(), score.value());
      return new Check(
          metric.title(),
          Rule.SKILL,
          score.value(),
          score.baseline(),
          passed,
          value
              + (better ? " is better than " : passed ? " is as good as " : " is worse than ")
              + percent(score.baseline())
              + " of "
              + baseline
              + "; that is compared because the noise floor, "
              + percent(score.floor())
              + ", is already past the limit of "
              + percent(metric.acceptable())
              + ".");
    }
    boolean passed = score.grade().passes();
    String verdict =
        score.grade() == Grade.UNDEFINED
            ? " is not defined: nothing was sold in the cells scored."
            : (passed ? ", the limit is " : ", past the limit of ")
                + (metric == GradedMetric.BIAS ? "+-" : "")
                + percent(metric.acceptable())
                + ".";
    return new Check(
        metric.title(), Rule.LIMIT, score.value(), metric.acceptable(), passed, value + verdict);
  }

  private static Check mae(Scores own, Scores naive) {
    boolean passed = own.mae() < naive.mae();
    return new Check(
        "MAE",
        Rule.SKILL,
        own.mae(),
        naive.mae(),
        passed,
        "MAE "
            + Numbers.plain(own.mae())
            + (passed ? " is below " : " is not below ")
            + Numbers.plain(naive.mae())
            + " of "
            + naive.model()
            + ".");
  }

  private static String percent(double value) {
    return Numbers.percent(value) + (Double.isNaN(value) ? "" : " %");
  }
}
