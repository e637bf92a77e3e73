package io.shelfcast.evaluation;

import java.util.Locale;

/**
 * How numbers look to people: a point for decimals whatever the machine's language, "n/a" for what
 * is not defined.
 */
public final class Numbers {
  private Numbers() {}

  public static final String UNDEFINED = "n/a";

  /** A fraction in percent with one decimal, without the sign: .1904 is "19.0". */
  public static String percent(double fraction) {
    return Double.isNaN(fraction) ? UNDEFINED : format("%.1f", 100 * fraction);
  }

  /** Three significant digits or all digits before the point: "0.0713", "7.13", "71.3", "7130". */
  public static String plain(double value) {
    if (Double.isNaN(value)) {
      return UNDEFINED;
    }
    double size = Math.abs(value);
    return format(
        size >= 100
            ? "%.0f"
            : size >= 10 ? "%.1f" : size >= 1 || size == 0 ? "%.2f" : size >= .1 ? "%.3f" : "%.4f",
        value);
  }

  public static String format(String format, Object... values) {
    String text = String.format(Locale.ROOT, format, values);
    return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
  }
}
