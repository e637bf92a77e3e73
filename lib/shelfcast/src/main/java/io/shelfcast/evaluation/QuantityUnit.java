package io.shelfcast.evaluation;

import io.shelfcast.sales.SalesPanel;

/** What a quantity counts; only whole units can be compared with Poisson noise. */
public enum QuantityUnit {
  /** Whole pieces. */
  UNITS("units"),
  /** Kilograms, or pieces that were scaled. */
  FRACTIONAL("units (fractional)"),
  /** Turnover. */
  MONEY("money");

  private static final float MONEY_ABOVE = 1000;
  private final String title;

  QuantityUnit(String title) {
    this.title = title;
  }

  /** Word for people. */
  public String title() {
    return title;
  }

  /**
   * Judges by the quantities: fractional if any is; else money if more than half of the non-zero
   * ones are above 1,000; else units. A product that really sells a thousand pieces a day is taken
   * for money too, which costs nothing: there the noise floor of MAE is below 2.6 % and past no
   * limit.
   */
  public static QuantityUnit of(SalesPanel panel) {
    long sold = 0;
    long large = 0;
    for (int s = 0; s < panel.seriesCount(); s++) {
      for (float quantity : panel.quantities(s)) {
        if (quantity != Math.rint(quantity)) {
          return FRACTIONAL;
        }
        if (quantity > 0) {
          sold++;
          if (quantity > MONEY_ABOVE) {
            large++;
          }
        }
      }
    }
    return 2 * large > sold ? MONEY : UNITS;
  }
}
