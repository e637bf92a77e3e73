package io.shelfcast.models;

import io.shelfcast.features.Feature;

/**
 * How a scaled row becomes the LSTM's input: ratios to the level as they are, clipped; the calendar
 * as waves; all else standardised by training; missing values 0, the mean. The weather of days
 * before the origin counts as missing.
 */
final class SequenceEncoding {

  private static final float MOST = 10;
  private static final int MONTH_END = 24;

  /** Below it, against the mean, an input is a constant and its spread is rounding. */
  private static final float LEAST_SPREAD = 1e-5f;

  private static final int EXTRA = 12;

  /** Inputs of a step: the 45 features, and 12 for the calendar among them. */
  static final int WIDTH = Feature.COUNT + EXTRA;

  private static final float[][] WAVES = new float[367][];

  static {
    for (int day = 0; day < WAVES.length; day++) {
      double year = 2 * Math.PI * day / 365.25;
      WAVES[day] =
          new float[] {
            (float) Math.sin(year),
            (float) Math.cos(year),
            (float) Math.sin(2 * year),
            (float) Math.cos(2 * year)
          };
    }
  }

  private final Inputs inputs;

  SequenceEncoding(Inputs inputs) {
    this.inputs = inputs;
  }

  /** Writes a step's inputs over zeros, the {@code stride} apart that the network's array wants. */
  void encode(float[] row, int at, float[] out, int to, int stride) {
    // The weather of past days is left out: it tells little of those ahead, but names the date, and
    // the network would learn dates by heart.
    boolean ahead = row[at + Feature.DAYS_AHEAD.ordinal()] > 0;
    int features = ahead ? Feature.COUNT : Feature.TEMPERATURE_C.ordinal();
    for (int f = 0; f < features; f++) {
      float v = row[at + f];
      out[to + f * stride] = Float.isNaN(v) ? 0 : value(f, v);
    }
    if (Float.isNaN(row[at])) {
      return;
    }
    // A weekday is a choice of seven and a year is a circle: as plain numbers they would teach the
    // network a slope.
    boolean season = inputs.seasonCovered();
    int day = season ? (int) row[at + Feature.DAY_OF_YEAR.ordinal()] : 0;
    int extra = to + Feature.COUNT * stride;
    out[to + Feature.DAY_OF_WEEK.ordinal() * stride] = 0;
    out[to + Feature.DAY_OF_YEAR.ordinal() * stride] = season ? WAVES[day][0] : 0;
    out[extra + ((int) row[at + Feature.DAY_OF_WEEK.ordinal()] - 1) * stride] = 1;
    out[extra + 7 * stride] = season ? WAVES[day][1] : 0;
    out[extra + 8 * stride] = season ? WAVES[day][2] : 0;
    out[extra + 9 * stride] = season ? WAVES[day][3] : 0;
    out[extra + 10 * stride] =
        row[at + Feature.DAY_OF_MONTH.ordinal()] >= MONTH_END && inputs.monthCovered() ? 1 : 0;
    out[extra + 11 * stride] = ahead ? 1 : 0;
  }

  /**
   * What training has not reached is held at its edge: a network, unlike a tree, goes on beyond it
   * in a straight line. The days ahead are 0 in the past, where no training row is.
   */
  private float value(int f, float raw) {
    float v =
        f == Feature.DAYS_AHEAD.ordinal() || Float.isNaN(inputs.least()[f])
            ? raw
            : Math.max(inputs.least()[f], Math.min(inputs.most()[f], raw));
    if (f == Feature.AVG_28D.ordinal()
        || f < Feature.LAST_DAY.ordinal()
        || f > Feature.MAX_90D.ordinal()) {
      float mean = inputs.mean()[f];
      float spread = inputs.deviation()[f];
      // A mean that is no number: training has only seen the feature missing.
      return Float.isNaN(mean) || spread <= LEAST_SPREAD * Math.max(1, Math.abs(mean))
          ? 0
          : Math.max(-MOST, Math.min(MOST, (v - mean) / spread));
    }
    return Math.min(MOST, v);
  }
}
