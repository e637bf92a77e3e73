package io.shelfcast.monitoring;

import java.util.Arrays;

/**
 * Where a measure has been so far: mean +- 3 standard deviations of past weeks (Shewhart 1931,
 * "Economic control of quality of manufactured product"), but not past what the measure can be.
 *
 * @param weeks how many past weeks
 * @param fromValidation whether they are the weeks of the champion's validation, for want of weeks
 *     in operation
 */
public record Band(
    Measure measure, int weeks, double mean, double deviation, boolean fromValidation) {

  static final double WIDTH = 3;

  /** Rounding in sums must not put a value that never changes outside of its own band. */
  private static final double ROUNDING = 1e-9;

  /**
   * The band of past values.
   *
   * @param past at least two
   */
  static Band of(Measure measure, double[] past, boolean fromValidation) {
    double mean = Arrays.stream(past).average().orElseThrow();
    double squares = Arrays.stream(past).map(v -> (v - mean) * (v - mean)).sum();
    return new Band(
        measure, past.length, mean, Math.sqrt(squares / (past.length - 1)), fromValidation);
  }

  public double low() {
    return measure.within(mean - WIDTH * deviation);
  }

  public double high() {
    return measure.within(mean + WIDTH * deviation);
  }

  /** Whether a value is outside, on a side that calls for somebody; false for NaN. */
  public boolean alarms(double value) {
    boolean above = value > high() + ROUNDING && measure.side() != Measure.Side.LOW;
    boolean below = value < low() - ROUNDING && measure.side() != Measure.Side.HIGH;
    return above || below;
  }
}
