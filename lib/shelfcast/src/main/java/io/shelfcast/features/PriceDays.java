package io.shelfcast.features;

import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.Covariates.Price;
import io.shelfcast.sales.SalesPanel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The price of one series, day by day: of the price plan where there is one, else the list price,
 * else the last unit price that was paid. Only the last of them depends on the last known day.
 */
final class PriceDays {

  private static final int YEAR = 365;

  private final int from;
  private final float[] planned;
  private final double[] plannedSum;
  private final float listPrice;
  private final float[] lastPaid;
  private final double[] paidSum;
  private final int[] paidCount;
  private final int start;

  /** Price plans by product and store, found once for a panel. */
  static final class Index {
    private final Map<Long, List<Price>> byPlace = new HashMap<>();

    Index(SalesPanel panel) {
      List<Price> prices = panel.covariates().prices();
      if (prices != null) {
        for (Price p : prices) {
          byPlace.computeIfAbsent(key(p.product(), p.store()), k -> new ArrayList<>()).add(p);
        }
        byPlace.values().forEach(list -> list.sort(Comparator.comparingInt(Price::validFrom)));
      }
    }

    private static long key(int product, int store) {
      return ((long) product << 32) | (store & 0xffffffffL);
    }

    private List<Price> of(int product, int store) {
      List<Price> own = byPlace.get(key(product, store));
      return own != null ? own : byPlace.getOrDefault(key(product, Covariates.ALL), List.of());
    }
  }

  PriceDays(SalesPanel panel, Index index, int series, int to) {
    start = panel.startDay(series);
    from = start - YEAR;
    listPrice = panel.products().get(panel.product(series)).price();
    List<Price> plan = index.of(panel.product(series), panel.store(series));
    if (plan.isEmpty()) {
      planned = null;
      plannedSum = null;
    } else {
      planned = new float[to - from + 1];
      plannedSum = new double[to - from + 2];
      paintPlan(plan);
    }
    if (planned == null && Float.isNaN(listPrice) && panel.hasUnitPrices()) {
      int n = panel.days(series);
      lastPaid = new float[n];
      paidSum = new double[n + 1];
      paidCount = new int[n + 1];
      float last = Float.NaN;
      for (int i = 0; i < n; i++) {
        float price = panel.unitPrice(series, start + i);
        boolean paid = !Float.isNaN(price);
        last = paid ? price : last;
        lastPaid[i] = last;
        paidSum[i + 1] = paidSum[i] + (paid ? price : 0);
        paidCount[i + 1] = paidCount[i] + (paid ? 1 : 0);
      }
    } else {
      lastPaid = null;
      paidSum = null;
      paidCount = null;
    }
  }

  private void paintPlan(List<Price> plan) {
    int next = 0;
    float price = Float.NaN;
    for (int i = 0; i < planned.length; i++) {
      while (next < plan.size() && plan.get(next).validFrom() <= from + i) {
        price = plan.get(next++).price();
      }
      // Before the plan begins, its first price is the best guess, and keeps "usual" from being
      // empty.
      planned[i] = Float.isNaN(price) ? plan.get(0).price() : price;
      plannedSum[i + 1] = plannedSum[i] + planned[i];
    }
  }

  /** The price in force on {@code day}, NaN where none is known. */
  float price(int known, int day) {
    if (planned != null) {
      return planned[day - from];
    }
    if (!Float.isNaN(listPrice)) {
      return listPrice;
    }
    return lastPaid == null || known < start ? Float.NaN : lastPaid[known - start];
  }

  /**
   * The price over its mean of the year before; 1 where it never changes, NaN where none is known.
   */
  float versusUsual(int known, int day) {
    if (planned != null) {
      int i = day - from;
      int low = Math.max(0, i - YEAR);
      return i == low ? 1 : (float) (planned[i] * (i - low) / (plannedSum[i] - plannedSum[low]));
    }
    if (!Float.isNaN(listPrice)) {
      return 1;
    }
    if (lastPaid == null || known < start) {
      return Float.NaN;
    }
    int i = known - start;
    int low = Math.max(0, i + 1 - YEAR);
    int n = paidCount[i + 1] - paidCount[low];
    return n == 0 ? Float.NaN : (float) (lastPaid[i] * n / (paidSum[i + 1] - paidSum[low]));
  }
}
