package io.shelfcast.models;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The theta method for one series of daily sales: simple exponential smoothing of what is left
 * without the week's season, plus half of the linear trend (Assimakopoulos &amp; Nikolopoulos 2000,
 * "The theta model: a decomposition approach to forecasting", IJF 16; in the form of Hyndman &amp;
 * Billah 2003, "Unmasking the Theta method", IJF 19). The classical baseline.
 *
 * <p>The season is taken out by classical decomposition where the autocorrelation a week apart is
 * significant at 10 %: by factors where every day sold something, else by differences. The
 * smoothing constant is the one with the least sum of squared one-day errors.
 *
 * <p>A series that sells on fewer than three of four days (an average of 1.32 days or more from one
 * sale to the next: intermittent by Syntetos, Boylan &amp; Croston 2005, "On the categorization of
 * demand patterns", JORS 56) has no trend to speak of: it is smoothed alone, from the mean of its
 * first four weeks on, as its first day is a sale by definition.
 *
 * @param level smoothed level after the last day, without season, in units
 * @param slope of the line through the days, in units a day; 0 where the trend is left out
 * @param alpha smoothing constant
 * @param days known
 * @param season by day after the last one, modulo 7: factors or differences
 * @param factors whether the season multiplies
 * @param deviation root of the mean squared one-day error, in units without season
 */
public record Theta(
    double level,
    double slope,
    double alpha,
    int days,
    double[] season,
    boolean factors,
    double deviation) {

  private static final int WEEK = 7;
  private static final int FIRST_WEEKS = 4 * WEEK;
  private static final double CHI_SQUARE_10_PERCENT = 2.705543454095404;
  private static final double INTERMITTENT = 1.32;
  private static final double[] ALPHAS = {1e-4, .9999};
  private static final int GRID = 40;

  /**
   * Fits it to sales day by day, oldest first.
   *
   * @throws IllegalArgumentException without a day
   */
  public static Theta fit(double[] sales) {
    int n = sales.length;
    if (n == 0) {
      throw new IllegalArgumentException("No day of sales");
    }
    long sold = Arrays.stream(sales).filter(y -> y > 0).count();
    boolean intermittent = sold * INTERMITTENT <= n;
    boolean factors = sold == n;
    double[] season = new double[WEEK];
    if (n > 2 * WEEK && seasonal(sales)) {
      season = season(sales, factors);
      if (factors && Arrays.stream(season).min().orElseThrow() <= 0) {
        factors = false;
        season = season(sales, false);
      }
    } else {
      factors = false;
    }
    double[] x = new double[n];
    for (int t = 0; t < n; t++) {
      x[t] = factors ? sales[t] / season[t % WEEK] : sales[t] - season[t % WEEK];
    }
    double first =
        intermittent ? Arrays.stream(x, 0, Math.min(n, FIRST_WEEKS)).average().orElseThrow() : x[0];
    double alpha = least(a -> smooth(x, a, first)[1]);
    double[] smoothed = smooth(x, alpha, first);
    double[] ahead = new double[WEEK];
    for (int a = 0; a < WEEK; a++) {
      ahead[a] = season[(n + a) % WEEK];
    }
    return new Theta(
        smoothed[0],
        intermittent ? 0 : slope(x),
        alpha,
        n,
        ahead,
        factors,
        Math.sqrt(smoothed[1] / Math.max(1, n - 1)));
  }

  /** The mean of a day, never negative; {@code ahead} counts from 1. */
  public double forecast(int ahead) {
    double drift = ahead - 1 + (1 - Math.pow(1 - alpha, days)) / alpha;
    return Math.max(0, seasoned(level + slope / 2 * drift, ahead));
  }

  /** What a day stays below with a probability of which {@code z} is the normal deviate. */
  public double quantile(int ahead, double z) {
    double drift = ahead - 1 + (1 - Math.pow(1 - alpha, days)) / alpha;
    double spread = deviation * Math.sqrt(1 + (ahead - 1) * alpha * alpha);
    return Math.max(0, seasoned(level + slope / 2 * drift + z * spread, ahead));
  }

  private double seasoned(double value, int ahead) {
    double s = season[(ahead - 1) % WEEK];
    return factors ? value * s : value + s;
  }

  /** Whether sales a week apart go together: the test of the M4 competition's benchmarks. */
  private static boolean seasonal(double[] y) {
    double mean = Arrays.stream(y).average().orElseThrow();
    double[] covariance = new double[WEEK + 1];
    for (int lag = 0; lag <= WEEK; lag++) {
      for (int t = lag; t < y.length; t++) {
        covariance[lag] += (y[t] - mean) * (y[t - lag] - mean);
      }
    }
    double squares = 0;
    for (int lag = 0; lag < WEEK; lag++) {
      squares += covariance[lag] * covariance[lag];
    }
    return squares > 0
        && y.length * covariance[WEEK] * covariance[WEEK] / squares > CHI_SQUARE_10_PERCENT;
  }

  /** Means of sales over (or less) the moving average of the week about them, by day modulo 7. */
  private static double[] season(double[] y, boolean factors) {
    double[] sum = new double[WEEK];
    int[] count = new int[WEEK];
    int half = WEEK / 2;
    for (int t = half; t < y.length - half; t++) {
      double average = Arrays.stream(y, t - half, t + half + 1).sum() / WEEK;
      sum[t % WEEK] += factors ? y[t] / average : y[t] - average;
      count[t % WEEK]++;
    }
    double mean = 0;
    for (int d = 0; d < WEEK; d++) {
      sum[d] /= count[d];
      mean += sum[d] / WEEK;
    }
    for (int d = 0; d < WEEK; d++) {
      sum[d] = factors ? sum[d] / mean : sum[d] - mean;
    }
    return sum;
  }

  /** The last level, and the sum of squared one-day errors. */
  private static double[] smooth(double[] x, double alpha, double first) {
    double level = first;
    double squares = 0;
    for (double v : x) {
      double error = v - level;
      squares += error * error;
      level += alpha * error;
    }
    return new double[] {level, squares};
  }

  /** Of the least-squares line, a day. */
  private static double slope(double[] x) {
    int n = x.length;
    double centre = (n - 1) / 2.0;
    double product = 0;
    double square = 0;
    for (int t = 0; t < n; t++) {
      product += (t - centre) * x[t];
      square += (t - centre) * (t - centre);
    }
    return square == 0 ? 0 : product / square;
  }

  /** The best of a grid, then by golden section between its neighbours. */
  private static double least(DoubleUnaryOperator loss) {
    double width = (ALPHAS[1] - ALPHAS[0]) / GRID;
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= GRID; i++) {
      double value = loss.applyAsDouble(ALPHAS[0] + i * width);
      if (value < least) {
        least = value;
        best = i;
      }
    }
    double low = ALPHAS[0] + Math.max(0, best - 1) * width;
    double high = ALPHAS[0] + Math.min(GRID, best + 1) * width;
    double ratio = (Math.sqrt(5) - 1) / 2;
    while (high - low > 1e-6) {
      double a = high - ratio * (high - low);
      double b = low + ratio * (high - low);
      if (loss.applyAsDouble(a) <= loss.applyAsDouble(b)) {
        high = b;
      } else {
        low = a;
      }
    }
    return (low + high) / 2;
  }
}
