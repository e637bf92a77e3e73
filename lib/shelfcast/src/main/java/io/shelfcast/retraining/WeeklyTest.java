package io.shelfcast.retraining;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Whether two forecasts differ by more than chance: the test of Diebold and Mariano (1995,
 * "Comparing predictive accuracy", JBES 13) with the small-sample correction of Harvey, Leybourne
 * and Newbold (1997, "Testing the equality of prediction mean squared errors", IJF 13), on weekly
 * means of the difference in absolute error. Weeks, because the errors of one week go together.
 *
 * @param weeks how many
 * @param mean of the differences, champion less challenger, units a cell; above 0 where the
 *     challenger is better
 * @param relative the same, as a share of the champion's mean absolute error in these weeks
 * @param p two-sided; 1 where there are too few weeks to tell, or no difference
 */
record WeeklyTest(int weeks, double mean, double relative, double p) {

  /** With fewer, nothing can be told. */
  static final int FEWEST_WEEKS = 4;

  private static final int WEEK = 7;

  /**
   * Tests the whole weeks of some days, counted back from the last one; a week in which a day has
   * no cell is left out.
   *
   * @param cells of each day; likewise the sums of absolute errors
   * @param horizon days ahead of the forecasts: errors of weeks that a horizon reaches across go
   *     together
   */
  static WeeklyTest of(double[] cells, double[] champion, double[] challenger, int horizon) {
    List<Double> differences = new ArrayList<>();
    double loss = 0;
    for (int end = cells.length; end >= WEEK; end -= WEEK) {
      double n = 0;
      double own = 0;
      double other = 0;
      boolean whole = true;
      for (int d = end - WEEK; d < end; d++) {
        whole &= cells[d] > 0;
        n += cells[d];
        own += champion[d];
        other += challenger[d];
      }
      if (whole) {
        differences.add((own - other) / n);
        loss += own / n;
      }
    }
    int weeks = differences.size();
    double[] d = differences.stream().mapToDouble(x -> x).toArray();
    double mean = weeks == 0 ? 0 : java.util.Arrays.stream(d).average().getAsDouble();
    double relative = loss == 0 ? 0 : mean / (loss / weeks);
    return new WeeklyTest(weeks, mean, relative, p(d, mean, (horizon + WEEK - 1) / WEEK));
  }

  static WeeklyTest of(Losses.Part part, int horizon) {
    return of(part.cells, part.champion, part.challenger, horizon);
  }

  /** Whether the challenger is better, and not by chance. */
  boolean better(double alpha) {
    return mean > 0 && p < alpha;
  }

  /** Whether the challenger is worse, and not by chance. */
  boolean worse(double alpha) {
    return mean < 0 && p < alpha;
  }

  private static double p(double[] d, double mean, int h) {
    int n = d.length;
    if (n < Math.max(FEWEST_WEEKS, h + 2)) {
      return 1;
    }
    double variance = variance(d, mean, h, false);
    if (variance <= 0) {
      variance = variance(d, mean, h, true);
    }
    if (variance <= 0) {
      return 1;
    }
    double correction = (n + 1 - 2 * h + h * (h - 1) / (double) n) / n;
    double statistic = mean / Math.sqrt(variance / n) * Math.sqrt(correction);
    return 2 * new TDistribution(null, n - 1).cumulativeProbability(-Math.abs(statistic));
  }

  /** Of the mean, times n; lags below h, with Bartlett's weights where those of 1 give none. */
  private static double variance(double[] d, double mean, int h, boolean bartlett) {
    int n = d.length;
    double sum = 0;
    for (int lag = 0; lag < h; lag++) {
      double covariance = 0;
      for (int i = lag; i < n; i++) {
        covariance += (d[i] - mean) * (d[i - lag] - mean);
      }
      double weight = bartlett ? 1 - lag / (double) h : 1;
      sum += (lag == 0 ? 1 : 2 * weight) * covariance / n;
    }
    return sum;
  }
}
