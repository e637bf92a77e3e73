package io.shelfcast.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The true mean of every series, one day after the other: level x calendar x price x promotion x
 * weather x store, less the hours out of stock. Sales are Poisson about it.
 */
final class Demand {

  /** Hours that a store is open. */
  static final int OPEN_HOURS = 12;

  /** Means have as many decimals as the file that keeps them. */
  private static final double DECIMALS = 1e6;

  private final Retailer retailer;
  private final double[] ofProduct;
  private final double[] ofStore;
  private final double[][] ofWeather;
  private final int[] cents;
  private final double[] productUplift;
  private final int[] productDiscount;
  private final double[] storeUplift;
  private final int[] storeDiscount;
  private final double[] localUplift;
  private final int[] localDiscount;
  private double uplift;
  private int discount;
  private final int[] firstSeries;
  private final List<Plans.Promotion> active = new ArrayList<>();
  private int nextPromotion;
  private int nextPrice;
  private final List<Plans.Price> pricesByDay;
  private int day;

  Demand(Retailer retailer) {
    this.retailer = retailer;
    int products = retailer.products.size();
    int stores = retailer.stores.size();
    ofProduct = new double[products];
    ofStore = new double[stores];
    ofWeather = new double[retailer.regions][Category.values().length];
    cents = new int[products];
    productUplift = new double[products];
    productDiscount = new int[products];
    storeUplift = new double[stores];
    storeDiscount = new int[stores];
    localUplift = new double[retailer.seriesCount()];
    localDiscount = new int[retailer.seriesCount()];
    pricesByDay = new ArrayList<>(retailer.prices);
    pricesByDay.sort(java.util.Comparator.comparingInt(Plans.Price::validFrom));
    firstSeries = new int[products + 1];
    Arrays.fill(firstSeries, retailer.seriesCount());
    for (int i = retailer.seriesCount() - 1; i >= 0; i--) {
      firstSeries[retailer.seriesProduct[i]] = i;
    }
    for (int p = products - 1; p >= 0; p--) {
      firstSeries[p] = Math.min(firstSeries[p], firstSeries[p + 1]);
    }
    day = retailer.options.firstDay() - 1;
  }

  /** Goes on to the next day. */
  void nextDay() {
    day++;
    for (;
        nextPrice < pricesByDay.size() && pricesByDay.get(nextPrice).validFrom() <= day;
        nextPrice++) {
      cents[pricesByDay.get(nextPrice).product()] = pricesByDay.get(nextPrice).cents();
    }
    promote();
    int weekday = Calendar.weekday(day);
    int dayOfYear = Calendar.dayOfYear(day);
    double[] calendar = new double[Category.values().length];
    for (Category category : Category.values()) {
      calendar[category.ordinal()] = category.calendar(weekday, dayOfYear);
      for (int r = 0; r < ofWeather.length; r++) {
        ofWeather[r][category.ordinal()] = retailer.weather.factor(category, r, day);
      }
    }
    double years = (day - retailer.options.firstDay()) / 365.25;
    for (int p = 0; p < ofProduct.length; p++) {
      SimulatedProduct product = retailer.products.get(p);
      ofProduct[p] =
          product.sold(day)
              ? calendar[product.category().ordinal()]
                  * Math.exp(product.growth() * years)
                  * Math.pow((double) cents[p] / product.cents(), -product.elasticity())
              : 0;
    }
    for (int s = 0; s < ofStore.length; s++) {
      ofStore[s] = retailer.calendar.factor(day, s);
    }
  }

  /** Of several promotions the strongest counts, and the deepest discount. */
  private void promote() {
    List<Plans.Promotion> all = retailer.promotions;
    for (;
        nextPromotion < all.size() && all.get(nextPromotion).startDay() <= day;
        nextPromotion++) {
      active.add(all.get(nextPromotion));
    }
    active.stream().filter(a -> a.endDay() < day).forEach(this::clearLocal);
    active.removeIf(a -> a.endDay() < day);
    uplift = 1;
    discount = 0;
    Arrays.fill(productUplift, 1);
    Arrays.fill(productDiscount, 0);
    Arrays.fill(storeUplift, 1);
    Arrays.fill(storeDiscount, 0);
    for (Plans.Promotion a : active) {
      if (a.product() < 0 && a.store() < 0) {
        uplift = Math.max(uplift, a.uplift());
        discount = Math.max(discount, a.discountPct());
      } else if (a.store() < 0) {
        productUplift[a.product()] = a.uplift();
        productDiscount[a.product()] = a.discountPct();
      } else if (a.product() < 0) {
        storeUplift[a.store()] = a.uplift();
        storeDiscount[a.store()] = a.discountPct();
      } else if (series(a) >= 0) {
        localUplift[series(a)] = a.uplift();
        localDiscount[series(a)] = a.discountPct();
      }
    }
  }

  private void clearLocal(Plans.Promotion ended) {
    if (ended.product() >= 0 && ended.store() >= 0 && series(ended) >= 0) {
      localUplift[series(ended)] = 0;
      localDiscount[series(ended)] = 0;
    }
  }

  private int series(Plans.Promotion local) {
    int from = firstSeries[local.product()];
    int i =
        Arrays.binarySearch(
            retailer.seriesStore, from, firstSeries[local.product() + 1], local.store());
    return Math.max(-1, i);
  }

  int day() {
    return day;
  }

  /** The true mean of a series' sales on the day, in units. */
  double mean(int series) {
    int p = retailer.seriesProduct[series];
    int s = retailer.seriesStore[series];
    if (!offered(series)) {
      return 0;
    }
    double promotion =
        Math.max(Math.max(uplift, productUplift[p]), Math.max(storeUplift[s], localUplift[series]));
    double mean =
        retailer.seriesLevel[series]
            * ofProduct[p]
            * ofStore[s]
            * ofWeather[retailer.stores.get(s).region()][
                retailer.products.get(p).category().ordinal()]
            * promotion
            * (OPEN_HOURS - stockoutHours(series))
            / OPEN_HOURS;
    return Math.rint(mean * DECIMALS) / DECIMALS;
  }

  /** Whether the store is open on the day, and still sells the product. */
  boolean offered(int series) {
    return ofProduct[retailer.seriesProduct[series]] > 0
        && ofStore[retailer.seriesStore[series]] > 0;
  }

  /** Hours out of stock on the day, mostly 0. */
  int stockoutHours(int series) {
    long key = Chance.key(retailer.seriesKey[series], Chance.Draw.STOCKOUT, day);
    return Chance.uniform(key) < retailer.options.stockouts()
        ? Chance.whole(Chance.key(key, 0), 2, OPEN_HOURS)
        : 0;
  }

  /** What is sold on the day. */
  int sales(int series, double mean) {
    return mean == 0
        ? 0
        : Chance.poisson(Chance.key(retailer.seriesKey[series], Chance.Draw.SALE, day), mean);
  }

  /** The price paid on the day. */
  int paidCents(int series) {
    int p = retailer.seriesProduct[series];
    int deepest =
        Math.max(
            Math.max(discount, productDiscount[p]),
            Math.max(storeDiscount[retailer.seriesStore[series]], localDiscount[series]));
    return (int) Math.rint(cents[p] * (100 - deepest) / 100.);
  }
}
