package io.shelfcast.tables;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Reads dates, times and numbers straight from characters: a transactions file has millions of them, and a text object
 * for each would cost more than the reading.
 */
final class Values {

  /** What the readers return where the characters are not what they should be. */
  static final int BAD = Integer.MIN_VALUE;

  static final int FIRST_YEAR = 1900;
  static final int LAST_YEAR = 2199;
  private static final int DATE_LENGTH = 10;
  private static final long EXACT = 1L << 53;
  private static final double[] TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private Values() {}

  /** The epoch day of yyyy-MM-dd, or {@link #BAD}; {@code length} may be longer, what follows is not looked at. */
  static int day(char[] c, int from, int length) {
    if (length < DATE_LENGTH || c[from + 4] != '-' || c[from + 7] != '-') {
      return BAD;
    }
    int year = digits(c, from, 4);
    int month = digits(c, from + 5, 2);
    int day = digits(c, from + 8, 2);
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 31) {
      return BAD;
    }
    if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
      return BAD;
    }
    return (int) LocalDate.of(year, month, day).toEpochDay();
  }

  static boolean isDateAlone(int length) {
    return length == DATE_LENGTH;
  }

  /** The second of the day of what follows a date, " HH:mm", "THH:mm:ss" or "THH:mm:ss.fff", or {@link #BAD}. */
  static int second(char[] c, int from, int length) {
    int time = from + DATE_LENGTH + 1;
    int end = from + length;
    if (end < time + 5 || (c[time - 1] != ' ' && c[time - 1] != 'T') || c[time + 2] != ':') {
      return BAD;
    }
    int hour = digits(c, time, 2);
    int minute = digits(c, time + 3, 2);
    int second = 0;
    if (end > time + 5) {
      if (end < time + 8 || c[time + 5] != ':') {
        return BAD;
      }
      second = digits(c, time + 6, 2);
      if (end > time + 8 && (c[time + 8] != '.' || end == time + 9 || digits(c, time + 9, end - time - 9) < 0)) {
        return BAD;
      }
    }
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return BAD;
    }
    return (hour * 60 + minute) * 60 + second;
  }

  private static int digits(char[] c, int from, int n) {
    int value = 0;
    for (int i = from; i < from + n; i++) {
      int d = c[i] - '0';
      if (d < 0 || d > 9) {
        return -1;
      }
      value = (value * 10 + d) & Integer.MAX_VALUE;
    }
    return value;
  }

  /** The finite decimal number, or NaN where it is none; the same double as {@link Double#parseDouble} gives. */
  static double number(char[] c, int from, int length) {
    int i = from;
    int end = from + length;
    boolean negative = i < end && c[i] == '-';
    if (i < end && (c[i] == '-' || c[i] == '+')) {
      i++;
    }
    long mantissa = 0;
    int digits = 0;
    int decimals = -1;
    for (; i < end; i++) {
      int d = c[i] - '0';
      if (d >= 0 && d <= 9) {
        mantissa = mantissa * 10 + d;
        digits++;
        if (decimals >= 0) {
          decimals++;
        }
        if (mantissa >= EXACT / 10) {
          return slow(c, from, length);
        }
      } else if (c[i] == '.' && decimals < 0) {
        decimals = 0;
      } else {
        return slow(c, from, length);
      }
    }
    if (digits == 0) {
      return Double.NaN;
    }
    if (decimals >= TEN.length) {
      return slow(c, from, length);
    }
    // Both are exact doubles, so that the one rounding of the division is the right one.
    double value = decimals > 0 ? mantissa / TEN[decimals] : mantissa;
    return negative ? -value : value;
  }

  private static double slow(char[] c, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if ("0123456789.eE+-".indexOf(c[i]) < 0) {
        return Double.NaN; // parseDouble would take NaN, Infinity, 0x1p3 and 5d too
      }
    }
    try {
      double value = Double.parseDouble(new String(c, from, length));
      return Double.isInfinite(value) ? Double.NaN : value;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
