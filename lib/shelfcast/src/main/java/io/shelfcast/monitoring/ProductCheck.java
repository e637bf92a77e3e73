package io.shelfcast.monitoring;

import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Works out {@link ProductChanges}. */
record ProductCheck(Limits limits) {

  /**
   * The changes up to the panel's last day.
   *
   * @param forecast units forecast for each product in the recent days
   */
  ProductChanges of(SalesPanel panel, double[] forecast) {
    int n = panel.products().size();
    int recent = panel.lastDay() - limits.recentDays() + 1;
    int before = recent - limits.recentDays();
    int[] first = new int[n];
    int[] last = new int[n];
    double[] units = new double[n];
    boolean[][] soldBefore = new boolean[n][limits.recentDays()];
    Arrays.fill(first, Integer.MAX_VALUE);
    Arrays.fill(last, Integer.MIN_VALUE);
    for (int s = 0; s < panel.seriesCount(); s++) {
      int p = panel.product(s);
      first[p] = Math.min(first[p], panel.startDay(s));
      for (int d = Math.max(before, panel.startDay(s)); d <= panel.lastDay(); d++) {
        float sold = panel.quantity(s, d);
        if (sold > 0) {
          last[p] = Math.max(last[p], d);
          units[p] += d >= recent ? sold : 0;
          if (d < recent) {
            soldBefore[p][d - before] = true;
          }
        }
      }
    }
    List<ProductChange> started = new ArrayList<>();
    List<ProductChange> ended = new ArrayList<>();
    for (int p = 0; p < n; p++) {
      String id = panel.products().get(p).id();
      if (first[p] >= recent && first[p] <= panel.lastDay() && first[p] > panel.firstDay()) {
        started.add(new ProductChange(id, LocalDate.ofEpochDay(first[p]), units[p]));
      } else if (last[p] < recent && days(soldBefore[p]) >= ProductChanges.REGULAR_DAYS) {
        ended.add(new ProductChange(id, LocalDate.ofEpochDay(last[p]), forecast[p]));
      }
    }
    return new ProductChanges(
        (int) Arrays.stream(units).filter(u -> u > 0).count(),
        started.size(),
        share(started, units),
        ended.size(),
        share(ended, forecast),
        largest(started),
        largest(ended));
  }

  private static int days(boolean[] sold) {
    int days = 0;
    for (boolean day : sold) {
      days += day ? 1 : 0;
    }
    return days;
  }

  private static double share(List<ProductChange> part, double[] all) {
    double total = Arrays.stream(all).sum();
    return total <= 0 ? 0 : part.stream().mapToDouble(ProductChange::units).sum() / total;
  }

  private static List<ProductChange> largest(List<ProductChange> changes) {
    return changes.stream()
        .sorted(
            Comparator.comparingDouble(ProductChange::units)
                .reversed()
                .thenComparing(ProductChange::productId))
        .limit(ProductChanges.LISTED)
        .toList();
  }
}
