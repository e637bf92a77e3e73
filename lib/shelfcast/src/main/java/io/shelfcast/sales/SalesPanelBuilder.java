package io.shelfcast.sales;

import io.shelfcast.ShelfcastException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers sales rows in any order and any number a day, and makes the dense panel of them. Both
 * readers (CSV and PostgreSQL) use it, so that the same sales give the same panel, to the bit.
 */
public final class SalesPanelBuilder {

  private final String customer;
  private final Map<String, Integer> products = new LinkedHashMap<>();
  private final Map<String, Integer> stores = new LinkedHashMap<>();
  private final Map<Long, Integer> seriesIds = new HashMap<>();
  private final List<int[]> seriesKeys = new ArrayList<>();
  private final SumRows rows = new SumRows();
  private int[] firstRow = new int[64];
  private int[] toldFirst = new int[64];
  private long transactionRows;
  private int lastDay = Integer.MIN_VALUE;

  public SalesPanelBuilder(String customer) {
    this.customer = customer;
  }

  /** Adds one sale or return; {@code unitPrice} is NaN where it is not recorded. */
  public void sale(String productId, String storeId, int day, double quantity, double unitPrice) {
    double units = Math.abs(quantity);
    daySum(
        productId, storeId, day, quantity, units * unitPrice, Double.isNaN(unitPrice) ? 0 : units);
    transactionRows++;
  }

  /**
   * Adds the sum of several sales and returns of one day.
   *
   * @param paid sum of |quantity| x unit price over the rows with a price, NaN where none has one
   * @param paidUnits sum of their |quantity|
   */
  public void daySum(
      String productId, String storeId, int day, double quantity, double paid, double paidUnits) {
    int series = series(productId, storeId);
    rows.add(series, day, quantity, paid, paidUnits);
    firstRow[series] = Math.min(firstRow[series], day);
    lastDay = Math.max(lastDay, day);
  }

  /** How many sums and sales were added so far. */
  int rows() {
    return rows.size();
  }

  /**
   * Says that a series was first sold on a day before those given; it is then zero-filled from
   * there. A first sale is a day on which more was sold than returned.
   */
  public void firstSale(String productId, String storeId, int day) {
    int s = series(productId, storeId);
    toldFirst[s] = Math.min(toldFirst[s], day);
  }

  /** Tells how many transactions the rows stand for, where they are sums. */
  public void transactionRows(long n) {
    transactionRows = n;
  }

  private int series(String productId, String storeId) {
    Integer p = products.get(productId);
    if (p == null) {
      products.put(productId, p = products.size());
    }
    Integer t = stores.get(storeId);
    if (t == null) {
      stores.put(storeId, t = stores.size());
    }
    long key = SalesPanel.key(p, t);
    Integer s = seriesIds.get(key);
    if (s == null) {
      seriesIds.put(key, s = seriesKeys.size());
      seriesKeys.add(new int[] {p, t});
      if (s == firstRow.length) {
        firstRow = Arrays.copyOf(firstRow, 2 * s);
        toldFirst = Arrays.copyOf(toldFirst, 2 * s);
      }
      firstRow[s] = Integer.MAX_VALUE;
      toldFirst[s] = Integer.MAX_VALUE;
    }
    return s;
  }

  /** Makes covariate tables for the panel's own product and store indexes. */
  @FunctionalInterface
  public interface CovariateSource {
    /** Index maps hold every product and store that was sold; others are of no use to the panel. */
    Covariates read(Map<String, Integer> products, Map<String, Integer> stores, int lastDay);
  }

  /**
   * Makes the panel.
   *
   * @param earliestDay days before it are left out of the panel (look-back limit); {@link
   *     Integer#MIN_VALUE} for none
   * @param details product and store master data by id; ids never sold are ignored
   * @throws ShelfcastException if there is no sale
   */
  public SalesPanel build(
      int earliestDay,
      Map<String, Product> productDetails,
      Map<String, Store> storeDetails,
      CovariateSource source) {
    if (rows.size() == 0) {
      throw new ShelfcastException("Customer '" + customer + "' has no sales");
    }
    String[] productIds = products.keySet().toArray(String[]::new);
    String[] storeIds = stores.keySet().toArray(String[]::new);
    int[] productRank = rank(productIds);
    int[] storeRank = rank(storeIds);
    int n = seriesKeys.size();
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        Comparator.<Integer>comparingInt(i -> productRank[seriesKeys.get(i)[0]])
            .thenComparingInt(i -> storeRank[seriesKeys.get(i)[1]]));
    int[] start = new int[n];
    int[] offset = new int[n + 1];
    int[] seriesProduct = new int[n];
    int[] seriesStore = new int[n];
    Map<Long, Integer> index = new HashMap<>(2 * n);
    boolean[] begunBefore = new boolean[n];
    for (int i = 0; i < n; i++) {
      int old = order[i];
      seriesProduct[i] = productRank[seriesKeys.get(old)[0]];
      seriesStore[i] = storeRank[seriesKeys.get(old)[1]];
      start[i] = Math.max(Math.min(firstRow[old], toldFirst[old]), earliestDay);
      begunBefore[i] = firstRow[old] < start[i] || toldFirst[old] <= start[i];
      int days = Math.max(0, lastDay - start[i] + 1);
      offset[i + 1] = Math.addExact(offset[i], days);
      index.put(SalesPanel.key(seriesProduct[i], seriesStore[i]), i);
    }
    float[] quantity = new float[offset[n]];
    float[] unitPrice = rows.priced() ? new float[offset[n]] : null;
    SumRows.BySeries bySeries = rows.bySeries(n);
    SeriesSums sums = new SeriesSums();
    long below = 0;
    long filled = 0;
    int firstDay = Integer.MAX_VALUE;
    for (int i = 0; i < n; i++) {
      sums.start(start[i], lastDay);
      bySeries.forEach(order[i], sums);
      sums.settle();
      if (!begunBefore[i]) {
        int idle = sums.daysBeforeTheFirstSale();
        start[i] += idle;
        offset[i] += idle;
      }
      sums.write(start[i], quantity, unitPrice, offset[i]);
      below += sums.below(start[i]);
      filled += sums.filled(start[i]);
      firstDay = Math.min(firstDay, start[i]);
    }
    if (firstDay > lastDay) {
      throw new ShelfcastException(
          "Customer '" + customer + "' has no day with sales: every quantity is zero or a return");
    }
    BitSet[] recorded = new BitSet[stores.size()];
    Arrays.setAll(recorded, i -> new BitSet());
    for (int s = 0; s < n; s++) {
      for (int day = start[s]; day <= lastDay; day++) {
        if (quantity[offset[s] + day - start[s]] > 0) {
          recorded[seriesStore[s]].set(day - firstDay);
        }
      }
    }
    List<Product> productList =
        Arrays.stream(productIds)
            .sorted()
            .map(id -> productDetails.getOrDefault(id, Product.of(id)))
            .toList();
    List<Store> storeList =
        Arrays.stream(storeIds)
            .sorted()
            .map(id -> storeDetails.getOrDefault(id, Store.of(id)))
            .toList();
    Map<String, Integer> productIndex = new HashMap<>();
    productList.forEach(p -> productIndex.put(p.id(), productIndex.size()));
    Map<String, Integer> storeIndex = new HashMap<>();
    storeList.forEach(s -> storeIndex.put(s.id(), storeIndex.size()));
    return new SalesPanel(
        new SalesPanel.Data(
            customer,
            productList,
            storeList,
            seriesProduct,
            seriesStore,
            start,
            Arrays.copyOf(offset, n),
            quantity,
            unitPrice,
            recorded,
            source.read(productIndex, storeIndex, lastDay),
            index,
            firstDay,
            lastDay,
            new SalesPanel.Reading(transactionRows, below, filled)),
        lastDay);
  }

  private static int[] rank(String[] ids) {
    String[] sorted = ids.clone();
    Arrays.sort(sorted);
    int[] rank = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      rank[i] = Arrays.binarySearch(sorted, ids[i]);
    }
    return rank;
  }
}
