package io.shelfcast.sales;

import java.util.Arrays;

/** The days of one series at a time, while rows are added up to them. */
final class SeriesSums implements SumRows.Receiver {

  /** Sums of fractional quantities below this are zero but for rounding. */
  private static final double ROUNDING = 1e-9;

  /** Up to here a double holds nine decimals. */
  private static final double LARGE = 4e6;

  private int start;
  private int days;
  private double[] quantity = new double[0];
  private double[] paid = new double[0];
  private double[] paidUnits = new double[0];
  private boolean[] given = new boolean[0];

  /** Begins a series; rows before its first day will count for nothing. */
  void start(int firstDay, int lastDay) {
    start = firstDay;
    days = Math.max(0, lastDay - firstDay + 1);
    if (days > given.length) {
      quantity = new double[days];
      paid = new double[days];
      paidUnits = new double[days];
      given = new boolean[days];
    } else {
      Arrays.fill(quantity, 0, days, 0);
      Arrays.fill(paid, 0, days, 0);
      Arrays.fill(paidUnits, 0, days, 0);
      Arrays.fill(given, 0, days, false);
    }
  }

  @Override
  public void row(int day, double units, double money, double unitsPaid) {
    int i = day - start;
    if (i >= 0) {
      quantity[i] += units;
      paid[i] += money;
      paidUnits[i] += unitsPaid;
      given[i] = true;
    }
  }

  /**
   * Rounds sums of decimal numbers to nine decimals. A sum of doubles depends on the order of its
   * terms in the last bits, a database's exact sum does not; rounded, both are the same.
   */
  void settle() {
    settle(quantity);
    settle(paid);
    settle(paidUnits);
  }

  private void settle(double[] sums) {
    for (int i = 0; i < days; i++) {
      if (Math.abs(sums[i]) < LARGE) {
        sums[i] = Math.rint(sums[i] * 1e9) / 1e9;
      }
    }
  }

  /** Rows of zero or of returns alone do not begin a series. */
  int daysBeforeTheFirstSale() {
    int i = 0;
    while (i < days && quantity[i] <= ROUNDING) {
      i++;
    }
    return i;
  }

  /** Days from one on whose returns exceeded their sales. */
  int below(int firstDay) {
    int n = 0;
    for (int i = firstDay - start; i < days; i++) {
      n += quantity[i] < -ROUNDING ? 1 : 0;
    }
    return n;
  }

  /** Days from one on without a row. */
  int filled(int firstDay) {
    int n = 0;
    for (int i = firstDay - start; i < days; i++) {
      n += given[i] ? 0 : 1;
    }
    return n;
  }

  /**
   * Writes the days from one on.
   *
   * @param unitPrice null where nothing has a price
   */
  void write(int firstDay, float[] units, float[] unitPrice, int at) {
    for (int i = firstDay - start; i < days; i++) {
      int cell = at + i - (firstDay - start);
      units[cell] = quantity[i] > ROUNDING ? (float) quantity[i] : 0;
      if (unitPrice != null) {
        unitPrice[cell] = paidUnits[i] > 0 ? (float) (paid[i] / paidUnits[i]) : Float.NaN;
      }
    }
  }
}
