package io.shelfcast.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.features.Feature;
import org.junit.jupiter.api.Test;

class SequenceEncodingTest {

  private static final int SEASON = Feature.SEASONALITY_INDEX.ordinal();
  private static final int WARMTH = Feature.TEMPERATURE_C.ordinal();

  /** Two rows, ten and twenty degrees, always without an index of the season. */
  private static float[] rows() {
    float[] rows = new float[2 * Feature.COUNT];
    for (int at = 0; at < rows.length; at += Feature.COUNT) {
      rows[at + Feature.DAY_OF_WEEK.ordinal()] = 1;
      rows[at + Feature.DAYS_AHEAD.ordinal()] = 1;
      rows[at + SEASON] = Float.NaN;
      rows[at + WARMTH] = at == 0 ? 10 : 20;
    }
    return rows;
  }

  private static float[] encoded(float[] row) {
    float[] out = new float[SequenceEncoding.WIDTH];
    new SequenceEncoding(Inputs.of(rows(), 400)).encode(row, 0, out, 0, 1);
    return out;
  }

  @Test
  void aFeatureThatTrainingHasOnlySeenMissingSaysNothing() {
    float[] row = rows();
    row[SEASON] = 1.2f;
    float[] out = encoded(row);
    assertThat(out[SEASON]).isZero();
    for (float v : out) {
      assertThat(v).isFinite();
    }
  }

  @Test
  void weatherCountsOnTheDaysAheadOnly() {
    float[] row = rows();
    assertThat(encoded(row)[WARMTH]).isEqualTo(-1);
    row[Feature.DAYS_AHEAD.ordinal()] = 0;
    assertThat(encoded(row)[WARMTH]).isZero();
  }
}
