package io.shelfcast.models;

import io.shelfcast.features.Feature;

/**
 * How a scaled row becomes the LSTM's input: ratios to the level as they are, clipped; the calendar
 * as waves; all else standardised by training; missing values 0, the mean.
 */
final class SequenceEncoding {

  private static final float MOST = 10;
  private static final boolean EXPAND = !Boolean.getBoolean("strict45");

  /** Inputs of a step. */
  static final int WIDTH = EXPAND ? Feature.COUNT + 12 : Feature.COUNT;

  private final Inputs inputs;

  SequenceEncoding(Inputs inputs) {
    this.inputs = inputs;
  }

  /** Writes a step's inputs, the {@code stride} apart that the network's array wants. */
  void encode(float[] row, int at, float[] out, int to, int stride) {
    for (int f = 0; f < Feature.COUNT; f++) {
      float v = row[at + f];
      out[to + f * stride] = Float.isNaN(v) ? 0 : value(f, v);
    }
    if (Float.isNaN(row[at])) {
      return;
    }
    double day = 2 * Math.PI * row[at + Feature.DAY_OF_YEAR.ordinal()] / 365.25;
    double week = 2 * Math.PI * row[at + Feature.DAY_OF_WEEK.ordinal()] / 7;
    if (EXPAND) {
      int x = to + Feature.COUNT * stride;
      out[to + Feature.DAY_OF_WEEK.ordinal() * stride] = 0;
      out[x + ((int) row[at] - 1) * stride] = 1;
      out[x + 7 * stride] = inputs.seasonCovered() ? (float) Math.cos(day) : 0;
      out[x + 8 * stride] = inputs.seasonCovered() ? (float) Math.sin(2 * day) : 0;
      out[x + 9 * stride] = inputs.seasonCovered() ? (float) Math.cos(2 * day) : 0;
      out[x + 10 * stride] = row[at + Feature.DAY_OF_MONTH.ordinal()] >= 24 ? 1 : 0;
      out[x + 11 * stride] = row[at + Feature.DAYS_AHEAD.ordinal()] > 0 ? 1 : 0;
    } else {
      out[to + Feature.DAY_OF_WEEK.ordinal() * stride] = (float) Math.sin(week);
      out[to + Feature.PRODUCT_CODE.ordinal() * stride] = (float) Math.cos(week);
      out[to + Feature.STORE_CODE.ordinal() * stride] =
          inputs.seasonCovered() ? (float) Math.cos(day) : 0;
    }
    out[to + Feature.DAY_OF_YEAR.ordinal() * stride] =
        inputs.seasonCovered() ? (float) Math.sin(day) : 0;
  }

  private float value(int f, float v) {
    if (f == Feature.AVG_28D.ordinal()
        || f < Feature.LAST_DAY.ordinal()
        || f > Feature.MAX_90D.ordinal()) {
      float spread = inputs.deviation()[f];
      return spread < 1e-6f ? 0 : Math.max(-MOST, Math.min(MOST, (v - inputs.mean()[f]) / spread));
    }
    return Math.min(MOST, v);
  }
}
