package io.shelfcast.evaluation;

/**
 * The difference of two models' MAE on the same cells, with its uncertainty.
 *
 * @param mean MAE of {@code model} less MAE of {@code other}, in units; below 0 where {@code model} is better
 * @param low lower end of the interval, NaN where there are too few dates to tell; {@code high} its upper end
 * @param confidence .95: share of intervals so made that hold the true difference
 */
public record Difference(
    String model, String other, double mean, double low, double high, double confidence, int dates, int blockDays) {

  /** Whether the interval lies below 0: {@code model} is better, and not by chance. */
  public boolean better() {
    return high < 0;
  }

  /** Whether the interval lies above 0. */
  public boolean worse() {
    return low > 0;
  }
}
