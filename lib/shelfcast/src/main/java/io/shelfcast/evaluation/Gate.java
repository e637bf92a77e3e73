package io.shelfcast.evaluation;

import java.util.List;

/**
 * Whether the graded model may be used, asked at one level: all four graded metrics at least acceptable, and a lower MAE
 * than the baseline. Where the noise floor alone is past a metric's limit, no forecast could reach it; there the metric
 * must be better than the baseline's instead.
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
    /** The limit is below the noise floor; the value must be better than the baseline's. */
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
  public record Check(String what, Rule rule, double value, double limit, boolean passed, String sentence) {}
}
