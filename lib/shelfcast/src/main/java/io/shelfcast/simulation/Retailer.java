package io.shelfcast.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An invented retailer: what there is, and what is planned. Demand itself is in {@link Demand}. */
final class Retailer {

  final SimulationOptions options;
  final List<SimulatedProduct> products = new ArrayList<>();
  final List<SimulatedStore> stores = new ArrayList<>();
  final int regions;
  final Weather weather;
  final Calendar calendar;
  final List<Plans.Promotion> promotions;
  final List<Plans.Price> prices;

  /** Series by product, then store. */
  final int[] seriesProduct;

  final int[] seriesStore;

  /** First day on which a series is offered. */
  final int[] seriesStart;

  final long[] seriesKey;

  /** Units a day when nothing is special. */
  final double[] seriesLevel;

  Retailer(SimulationOptions options) {
    this.options = options;
    for (int p = 0; p < options.products(); p++) {
      products.add(SimulatedProduct.of(options, p));
    }
    for (int s = 0; s < options.stores(); s++) {
      stores.add(SimulatedStore.of(options, s));
    }
    regions = Math.min(Weather.REGIONS, options.stores());
    weather = new Weather(options);
    calendar = new Calendar(options, stores);
    Plans plans = new Plans(options);
    promotions = plans.promotions(products, options.stores());
    prices = plans.prices(products);
    int[] product = new int[1 << 10];
    int[] store = new int[product.length];
    long[] key = new long[product.length];
    int n = 0;
    for (int p = 0; p < options.products(); p++) {
      long row = Chance.key(options.seed(), Chance.Draw.SERIES, p);
      for (int s = 0; s < options.stores(); s++) {
        long cell = Chance.key(row, s);
        if (carried(p, s, cell)) {
          if (n == product.length) {
            product = Arrays.copyOf(product, 2 * n);
            store = Arrays.copyOf(store, 2 * n);
            key = Arrays.copyOf(key, 2 * n);
          }
          product[n] = p;
          store[n] = s;
          key[n++] = cell;
        }
      }
    }
    seriesProduct = Arrays.copyOf(product, n);
    seriesStore = Arrays.copyOf(store, n);
    seriesKey = Arrays.copyOf(key, n);
    seriesStart = new int[n];
    seriesLevel = new double[n];
    for (int i = 0; i < n; i++) {
      SimulatedProduct p = products.get(seriesProduct[i]);
      seriesStart[i] =
          Math.max(options.firstDay(), Math.max(p.launch(), stores.get(seriesStore[i]).opening()));
      double liking = Math.exp(.3 * Chance.normal(Chance.key(seriesKey[i], 0)));
      seriesLevel[i] = options.level() * p.popularity() * liking;
    }
  }

  /** The first store has the first product whatever the assortment, so that something is sold. */
  private boolean carried(int p, int s, long key) {
    boolean chosen = p == 0 && s == 0 || Chance.uniform(Chance.key(key, 1)) < options.assortment();
    return chosen
        && Math.max(products.get(p).launch(), stores.get(s).opening()) <= options.lastDay();
  }

  int seriesCount() {
    return seriesKey.length;
  }
}
