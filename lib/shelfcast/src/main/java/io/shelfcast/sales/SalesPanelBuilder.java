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
  private int[] rowSeries = new int[1024];
  private int[] rowDay = new int[1024];
  private double[] rowQuantity = new double[1024];
  private float[] rowPrice;
  private int[] firstEver = new int[64];
  private int rows;
  private long transactionRows;
  private int lastDay = Integer.MIN_VALUE;

  public SalesPanelBuilder(String customer) {
    this.customer = customer;
  }

  /** Adds one sale or one day's sum; {@code unitPrice} is NaN where it is not recorded. */
  public void sale(String productId, String storeId, int day, double quantity, float unitPrice) {
    int series = series(productId, storeId);
    if (rows == rowSeries.length) {
      int n = rows + (rows >> 1);
      rowSeries = Arrays.copyOf(rowSeries, n);
      rowDay = Arrays.copyOf(rowDay, n);
      rowQuantity = Arrays.copyOf(rowQuantity, n);
      rowPrice = rowPrice == null ? null : Arrays.copyOf(rowPrice, n);
    }
    if (rowPrice == null && !Float.isNaN(unitPrice)) {
      rowPrice = new float[rowSeries.length];
      Arrays.fill(rowPrice, 0, rows, Float.NaN);
    }
    rowSeries[rows] = series;
    rowDay[rows] = day;
    rowQuantity[rows] = quantity;
    if (rowPrice != null) {
      rowPrice[rows] = unitPrice;
    }
    rows++;
    transactionRows++;
    firstEver[series] = Math.min(firstEver[series], day);
    lastDay = Math.max(lastDay, day);
  }

  /**
   * Says that a series was first sold on a day before those given; it is then zero-filled from
   * there.
   */
  public void firstSale(String productId, String storeId, int day) {
    int s = series(productId, storeId);
    firstEver[s] = Math.min(firstEver[s], day);
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
      if (s == firstEver.length) {
        firstEver = Arrays.copyOf(firstEver, 2 * s);
      }
      firstEver[s] = Integer.MAX_VALUE;
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
    if (rows == 0) {
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
    int[] place = new int[n];
    int[] start = new int[n];
    int[] offset = new int[n + 1];
    int[] seriesProduct = new int[n];
    int[] seriesStore = new int[n];
    Map<Long, Integer> index = new HashMap<>(2 * n);
    int firstDay = Integer.MAX_VALUE;
    for (int i = 0; i < n; i++) {
      int old = order[i];
      place[old] = i;
      seriesProduct[i] = productRank[seriesKeys.get(old)[0]];
      seriesStore[i] = storeRank[seriesKeys.get(old)[1]];
      start[i] = Math.max(firstEver[old], earliestDay);
      firstDay = Math.min(firstDay, start[i]);
      int days = Math.max(0, lastDay - start[i] + 1);
      offset[i + 1] = Math.addExact(offset[i], days);
      index.put(SalesPanel.key(seriesProduct[i], seriesStore[i]), i);
    }
    double[] sum = new double[offset[n]];
    double[] paid = rowPrice == null ? null : new double[offset[n]];
    double[] paidUnits = rowPrice == null ? null : new double[offset[n]];
    for (int r = 0; r < rows; r++) {
      int s = place[rowSeries[r]];
      if (rowDay[r] < start[s]) {
        continue;
      }
      int cell = offset[s] + rowDay[r] - start[s];
      sum[cell] += rowQuantity[r];
      if (paid != null && !Float.isNaN(rowPrice[r])) {
        double units = Math.max(Math.abs(rowQuantity[r]), 1e-9);
        paid[cell] += units * rowPrice[r];
        paidUnits[cell] += units;
      }
    }
    BitSet[] recorded = new BitSet[stores.size()];
    Arrays.setAll(recorded, i -> new BitSet());
    float[] quantity = new float[sum.length];
    float[] unitPrice = paid == null ? null : new float[sum.length];
    long below = 0;
    for (int s = 0; s < n; s++) {
      for (int c = offset[s]; c < offset[s + 1]; c++) {
        if (sum[c] < 0) {
          below++;
        }
        quantity[c] = (float) Math.max(0, sum[c]);
        if (quantity[c] > 0) {
          recorded[seriesStore[s]].set(start[s] + c - offset[s] - firstDay);
        }
        if (unitPrice != null) {
          unitPrice[c] = paidUnits[c] > 0 ? (float) (paid[c] / paidUnits[c]) : Float.NaN;
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
            new SalesPanel.Reading(transactionRows, below)),
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
