package io.shelfcast.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The difference of two models' MAE on the same cells, with its uncertainty.
 *
 * @param mean MAE of {@code model} less MAE of {@code other}, in units; below 0 where {@code model}
 *     is better
 * @param low lower end of the interval, NaN where there are too few dates to tell; {@code high} its
 *     upper end
 * @param confidence .95: share of intervals so made that hold the true difference
 */
public record Difference(
    String model,
    String other,
    double mean,
    double low,
    double high,
    double confidence,
    int dates,
    int blockDays) {

  /** Whether the interval lies below 0: {@code model} is better, and not by chance. */
  public boolean better() {
    return high < 0;
  }

  /** Whether the interval lies above 0. */
  public boolean worse() {
    return low > 0;
  }

  private static final double CONFIDENCE = .95;

  /**
   * As {@link #of(Evaluation, String, String, int, int, long)}, with blocks of 7 days and 2,000
   * draws.
   */
  public static Difference of(Evaluation evaluation, String model, String other, long seed) {
    return of(evaluation, model, other, 7, 2000, seed);
  }

  /**
   * Circular block bootstrap over target dates (K&uuml;nsch 1989, "The jackknife and the bootstrap
   * for general stationary observations", Annals of Statistics 17; Politis &amp; Romano 1992):
   * whole runs of dates are drawn with all their series, because errors of one day, and of
   * neighbouring days, go together. The interval is that of the percentiles. It is not given with
   * fewer than three blocks of dates.
   *
   * @param blockDays dates a block
   * @param draws bootstrap samples
   */
  public static Difference of(
      Evaluation evaluation, String model, String other, int blockDays, int draws, long seed) {
    if (blockDays < 1 || draws < 1) {
      throw new IllegalArgumentException(
          "Invalid bootstrap: blocks of " + blockDays + " days, " + draws + " draws");
    }
    evaluation.scores(model, Level.PRODUCT_STORE_DAY);
    evaluation.scores(other, Level.PRODUCT_STORE_DAY);
    List<DailyError> own = evaluation.dailyErrors(model);
    List<DailyError> others = evaluation.dailyErrors(other);
    int n = own.size();
    double[] gain = new double[n];
    double[] cells = new double[n];
    for (int d = 0; d < n; d++) {
      gain[d] = own.get(d).absolute() - others.get(d).absolute();
      cells[d] = own.get(d).cells();
    }
    double mean = Arrays.stream(gain).sum() / Arrays.stream(cells).sum();
    if (n < 3 * blockDays) {
      return new Difference(model, other, mean, Double.NaN, Double.NaN, CONFIDENCE, n, blockDays);
    }
    double[] drawn = draw(gain, cells, blockDays, draws, new SplittableRandom(seed));
    Arrays.sort(drawn);
    double tail = (1 - CONFIDENCE) / 2;
    return new Difference(
        model,
        other,
        mean,
        drawn[(int) Math.floor(tail * (draws - 1))],
        drawn[(int) Math.ceil((1 - tail) * (draws - 1))],
        CONFIDENCE,
        n,
        blockDays);
  }

  private static double[] draw(
      double[] gain, double[] cells, int blockDays, int draws, SplittableRandom random) {
    int n = gain.length;
    double[] means = new double[draws];
    for (int i = 0; i < draws; i++) {
      double sum = 0;
      double count = 0;
      for (int d = 0; d < n; d += blockDays) {
        int from = random.nextInt(n);
        for (int k = 0; k < Math.min(blockDays, n - d); k++) {
          sum += gain[(from + k) % n];
          count += cells[(from + k) % n];
        }
      }
      means[i] = sum / count;
    }
    return means;
  }
}
