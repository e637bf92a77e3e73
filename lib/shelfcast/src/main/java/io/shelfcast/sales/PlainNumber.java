package io.shelfcast.sales;

import java.math.BigDecimal;

/** Writes a float in the fewest digits that read back as the same float, without an exponent. */
public final class PlainNumber {

  private static final float WHOLE = 1 << 24;

  private PlainNumber() {}

  /** The number's text, empty for NaN: 3, 0.25, 12000000. */
  public static String of(float value) {
    if (Float.isNaN(value)) {
      return "";
    }
    if (value == Math.rint(value) && Math.abs(value) < WHOLE) {
      return Long.toString((long) value);
    }
    return new BigDecimal(Float.toString(value)).stripTrailingZeros().toPlainString();
  }
}
