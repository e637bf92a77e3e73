package io.shelfcast.lstm;

import java.util.SplittableRandom;

/**
 * Drops some of a layer's inputs and scales up the others, as DL4J does (Srivastava et al. 2014);
 * remembers which, for the way back.
 */
final class Dropout {

  private static final int BITS = 16;
  private static final int MASK = (1 << BITS) - 1;

  private final int dropped;
  private final float scale;
  private final float[][] factor;
  private final float[] kept;
  private final SplittableRandom random;

  Dropout(double share, int steps, int most, SplittableRandom random) {
    dropped = (int) Math.round(share * (1 << BITS));
    scale = (float) (1 / (1 - share));
    factor = new float[steps][most];
    kept = new float[most];
    this.random = random;
  }

  float[] drop(float[] values, int offset, int step, int n) {
    float[] f = factor[step];
    long bits = 0;
    for (int i = 0; i < n; i++) {
      bits = i % (Long.SIZE / BITS) == 0 ? random.nextLong() : bits >>> BITS;
      f[i] = (bits & MASK) < dropped ? 0 : scale;
      kept[i] = values[offset + i] * f[i];
    }
    return kept;
  }

  void back(float[] slopes, int step, int n) {
    float[] f = factor[step];
    for (int i = 0; i < n; i++) {
      slopes[i] *= f[i];
    }
  }
}
