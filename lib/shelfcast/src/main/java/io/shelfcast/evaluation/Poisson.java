package io.shelfcast.evaluation;

/**
 * What errors a forecaster makes who says the true mean of Poisson sales. In closed form or as sums
 * of the probability function over nine standard deviations to each side, so exact to about nine
 * digits.
 */
final class Poisson {
  private Poisson() {}

  /**
   * E|Y - m| = 2 exp(-m) m^(k+1) / k! with k = floor(m) (Crow 1958, "The mean deviation of the
   * Poisson distribution", Biometrika 45; Johnson, Kemp &amp; Kotz 2005, "Univariate Discrete
   * Distributions", 4.3).
   */
  static double meanAbsoluteError(double mean) {
    if (!(mean > 0)) {
      return 0;
    }
    double k = Math.floor(mean);
    return 2 * mean * probability(mean, k);
  }

  /**
   * Expectations over the outcomes above 0.
   *
   * @param sold P(Y &gt; 0)
   * @param relativeError E(|Y - m| / Y; Y &gt; 0)
   * @param within P(Y &gt; 0, |Y - m| &lt;= .15 Y)
   */
  record Sold(double sold, double relativeError, double within) {}

  static Sold sold(double mean) {
    if (!(mean > 0)) {
      return new Sold(0, 0, 0);
    }
    double reach = 9 * Math.sqrt(mean) + 25;
    double from = Math.max(1, Math.floor(mean - reach));
    double relative = 0;
    double within = 0;
    double p = probability(mean, from);
    for (double k = from; k <= mean + reach; p *= mean / ++k) {
      double error = Math.abs(k - mean);
      relative += p * error / k;
      if (error <= PointScores.WITHIN * k) {
        within += p;
      }
    }
    return new Sold(-Math.expm1(-mean), relative, within);
  }

  /** P(Y = k). */
  static double probability(double mean, double k) {
    return Math.exp(k * Math.log(mean) - mean - logFactorial(k));
  }

  /**
   * log k!, exactly summed below 32 and by Stirling's series with four terms above (error below
   * 1e-13).
   */
  static double logFactorial(double k) {
    if (k < 32) {
      double sum = 0;
      for (int i = 2; i <= k; i++) {
        sum += Math.log(i);
      }
      return sum;
    }
    double n = k + 1;
    double inverse = 1 / n;
    double square = inverse * inverse;
    return (n - .5) * Math.log(n)
        - n
        + .5 * Math.log(2 * Math.PI)
        + inverse * (1 / 12. - square * (1 / 360. - square * (1 / 1260. - square / 1680)));
  }
}
