package io.shelfcast.evaluation;

/**
 * How good p10, p50 and p90 are over a set of cells. Exists at product x store x day only:
 * quantiles do not add.
 *
 * @param pinballP10 mean of max(q (y - p), (q - 1)(y - p)) at q = .1, in units (Koenker &amp;
 *     Bassett 1978, "Regression quantiles", Econometrica 46); likewise pinballP50 and pinballP90
 * @param pinball mean of the three
 * @param belowP10 share of the cells with y &lt; p10, .1 at best; less where p10 is 0
 * @param aboveP90 share of the cells with y &gt; p90, .1 at best
 */
public record IntervalScores(
    double pinballP10,
    double pinballP50,
    double pinballP90,
    double pinball,
    double belowP10,
    double aboveP90) {

  /** Loss of saying that sales stay below {@code forecast} with probability {@code quantile}. */
  public static double pinball(double quantile, double actual, double forecast) {
    double under = actual - forecast;
    return Math.max(quantile * under, (quantile - 1) * under);
  }

  /** Share of the cells with p10 &lt;= y &lt;= p90, .8 at best. */
  public double inside() {
    return 1 - belowP10 - aboveP90;
  }

  /** Scores cell by cell; arrays of one length, without NaN. */
  public static IntervalScores of(float[] actual, float[] p10, float[] p50, float[] p90) {
    double[] loss = new double[3];
    long below = 0;
    long above = 0;
    for (int c = 0; c < actual.length; c++) {
      double y = actual[c];
      loss[0] += pinball(.1, y, p10[c]);
      loss[1] += pinball(.5, y, p50[c]);
      loss[2] += pinball(.9, y, p90[c]);
      below += y < p10[c] ? 1 : 0;
      above += y > p90[c] ? 1 : 0;
    }
    double n = actual.length;
    return new IntervalScores(
        loss[0] / n,
        loss[1] / n,
        loss[2] / n,
        (loss[0] + loss[1] + loss[2]) / 3 / n,
        below / n,
        above / n);
  }
}
