package io.shelfcast.monitoring;

/** What is watched week by week. All are fractions. */
public enum Measure {
  ERROR("MAE %", Side.HIGH),
  BIAS("bias", Side.BOTH),
  COVERAGE("coverage", Side.LOW),
  INSIDE("inside p10 to p90", Side.BOTH),
  SKILL("skill over seasonal naive", Side.LOW),
  ZEROS("series-days without sales", Side.HIGH),
  GAPS("store-days without any sale", Side.HIGH);

  /** On which side of the band a value calls for somebody. */
  public enum Side {
    HIGH,
    LOW,
    BOTH
  }

  private final String title;
  private final Side side;

  Measure(String title, Side side) {
    this.title = title;
    this.side = side;
  }

  /** Name for people. */
  public String title() {
    return title;
  }

  public Side side() {
    return side;
  }

  /** Whether the measure is of the data alone, forecasts or not. */
  public boolean ofData() {
    return this == ZEROS || this == GAPS;
  }
}
