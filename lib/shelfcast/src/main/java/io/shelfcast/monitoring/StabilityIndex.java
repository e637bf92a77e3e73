package io.shelfcast.monitoring;

import java.util.Arrays;

/**
 * Population stability index of samples of one feature against a reference: sum over bins of (r -
 * q) ln(r / q), q and r being the shares of the reference and of the sample in the bin (Siddiqi
 * 2006, "Credit Risk Scorecards"; the symmetric divergence of Jeffreys 1946). Below .1 is read as
 * no change, above .2 as a large one.
 *
 * <p>Bins are the deciles of the reference, those that fall together being one; besides them a bin
 * below its smallest and one above its largest value, and one for missing values (NaN). Half a
 * count is added to each bin, so that an empty one gives a large number and not an infinite one.
 */
final class StabilityIndex {

  private static final int QUANTILES = 10;
  private static final double PSEUDO_COUNT = .5;

  /** Upper bounds of the bins, ascending; the last bin has none. */
  private final float[] bounds;

  private final double[] reference;
  private final boolean empty;

  StabilityIndex(float[] reference) {
    float[] sorted = new float[reference.length];
    int n = 0;
    for (float value : reference) {
      if (!Float.isNaN(value)) {
        sorted[n++] = value;
      }
    }
    Arrays.sort(sorted, 0, n);
    this.empty = reference.length == 0;
    this.bounds = bounds(sorted, n);
    this.reference = shares(reference, 0, reference.length);
  }

  private static float[] bounds(float[] sorted, int n) {
    if (n == 0) {
      return new float[0];
    }
    float[] all = new float[QUANTILES + 1];
    all[0] = Math.nextDown(sorted[0]);
    for (int q = 1; q <= QUANTILES; q++) {
      all[q] = sorted[(int) Math.max(0, Math.ceil((double) q * n / QUANTILES) - 1)];
    }
    int distinct = 1;
    for (int i = 1; i < all.length; i++) {
      if (all[i] > all[distinct - 1]) {
        all[distinct++] = all[i];
      }
    }
    return Arrays.copyOf(all, distinct);
  }

  /** The index of {@code values[from..to)}; NaN without any. */
  double of(float[] values, int from, int to) {
    if (from == to || empty) {
      return Double.NaN;
    }
    double[] shares = shares(values, from, to);
    double sum = 0;
    for (int b = 0; b < shares.length; b++) {
      sum += (shares[b] - reference[b]) * Math.log(shares[b] / reference[b]);
    }
    return sum;
  }

  double of(float[] values) {
    return of(values, 0, values.length);
  }

  private double[] shares(float[] values, int from, int to) {
    double[] shares = new double[bounds.length + 2];
    Arrays.fill(shares, PSEUDO_COUNT);
    for (int i = from; i < to; i++) {
      shares[bin(values[i])]++;
    }
    double total = to - from + PSEUDO_COUNT * shares.length;
    for (int b = 0; b < shares.length; b++) {
      shares[b] /= total;
    }
    return shares;
  }

  /** The bin of a value; the last one is for NaN. */
  private int bin(float value) {
    if (Float.isNaN(value)) {
      return bounds.length + 1;
    }
    int place = Arrays.binarySearch(bounds, value);
    return place >= 0 ? place : -place - 1;
  }
}
