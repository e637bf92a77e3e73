package io.shelfcast.features;

import java.util.Arrays;

/**
 * Feature rows in raw units, row after row.
 *
 * @param values {@code rows() * Feature.COUNT} floats, NaN where missing
 * @param series the series of each row
 * @param known the last day whose sales a row looks at
 * @param day the day that a row is for
 */
public record FeatureMatrix(float[] values, int[] series, int[] known, int[] day) {

  public int rows() {
    return series.length;
  }

  /** One value. */
  public float get(int row, Feature feature) {
    return values[row * Feature.COUNT + feature.ordinal()];
  }

  /** One row, copied. */
  public float[] row(int row) {
    return Arrays.copyOfRange(values, row * Feature.COUNT, (row + 1) * Feature.COUNT);
  }

  static FeatureMatrix of(FeatureBuilder builder, int[] series, int[] known, int[] day) {
    float[] values = new float[Math.multiplyExact(series.length, Feature.COUNT)];
    SeriesRuns.of(series)
        .forEach(
            builder,
            (run, features, from, to) -> {
              for (int i = from; i < to; i++) {
                features.row(known[i], day[i], values, i * Feature.COUNT);
              }
            });
    return new FeatureMatrix(values, series, known, day);
  }
}
