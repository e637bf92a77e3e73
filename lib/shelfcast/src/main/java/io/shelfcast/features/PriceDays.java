package io.shelfcast.features;

import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.Covariates.Price;
import io.shelfcast.sales.SalesPanel;
import java.util.ArrayList;
import java.util.Arrays;
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
      return byPlace.getOrDefault(key(product, store), List.of());
    }
  }

  PriceDays(SalesPanel panel, Index index, int series, int to) {
    start = panel.startDay(series);
    from = start - YEAR;
    listPrice = panel.products().get(panel.product(series)).price();
    int product = panel.product(series);
    List<Price> own = index.of(product, panel.store(series));
    List<Price> everywhere = index.of(product, Covariates.ALL);
    if (own.isEmpty() && everywhere.isEmpty()) {
      planned = null;
      plannedSum = null;
    } else {
      planned = new float[to - from + 1];
      plannedSum = new double[to - from + 2];
      Arrays.fill(planned, Float.NaN);
      paintPlan(everywhere);
      paintPlan(own);
      sumPlan(earlier(own, everywhere));
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

  /** Writes the prices of a plan from its first day on; a store's own plan goes over the common. */
  private void paintPlan(List<Price> plan) {
    for (int p = 0; p < plan.size(); p++) {
      int first = Math.max(0, plan.get(p).validFrom() - from);
      int end = p + 1 < plan.size() ? plan.get(p + 1).validFrom() - from : planned.length;
      for (int i = first; i < Math.min(end, planned.length); i++) {
        planned[i] = plan.get(p).price();
      }
    }
  }

  private static Price earlier(List<Price> own, List<Price> everywhere) {
    if (own.isEmpty() || everywhere.isEmpty()) {
      return own.isEmpty() ? everywhere.get(0) : own.get(0);
    }
    return own.get(0).validFrom() <= everywhere.get(0).validFrom() ? own.get(0) : everywhere.get(0);
  }

  /**
   * Before the plan begins its first price is the best guess, and keeps "usual" from being empty.
   */
  private void sumPlan(Price first) {
    for (int i = 0; i < planned.length; i++) {
      planned[i] = Float.isNaN(planned[i]) ? first.price() : planned[i];
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
      return i == low
          ? 1
          : (float) ((double) planned[i] * (i - low) / (plannedSum[i] - plannedSum[low]));
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
    return n == 0
        ? Float.NaN
        : (float) ((double) lastPaid[i] * n / (paidSum[i + 1] - paidSum[low]));
  }
}
