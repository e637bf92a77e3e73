package io.shelfcast.features;

import io.shelfcast.ShelfcastException;
import io.shelfcast.sales.Covariates.Stockout;
import io.shelfcast.sales.Product;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.Store;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Makes feature rows of a panel. What several series share (calendar, store days, weather, totals
 * of stores and products) is worked out once. May be used by many threads.
 */
public final class FeatureBuilder {

  /** The farthest day ahead for which features are made. */
  public static final int MAX_HORIZON = 60;

  private static final int PERISHABLE_DAYS = 7;

  /** Opening hours of a day, as long as no series has been out of stock for longer. */
  private static final float OPEN_HOURS = 12;

  private final SalesPanel panel;
  private final Vocabulary words;
  private final int lastFeatureDay;
  private final int calendarFrom;
  private final int[] calendar;
  private final StoreDays.Index eventIndex;
  private final AtomicReferenceArray<StoreDays> storeDays;
  private final PromotionDays.Index promotionIndex;
  private final PriceDays.Index priceIndex;
  private final Map<String, WeatherDays> weather;
  private final double[][] productTotals;
  private final int[] productStart;
  private final double[][] storeSales;
  private final double[][] storeTotals;
  private final int[][] storeRecordedDays;
  private final Map<Integer, List<Stockout>> stockouts = new HashMap<>();
  private final float[] openHours;

  /** Rows of a panel, its own texts numbered. */
  public FeatureBuilder(SalesPanel panel) {
    this(panel, Vocabulary.of(panel));
  }

  /** Rows of a panel, with the text numbers of an earlier training. */
  public FeatureBuilder(SalesPanel panel, Vocabulary words) {
    this.panel = panel;
    this.words = words;
    lastFeatureDay = panel.lastDay() + MAX_HORIZON;
    calendarFrom = panel.firstDay();
    calendar = new int[lastFeatureDay - calendarFrom + 1];
    for (int i = 0; i < calendar.length; i++) {
      LocalDate date = LocalDate.ofEpochDay(calendarFrom + i);
      calendar[i] =
          date.getDayOfWeek().getValue() | date.getDayOfMonth() << 3 | date.getDayOfYear() << 8;
    }
    eventIndex = new StoreDays.Index(panel);
    storeDays = new AtomicReferenceArray<>(panel.stores().size());
    promotionIndex = new PromotionDays.Index(panel, words);
    priceIndex = new PriceDays.Index(panel);
    weather = WeatherDays.byRegion(panel, lastFeatureDay);
    int n = panel.lastDay() - panel.firstDay() + 1;
    productTotals = new double[panel.products().size()][n + 1];
    storeSales = new double[panel.stores().size()][n];
    productStart = new int[panel.products().size()];
    Arrays.fill(productStart, Integer.MAX_VALUE);
    storeTotals = new double[panel.stores().size()][n + 1];
    storeRecordedDays = new int[panel.stores().size()][n + 1];
    sumUp();
    openHours = new float[n];
    indexStockouts();
  }

  private void sumUp() {
    for (int s = 0; s < panel.seriesCount(); s++) {
      if (!panel.started(s)) {
        continue;
      }
      float[] y = panel.quantities(s);
      int from = panel.startDay(s) - panel.firstDay();
      double[] product = productTotals[panel.product(s)];
      double[] store = storeSales[panel.store(s)];
      for (int i = 0; i < y.length; i++) {
        product[from + i + 1] += y[i];
        store[from + i] += y[i];
      }
      int p = panel.product(s);
      productStart[p] = Math.min(productStart[p], panel.startDay(s));
    }
    for (double[] totals : productTotals) {
      for (int i = 1; i < totals.length; i++) {
        totals[i] += totals[i - 1];
      }
    }
    for (int store = 0; store < storeSales.length; store++) {
      double[] daily = storeSales[store];
      for (int i = 0; i < daily.length; i++) {
        storeTotals[store][i + 1] = storeTotals[store][i] + daily[i];
        storeRecordedDays[store][i + 1] = storeRecordedDays[store][i] + (daily[i] > 0 ? 1 : 0);
      }
    }
  }

  /**
   * The longest stock-out so far tells how long stores are open; a later one must not change what
   * was known of an earlier day.
   */
  private void indexStockouts() {
    List<Stockout> rows = panel.covariates().stockouts();
    if (rows != null) {
      for (Stockout row : rows) {
        int s = panel.seriesAt(row.product(), row.store());
        int i = row.day() - panel.firstDay();
        if (s >= 0 && i >= 0 && row.day() <= panel.lastDay()) {
          stockouts.computeIfAbsent(s, k -> new ArrayList<>()).add(row);
          openHours[i] = Math.max(openHours[i], row.hours());
        }
      }
    }
    float most = OPEN_HOURS;
    for (int i = 0; i < openHours.length; i++) {
      most = Math.max(most, openHours[i]);
      openHours[i] = most;
    }
  }

  public SalesPanel panel() {
    return panel;
  }

  public Vocabulary vocabulary() {
    return words;
  }

  /** The last day for which a row can be made. */
  public int lastFeatureDay() {
    return lastFeatureDay;
  }

  /** The features of one series, which must have started. */
  public SeriesFeatures series(int series) {
    if (!panel.started(series)) {
      throw new IllegalArgumentException(
          "Series "
              + panel.productId(series)
              + " in "
              + panel.storeId(series)
              + " has no sale up to "
              + LocalDate.ofEpochDay(panel.lastDay()));
    }
    return new SeriesFeatures(this, series);
  }

  /** One row: {@link Feature#COUNT} values in raw units, NaN where missing. */
  public float[] row(int series, int known, int day) {
    float[] row = new float[Feature.COUNT];
    series(series).row(known, day, row, 0);
    return row;
  }

  /**
   * The workflow's {@code create_features(sku, store, date)}: what was known the day before, or on
   * the last day.
   *
   * @throws ShelfcastException if there is no such series, or the date is not after its first sale,
   *     or more than {@link #MAX_HORIZON} days after the last day known
   */
  public float[] featuresAt(String productId, String storeId, LocalDate date) {
    int series = panel.series(productId, storeId);
    LocalDate first = LocalDate.ofEpochDay(panel.startDay(series));
    LocalDate known = LocalDate.ofEpochDay(panel.lastDay());
    LocalDate last = LocalDate.ofEpochDay(lastFeatureDay);
    String name = "product '" + productId + "' in store '" + storeId + "'";
    if (!panel.started(series)) {
      throw new ShelfcastException("No features of " + name + ": it has no sale up to " + known);
    }
    if (!date.isAfter(first) || date.isAfter(last)) {
      throw new ShelfcastException(
          "No features of "
              + name
              + " on "
              + date
              + ": they reach from "
              + first.plusDays(1)
              + ", the day after its first sale, to "
              + last
              + ", "
              + MAX_HORIZON
              + " days after the last day known");
    }
    int day = (int) date.toEpochDay();
    return row(series, Math.min(panel.lastDay(), day - 1), day);
  }

  /**
   * Whether the events table plans a series' store closed on a day up to {@link #lastFeatureDay};
   * false where the table does not reach.
   */
  public boolean closed(int series, int day) {
    return eventsKnown(day) && storeDays(panel.store(series)).closed(day);
  }

  /**
   * Many rows.
   *
   * @param series the series of each row; rows of one series should follow one another, for speed
   * @param known the last known day of each row
   * @param day the day that each row is for
   */
  public FeatureMatrix matrix(int[] series, int[] known, int[] day) {
    return FeatureMatrix.of(this, series, known, day);
  }

  int calendar(int day) {
    return calendar[day - calendarFrom];
  }

  boolean eventsKnown(int day) {
    return panel.covariates().events() != null && day <= panel.covariates().eventsUntil();
  }

  /**
   * Days until the next of some events: missing where none was found and the table ends too early
   * to tell that there is none.
   */
  float untilNext(int day, int found) {
    return found == StoreDays.FAR && day + StoreDays.FAR > panel.covariates().eventsUntil()
        ? Float.NaN
        : found;
  }

  boolean promotionsKnown(int day) {
    return panel.covariates().promotions() != null && day <= panel.covariates().promotionsUntil();
  }

  StoreDays storeDays(int store) {
    StoreDays found = storeDays.get(store);
    if (found == null) {
      found = StoreDays.of(panel, eventIndex, store, storeSales[store], lastFeatureDay);
      storeDays.set(store, found);
    }
    return found;
  }

  PromotionDays.Index promotionIndex() {
    return promotionIndex;
  }

  PriceDays.Index priceIndex() {
    return priceIndex;
  }

  WeatherDays weather(String region) {
    return weather.get(region);
  }

  double[] productTotals(int product) {
    return productTotals[product];
  }

  int productStart(int product) {
    return productStart[product];
  }

  /** Cell i + 1 sums the store's sales of all products up to day i of the panel. */
  double[] storeTotals(int store) {
    return storeTotals[store];
  }

  /** Cell i + 1 counts the days up to day i of the panel on which the store sold anything. */
  int[] storeRecordedDays(int store) {
    return storeRecordedDays[store];
  }

  /**
   * Known days on which a series was out of stock for at least a share of the opening hours; null
   * for none.
   */
  boolean[] soldOut(int series, float share) {
    List<Stockout> rows = stockouts.get(series);
    if (rows == null) {
      return null;
    }
    boolean[] out = new boolean[panel.days(series)];
    for (Stockout row : rows) {
      int i = row.day() - panel.startDay(series);
      if (i >= 0
          && i < out.length
          && row.hours() >= share * openHours[row.day() - panel.firstDay()]) {
        out[i] = true;
      }
    }
    return out;
  }

  /**
   * The features of product and store that depend on neither day, at their places from CATEGORY on.
   */
  float[] constants(int product, int store) {
    Product p = panel.products().get(product);
    Store s = panel.stores().get(store);
    float[] c = new float[Feature.AVERAGE_VOLUME.ordinal() - Feature.CATEGORY.ordinal() + 1];
    c[0] = Vocabulary.number(words.categories(), Vocabulary.category(p));
    c[1] = Vocabulary.number(words.products(), p.id());
    c[4] =
        Float.isNaN(p.shelfLifeDays()) ? Float.NaN : p.shelfLifeDays() <= PERISHABLE_DAYS ? 1 : 0;
    c[6] = Vocabulary.number(words.storeTypes(), Vocabulary.storeType(s));
    c[7] = Vocabulary.number(words.stores(), s.id());
    c[8] =
        !Float.isNaN(s.population())
            ? s.population()
            : !Float.isNaN(s.medianIncome())
                ? s.medianIncome()
                : Vocabulary.number(words.regions(), s.region());
    c[9] = s.competitorDistanceMiles();
    return c;
  }
}
