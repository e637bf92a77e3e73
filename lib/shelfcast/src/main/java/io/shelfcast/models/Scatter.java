package io.shelfcast.models;

import io.shelfcast.features.Feature;
import io.shelfcast.features.FeatureBuilder;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much a series' sales scatter for their size: the standard deviation of the last four weeks
 * over the root of their level. About 1 where the days differ by chance alone, more where some
 * customers buy much at once.
 */
final class Scatter {

  private static final float OFFSET = .1f;

  private Scatter() {}

  /** Of some series at an origin; NaN where too few days tell. */
  static float[] of(FeatureBuilder builder, int[] series, int origin) {
    float[] scatter = new float[series.length];
    IntStream.range(0, series.length)
        .parallel()
        .forEach(
            i -> {
              float[] row = new float[Feature.COUNT];
              builder.series(series[i]).row(origin, origin + 1, row, 0);
              scatter[i] = row[Feature.STD_28D.ordinal()] / (float) byChance(Level.of(row, 0));
            });
    return scatter;
  }

  /** The standard deviation of sales that differ by chance alone about a mean, or a little more. */
  static double byChance(float mean) {
    return Math.sqrt(mean + OFFSET);
  }

  /** The median of those that are known, 0 where none is. */
  static float median(float[] scatter) {
    float[] known = scatter.clone();
    Arrays.sort(known); // NaN come last
    int n = known.length;
    while (n > 0 && Float.isNaN(known[n - 1])) {
      n--;
    }
    return n == 0 ? 0 : known[n / 2];
  }
}
