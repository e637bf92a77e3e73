package io.shelfcast.evaluation;

/**
 * The four metrics that have targets. Limits are fractions.
 *
 * <table>
 * <caption>Limits</caption>
 * <tr><th>metric</th><th>target</th><th>acceptable</th><th>unacceptable</th></tr>
 * <tr><td>MAE %</td><td>&lt; 10 %</td><td>10-15 %</td><td>&gt; 15 %</td></tr>
 * <tr><td>MAPE</td><td>&lt; 15 %</td><td>15-20 %</td><td>&gt; 20 %</td></tr>
 * <tr><td>coverage</td><td>&gt; 80 %</td><td>70-80 %</td><td>&lt; 70 %</td></tr>
 * <tr><td>|bias|</td><td>&lt;= 3 %</td><td>3-5 %</td><td>&gt; 5 %</td></tr>
 * </table>
 */
public enum GradedMetric {
  MAE_PCT("MAE %", .10, .15, "<10 / 10-15 / >15"),
  MAPE("MAPE", .15, .20, "<15 / 15-20 / >20"),
  COVERAGE("coverage", .80, .70, ">80 / 70-80 / <70"),
  BIAS("bias", .03, .05, "<=3 / 3-5 / >5");

  private final String title;
  private final double target;
  private final double acceptable;
  private final String limits;

  GradedMetric(String title, double target, double acceptable, String limits) {
    this.title = title;
    this.target = target;
    this.acceptable = acceptable;
    this.limits = limits;
  }

  /** Name for people ("MAE %"). */
  public String title() {
    return title;
  }

  /** The three ranges in percent ("&lt;10 / 10-15 / &gt;15"). */
  public String limits() {
    return limits;
  }

  /** The worst value that is still acceptable. */
  public double acceptable() {
    return acceptable;
  }

  /** The metric's value, signed for bias; NaN where it is not defined. */
  public double of(PointScores scores) {
    return switch (this) {
      case MAE_PCT -> scores.wape();
      case MAPE -> scores.mape();
      case COVERAGE -> scores.coverage();
      case BIAS -> scores.bias();
    };
  }

  /** The grade of a value; the sign of a bias does not matter. */
  public Grade grade(double value) {
    if (Double.isNaN(value)) {
      return Grade.UNDEFINED;
    }
    boolean reached =
        switch (this) {
          case MAE_PCT, MAPE -> value < target;
          case COVERAGE -> value > target;
          case BIAS -> Math.abs(value) <= target;
        };
    return reached ? Grade.TARGET : past(value) ? Grade.UNACCEPTABLE : Grade.ACCEPTABLE;
  }

  /** Whether a value is worse than acceptable. */
  public boolean past(double value) {
    return this == COVERAGE ? value < acceptable : Math.abs(value) > acceptable;
  }

  /** Whether one value is better than another; false where one is not defined. */
  public boolean better(double value, double than) {
    return this == COVERAGE ? value > than : Math.abs(value) < Math.abs(than);
  }
}
