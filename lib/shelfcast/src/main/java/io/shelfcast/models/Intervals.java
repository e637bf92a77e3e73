package io.shelfcast.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Conformal quantiles about a point forecast: what errors of forecasts of a like size, as many days
 * ahead, were on the calibration window. An error counts in units of sqrt(mean + .1), wider for a
 * series that scatters more than most ({@link Scatter}), and is interpolated between sizes. The
 * median lies off the point forecast by the errors' skew alone: what the calibration window sold
 * above or below its forecasts need not come again. Where the skew is slight, it is the point
 * forecast.
 *
 * @param usualScatter the median over the calibration window; 0 where none is known, so that all
 *     series count alike
 * @param nearUntil days ahead up to which the first of the two lists holds
 */
public record Intervals(float usualScatter, int nearUntil, List<Bin> near, List<Bin> far) {

  private static final double[] PROBABILITIES = {.1, .5, .9};
  private static final int LEAST_CELLS = 150;
  private static final int MOST_BINS = 10;
  private static final float OFFSET = .1f;

  /** A series' scatter counts as so many times the usual one at most, and at least its inverse. */
  private static final double MOST_SCATTER = 3;

  /** Share of the absolute error that a median off the point forecast must save. */
  private static final double LEAST_GAIN = .1;

  /** Quantiles of the scaled error for forecasts about a size. */
  public record Bin(float mean, float low, float middle, float high) {}

  /** Calibration cells: forecast, truth, days ahead and the series' scatter at the origin. */
  record Cells(float[] mean, float[] actual, int[] ahead, float[] scatter) {}

  static Intervals of(Cells cells, int horizon) {
    float usual = Scatter.median(cells.scatter);
    int half = Math.max(1, horizon / 2);
    List<Integer> near = new ArrayList<>();
    List<Integer> far = new ArrayList<>();
    for (int c = 0; c < cells.mean.length; c++) {
      (cells.ahead[c] <= half ? near : far).add(c);
    }
    if (Math.min(near.size(), far.size()) < 2 * LEAST_CELLS) {
      near.addAll(far);
      far = near;
    }
    return new Intervals(usual, half, bins(cells, near, usual), bins(cells, far, usual));
  }

  private static List<Bin> bins(Cells cells, List<Integer> members, float usual) {
    if (members.isEmpty()) {
      return List.of(new Bin(0, 0, 0, 0));
    }
    Integer[] order = members.toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(c -> cells.mean[c]));
    int count = Math.max(1, Math.min(MOST_BINS, order.length / LEAST_CELLS));
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      int from = (int) ((long) order.length * b / count);
      int to = (int) ((long) order.length * (b + 1) / count);
      float[] errors = new float[to - from];
      double mean = 0;
      double error = 0;
      for (int i = from; i < to; i++) {
        int c = order[i];
        errors[i - from] =
            (cells.actual[c] - cells.mean[c]) / scale(cells.mean[c], cells.scatter[c], usual);
        mean += cells.mean[c];
        error += errors[i - from];
      }
      Arrays.sort(errors);
      bins.add(
          new Bin(
              (float) (mean / errors.length),
              quantile(errors, PROBABILITIES[0]),
              skew(errors, (float) (error / errors.length)),
              quantile(errors, PROBABILITIES[2])));
    }
    return List.copyOf(bins);
  }

  /** The median less the mean, or 0 where that saves next to nothing. */
  private static float skew(float[] sorted, float mean) {
    float median = quantile(sorted, PROBABILITIES[1]);
    double about = 0;
    double least = 0;
    for (float error : sorted) {
      about += Math.abs(error - mean);
      least += Math.abs(error - median);
    }
    return least < (1 - LEAST_GAIN) * about ? median - mean : 0;
  }

  /**
   * With the finite-sample correction of split conformal prediction (Vovk et al. 2005), outwards on
   * both sides.
   */
  private static float quantile(float[] sorted, double p) {
    int n = sorted.length;
    if (p == .5) {
      return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }
    double outward = p < .5 ? Math.floor((n + 1) * p) - 1 : Math.ceil((n + 1) * p) - 1;
    return sorted[(int) Math.max(0, Math.min(n - 1, outward))];
  }

  /**
   * The unit of errors. The cube root of the scatter, not all of it: four weeks tell it roughly,
   * and weekdays and promotions are in it, which the forecast knows.
   */
  private static float scale(float mean, float scatter, float usual) {
    double ratio = usual > 0 && !Float.isNaN(scatter) ? scatter / usual : 1;
    double wide = Math.cbrt(Math.max(1 / MOST_SCATTER, Math.min(MOST_SCATTER, ratio)));
    return (float) (wide * Scatter.byChance(mean));
  }

  /**
   * Writes p10, p50 and p90 of a forecast, in order and never negative.
   *
   * @param scatter of the series at the origin, NaN where it is not known
   */
  void quantiles(float mean, int ahead, float scatter, float[] out) {
    List<Bin> bins = ahead <= nearUntil ? near : far;
    int i = 0;
    while (i < bins.size() && bins.get(i).mean < mean) {
      i++;
    }
    Bin low = bins.get(Math.max(0, i - 1));
    Bin high = bins.get(Math.min(bins.size() - 1, i));
    double share =
        high.mean > low.mean
            ? Math.log((mean + OFFSET) / (low.mean + OFFSET))
                / Math.log((high.mean + OFFSET) / (low.mean + OFFSET))
            : 0;
    float s = (float) Math.max(0, Math.min(1, share));
    float scale = scale(mean, scatter, usualScatter);
    out[0] = Math.max(0, mean + scale * (low.low + s * (high.low - low.low)));
    out[1] = Math.max(out[0], mean + scale * (low.middle + s * (high.middle - low.middle)));
    out[2] = Math.max(out[1], mean + scale * (low.high + s * (high.high - low.high)));
  }
}
