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
 * The price of one series, day by day: that of the price plan's row valid on the day, else the list
 * price, else the last unit price that was paid. Only the last of them depends on the last known
 * day.
 */
final class PriceDays {

  private static final int YEAR = 365;

  private final int from;
  private final int start;

  /** Of the plan, else the list price; NaN up to the plan's first row where there is neither. */
  private final float[] ahead;

  /** Cell i + 1 sums what is known ahead up to day i; likewise what was paid, and its days. */
  private final double[] aheadSum;

  private final int[] aheadDays;
  private final float[] lastPaid;
  private final double[] paidSum;
  private final int[] paidDays;

  /** Price plans by product and store, found once for a panel. */
  static final class Index {
    private final Map<Long, List<Price>> byPlace = new HashMap<>();

    Index(SalesPanel panel) {
      List<Price> prices = panel.covariates().prices();
      if (prices != null) {
        for (Price p : prices) {
          byPlace.computeIfAbsent(key(p.product(), p.store()), k -> new ArrayList<>()).add(p);
        }
        // Of two prices from one day on the higher counts, in whichever order they come.
        Comparator<Price> order =
            Comparator.comparingInt(Price::validFrom).thenComparing(Price::price);
        byPlace.values().forEach(list -> list.sort(order));
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
    int product = panel.product(series);
    ahead = new float[to - from + 1];
    Arrays.fill(ahead, panel.products().get(product).price());
    paintPlan(index.of(product, Covariates.ALL));
    paintPlan(index.of(product, panel.store(series)));
    aheadSum = new double[ahead.length + 1];
    aheadDays = new int[ahead.length + 1];
    sumUp(ahead, aheadSum, aheadDays);
    if (Float.isNaN(ahead[YEAR]) && panel.hasUnitPrices()) {
      float[] paid = new float[panel.days(series)];
      for (int i = 0; i < paid.length; i++) {
        paid[i] = panel.unitPrice(series, start + i);
      }
      paidSum = new double[paid.length + 1];
      paidDays = new int[paid.length + 1];
      sumUp(paid, paidSum, paidDays);
      for (int i = 1; i < paid.length; i++) {
        paid[i] = Float.isNaN(paid[i]) ? paid[i - 1] : paid[i];
      }
      lastPaid = paid;
    } else {
      lastPaid = null;
      paidSum = null;
      paidDays = null;
    }
  }

  /** Writes the prices of a plan from its first day on; a store's own plan goes over the common. */
  private void paintPlan(List<Price> plan) {
    for (int p = 0; p < plan.size(); p++) {
      int first = Math.max(0, plan.get(p).validFrom() - from);
      int end = p + 1 < plan.size() ? plan.get(p + 1).validFrom() - from : ahead.length;
      for (int i = first; i < Math.min(end, ahead.length); i++) {
        ahead[i] = plan.get(p).price();
      }
    }
  }

  private static void sumUp(float[] prices, double[] sum, int[] days) {
    for (int i = 0; i < prices.length; i++) {
      boolean known = !Float.isNaN(prices[i]);
      sum[i + 1] = sum[i] + (known ? prices[i] : 0);
      days[i + 1] = days[i] + (known ? 1 : 0);
    }
  }

  /** The price in force on {@code day}, NaN where none is known. */
  float price(int known, int day) {
    float planned = ahead[day - from];
    if (!Float.isNaN(planned)) {
      return planned;
    }
    return lastPaid == null || known < start ? Float.NaN : lastPaid[known - start];
  }

  /**
   * The price over the mean of those known of the year before the day; where the price is one paid,
   * of those paid in the year to the last known day. NaN where none is known, or all are 0.
   */
  float versusUsual(int known, int day) {
    int high = day - from;
    int low = Math.max(0, high - YEAR);
    double sum = aheadSum[high] - aheadSum[low];
    int n = aheadDays[high] - aheadDays[low];
    if (lastPaid != null && known >= start) {
      boolean planned = !Float.isNaN(ahead[high]);
      // Prices paid stand in for those before a plan begins.
      int end = planned ? Math.min(known + 1, Math.min(day, planBegin())) : known + 1;
      int begin = Math.max(start, planned ? day - YEAR : known + 1 - YEAR);
      if (end > begin) {
        sum += paidSum[end - start] - paidSum[begin - start];
        n += paidDays[end - start] - paidDays[begin - start];
      }
    }
    return sum > 0 ? (float) ((double) price(known, day) * n / sum) : Float.NaN;
  }

  /** First day with a price known ahead: those without are the days before it. */
  private int planBegin() {
    return from + ahead.length - aheadDays[ahead.length];
  }
}
