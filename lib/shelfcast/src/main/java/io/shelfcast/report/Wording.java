package io.shelfcast.report;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** How the page writes numbers, days and lists; the same on every machine. */
public final class Wording {
  private Wording() {}

  public static final String UNDEFINED = "n/a";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  /** .1904 as "19.0 %". */
  public static String percent(double fraction) {
    return Double.isNaN(fraction) ? UNDEFINED : number("%.1f", 100 * fraction) + "\u00a0%";
  }

  /** .012 as "+1.2 %". */
  public static String signed(double fraction) {
    String percent = percent(fraction);
    return fraction > 0 && !percent.startsWith("0.0") ? "+" + percent : percent;
  }

  /** Three significant digits, all before the point. */
  public static String plain(double value) {
    if (Double.isNaN(value)) {
      return UNDEFINED;
    }
    double size = Math.abs(value);
    return number(size >= 100 || value == 0 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
  }

  public static String ratio(double value) {
    return Double.isNaN(value) ? UNDEFINED : number("%.3f", value);
  }

  public static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /** "1 product", "2 products". */
  public static String count(long n, String thing) {
    return count(n) + " " + thing + (n == 1 || thing.endsWith("series") ? "" : "s");
  }

  public static String day(LocalDate day) {
    return DAY.format(day);
  }

  public static String days(LocalDate first, LocalDate last) {
    return first.equals(last) ? day(first) : day(first) + " to " + day(last);
  }

  /** A model within a sentence: "the ensemble", but "xgboost", which is a name. */
  public static String model(String model) {
    return model.equals("ensemble") ? "the ensemble" : model;
  }

  /** "a, b and c". */
  public static String list(List<String> words) {
    int n = words.size();
    return n < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, n - 1)) + " and " + words.get(n - 1);
  }

  private static String number(String format, double value) {
    String text = String.format(Locale.ROOT, format, value);
    return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
  }
}
