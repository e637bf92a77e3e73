package io.shelfcast.monitoring;

/** What is watched week by week. All are fractions. */
public enum Measure {
  ERROR("MAE %", Side.HIGH, 0, Double.POSITIVE_INFINITY),
  BIAS("bias", Side.BOTH, -1, Double.POSITIVE_INFINITY),
  COVERAGE("coverage", Side.LOW, 0, 1),
  INSIDE("inside p10 to p90", Side.BOTH, 0, 1),
  SKILL("skill over seasonal naive", Side.LOW, Double.NEGATIVE_INFINITY, 1),
  ZEROS("series-days without sales", Side.HIGH, 0, 1),
  GAPS("store-days without any sale", Side.HIGH, 0, 1);

  /** On which side of the band a value calls for somebody. */
  public enum Side {
    HIGH,
    LOW,
    BOTH
  }

  private final String title;
  private final Side side;
  private final double least;
  private final double most;

  Measure(String title, Side side, double least, double most) {
    this.title = title;
    this.side = side;
    this.least = least;
    this.most = most;
  }

  /** Name for people. */
  public String title() {
    return title;
  }

  public Side side() {
    return side;
  }

  /** The nearest value that the measure can have. */
  double within(double value) {
    return Math.min(most, Math.max(least, value));
  }

  /** Whether the measure is of the data alone, forecasts or not. */
  public boolean ofData() {
    return this == ZEROS || this == GAPS;
  }
}
