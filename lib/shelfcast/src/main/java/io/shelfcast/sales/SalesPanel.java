package io.shelfcast.sales;

import io.shelfcast.ShelfcastException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Daily sales of one customer: per series (a product in a store) a dense run of days from its first
 * sale to the panel's last day, missing days filled with 0, and the tables of what else is known.
 *
 * <p>Days are epoch days ({@link LocalDate#toEpochDay()}). Quantities are units a day (floats;
 * kilograms or money where the customer counts so), never negative: a day whose returns exceed its
 * sales counts as 0. Series are ordered by product id, then store id, those of {@link #withSeries}
 * behind them. A panel is immutable and may be read by many threads; {@link #until} gives a shorter
 * view that shares the memory.
 */
public final class SalesPanel {

  /** Memory shared by all views of one panel. */
  record Data(
      String customer,
      List<Product> products,
      List<Store> stores,
      int[] seriesProduct,
      int[] seriesStore,
      int[] start,
      int[] offset,
      float[] quantity,
      float[] unitPrice,
      BitSet[] recorded,
      Covariates covariates,
      Map<Long, Integer> index,
      int firstDay,
      int lastDay,
      Reading reading) {}

  /**
   * What the reader met on its way.
   *
   * @param rows rows of the transactions table that went in
   * @param daysBelowZero series-days whose returns exceeded their sales, counted as 0
   * @param daysFilled series-days without a row, filled with 0
   */
  public record Reading(long rows, long daysBelowZero, long daysFilled) {}

  private final Data data;
  private final int lastDay;

  SalesPanel(Data data, int lastDay) {
    this.data = data;
    this.lastDay = lastDay;
  }

  public String customer() {
    return data.customer;
  }

  public List<Product> products() {
    return data.products;
  }

  public List<Store> stores() {
    return data.stores;
  }

  public Covariates covariates() {
    return data.covariates;
  }

  public Reading reading() {
    return data.reading;
  }

  /** All series that the panel knows, those not yet started on {@link #lastDay()} included. */
  public int seriesCount() {
    return data.start.length;
  }

  /** Index into {@link #products()}. */
  public int product(int series) {
    return data.seriesProduct[series];
  }

  /** Index into {@link #stores()}. */
  public int store(int series) {
    return data.seriesStore[series];
  }

  public String productId(int series) {
    return data.products.get(data.seriesProduct[series]).id();
  }

  public String storeId(int series) {
    return data.stores.get(data.seriesStore[series]).id();
  }

  /** The series of a product in a store, by their ids. */
  public int series(String productId, String storeId) {
    for (int s = 0; s < seriesCount(); s++) {
      if (productId(s).equals(productId) && storeId(s).equals(storeId)) {
        return s;
      }
    }
    throw new ShelfcastException(
        "No sales of product '"
            + productId
            + "' in store '"
            + storeId
            + "' for customer '"
            + customer()
            + "'");
  }

  /**
   * The series of a product and a store by their indexes, or -1 where the product was never sold
   * there.
   */
  public int seriesAt(int product, int store) {
    return data.index.getOrDefault(key(product, store), -1);
  }

  /**
   * The number of a product in a store, mixed: of plain numbers a hash map of Longs looks at the
   * exclusive or of both halves, which thousands of series have in common.
   */
  static long key(int product, int store) {
    return ((long) product << 32 | store) * 0x9e3779b97f4a7c15L;
  }

  /** The earliest day of any series. */
  public int firstDay() {
    return data.firstDay;
  }

  /** The last day whose sales are known in this view. */
  public int lastDay() {
    return lastDay;
  }

  /** The day of the series' first sale, or the panel's first day where it began before. */
  public int startDay(int series) {
    return data.start[series];
  }

  /** Whether the series had a sale on or before the panel's last day. */
  public boolean started(int series) {
    return data.start[series] <= lastDay;
  }

  /** Days from the series' first sale to {@link #lastDay()}, 0 where it has not started. */
  public int days(int series) {
    return Math.max(0, lastDay - data.start[series] + 1);
  }

  /** Units sold on a day between the series' start and the last day. */
  public float quantity(int series, int day) {
    check(series, day);
    return data.quantity[data.offset[series] + day - data.start[series]];
  }

  /** Mean unit price paid on a day, NaN where nothing was sold or prices are not recorded. */
  public float unitPrice(int series, int day) {
    check(series, day);
    return data.unitPrice == null
        ? Float.NaN
        : data.unitPrice[data.offset[series] + day - data.start[series]];
  }

  /** Whether transactions carry unit prices. */
  public boolean hasUnitPrices() {
    return data.unitPrice != null;
  }

  /** Copies the quantities of a series, from its start to {@link #lastDay()}, into a new array. */
  public float[] quantities(int series) {
    int from = data.offset[series];
    return Arrays.copyOfRange(data.quantity, from, from + days(series));
  }

  /** Whether the store recorded any sale on the day; false after {@link #lastDay()}. */
  public boolean recorded(int store, int day) {
    return day >= data.firstDay && day <= lastDay && data.recorded[store].get(day - data.firstDay);
  }

  /**
   * The same panel as it was known at the end of an earlier day. Later sales cannot be read from
   * the view.
   */
  public SalesPanel until(int day) {
    if (day > lastDay) {
      throw new ShelfcastException(
          "The sales end on "
              + LocalDate.ofEpochDay(lastDay)
              + ", before "
              + LocalDate.ofEpochDay(day));
    }
    if (day < data.firstDay) {
      throw new ShelfcastException(
          "The sales begin on "
              + LocalDate.ofEpochDay(data.firstDay)
              + ", after "
              + LocalDate.ofEpochDay(day));
    }
    return new SalesPanel(data, day);
  }

  /** The same series with some of what is known of them changed. */
  private SalesPanel with(
      int[] start,
      int[] offset,
      float[] quantity,
      float[] unitPrice,
      BitSet[] recorded,
      Covariates covariates) {
    Data d = data;
    return new SalesPanel(
        new Data(
            d.customer,
            d.products,
            d.stores,
            d.seriesProduct,
            d.seriesStore,
            start,
            offset,
            quantity,
            unitPrice,
            recorded,
            covariates,
            d.index,
            d.firstDay,
            d.lastDay,
            d.reading),
        lastDay);
  }

  /** The same sales with other covariate tables, for plans that are given at forecast time. */
  public SalesPanel withCovariates(Covariates covariates) {
    Data d = data;
    return with(d.start, d.offset, d.quantity, d.unitPrice, d.recorded, covariates);
  }

  /**
   * The same panel with its sales changed cell by cell; for experiments and for proofs that nothing
   * leaks.
   */
  public SalesPanel withSales(SaleChange change) {
    Data d = data;
    float[] changed = d.quantity.clone();
    BitSet[] recorded = new BitSet[d.recorded.length];
    for (int k = 0; k < recorded.length; k++) {
      recorded[k] = new BitSet();
    }
    for (int s = 0; s < d.start.length; s++) {
      for (int day = d.start[s]; day <= d.lastDay; day++) {
        int i = d.offset[s] + day - d.start[s];
        changed[i] = change.apply(s, day, changed[i]);
        if (changed[i] > 0) {
          recorded[d.seriesStore[s]].set(day - d.firstDay);
        }
      }
    }
    return with(d.start, d.offset, changed, d.unitPrice, recorded, d.covariates);
  }

  /**
   * The same panel with more series, behind those that it has: products new to a store. They have
   * not {@link #started}, as nothing was sold; {@link #withHistories} lends them a past.
   *
   * @param products the panel's own, in their order, and any more behind them; likewise {@code
   *     stores}
   * @param product of each further series, an index into {@code products}; likewise {@code store}
   */
  SalesPanel withSeries(List<Product> products, List<Store> stores, int[] product, int[] store) {
    Data d = data;
    int n = d.start.length;
    int[] seriesProduct = Arrays.copyOf(d.seriesProduct, n + product.length);
    int[] seriesStore = Arrays.copyOf(d.seriesStore, n + product.length);
    int[] start = Arrays.copyOf(d.start, n + product.length);
    Map<Long, Integer> index = new HashMap<>(d.index);
    for (int i = 0; i < product.length; i++) {
      seriesProduct[n + i] = product[i];
      seriesStore[n + i] = store[i];
      start[n + i] = d.lastDay + 1;
      index.put(key(product[i], store[i]), n + i);
    }
    BitSet[] recorded = Arrays.copyOf(d.recorded, stores.size());
    for (int k = d.recorded.length; k < recorded.length; k++) {
      recorded[k] = new BitSet();
    }
    return new SalesPanel(
        new Data(
            d.customer,
            List.copyOf(products),
            List.copyOf(stores),
            seriesProduct,
            seriesStore,
            start,
            Arrays.copyOf(d.offset, n + product.length),
            d.quantity,
            d.unitPrice,
            recorded,
            d.covariates,
            index,
            d.firstDay,
            d.lastDay,
            d.reading),
        lastDay);
  }

  /**
   * The same panel in which some series have another history: from another first day on, and none
   * of their own. For products that are new to a store, forecast from the history of others.
   *
   * @param histories units a day by series, the last of them that of {@link #lastDay()}
   */
  public SalesPanel withHistories(Map<Integer, float[]> histories) {
    Data d = data;
    int[] start = d.start.clone();
    int[] offset = d.offset.clone();
    int end = d.quantity.length;
    int whole = d.lastDay - d.firstDay + 1;
    float[] quantity = Arrays.copyOf(d.quantity, end + histories.size() * whole);
    float[] unitPrice = null;
    if (d.unitPrice != null) {
      unitPrice = Arrays.copyOf(d.unitPrice, quantity.length);
      Arrays.fill(unitPrice, end, unitPrice.length, Float.NaN);
    }
    for (Map.Entry<Integer, float[]> e : histories.entrySet()) {
      int days = e.getValue().length;
      if (days < 1 || days > lastDay - d.firstDay + 1) {
        throw new IllegalArgumentException(
            "Invalid history: " + days + " days in a panel of " + (lastDay - d.firstDay + 1));
      }
      start[e.getKey()] = lastDay - days + 1;
      offset[e.getKey()] = end;
      System.arraycopy(e.getValue(), 0, quantity, end, days);
      end += whole;
    }
    return with(start, offset, quantity, unitPrice, d.recorded, d.covariates);
  }

  /** Gives a cell's new quantity. */
  @FunctionalInterface
  public interface SaleChange {
    float apply(int series, int day, float quantity);
  }

  private void check(int series, int day) {
    if (day < data.start[series] || day > lastDay) {
      throw new IndexOutOfBoundsException(
          "day "
              + LocalDate.ofEpochDay(day)
              + " is outside "
              + LocalDate.ofEpochDay(data.start[series])
              + ".."
              + LocalDate.ofEpochDay(lastDay));
    }
  }
}
