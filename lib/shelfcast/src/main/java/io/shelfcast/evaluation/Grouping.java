package io.shelfcast.evaluation;

import java.util.Arrays;

/**
 * The cells of one level: which group each product x store x day cell is summed into.
 *
 * @param group per cell
 * @param count number of groups
 * @param unit per group: what its scale belongs to (the series, the product, the store, or 0 for
 *     all); null where a group is no day
 * @param units number of units
 */
record Grouping(int[] group, int count, int[] unit, int units) {

  static Grouping of(Cells cells, Level level) {
    int units =
        switch (level) {
          case PRODUCT_STORE_DAY, PRODUCT_STORE_HORIZON -> cells.panel.seriesCount();
          case PRODUCT_DAY -> cells.panel.products().size();
          case STORE_DAY -> cells.panel.stores().size();
          case TOTAL_DAY -> 1;
        };
    boolean daily = level != Level.PRODUCT_STORE_HORIZON;
    int slots = daily ? cells.horizon : 1;
    int[] dense =
        new int[Math.multiplyExact(Math.multiplyExact(cells.origins.length, units), slots)];
    Arrays.fill(dense, -1);
    int[] group = new int[cells.count()];
    int[] unit = new int[Math.min(dense.length, cells.count())];
    int count = 0;
    for (int c = 0; c < group.length; c++) {
      int u = unit(cells, level, cells.series[c]);
      int key = (cells.window[c] * units + u) * slots + (daily ? cells.ahead[c] - 1 : 0);
      if (dense[key] < 0) {
        unit[count] = u;
        dense[key] = count++;
      }
      group[c] = dense[key];
    }
    return new Grouping(group, count, daily ? Arrays.copyOf(unit, count) : null, units);
  }

  /** What a series is summed into at a level. */
  static int unit(Cells cells, Level level, int series) {
    return switch (level) {
      case PRODUCT_STORE_DAY, PRODUCT_STORE_HORIZON -> series;
      case PRODUCT_DAY -> cells.panel.product(series);
      case STORE_DAY -> cells.panel.store(series);
      case TOTAL_DAY -> 0;
    };
  }

  /** Sums a column up to the groups. */
  double[] sum(float[] column) {
    double[] sums = new double[count];
    for (int c = 0; c < column.length; c++) {
      sums[group[c]] += column[c];
    }
    return sums;
  }
}
