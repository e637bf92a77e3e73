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
}
