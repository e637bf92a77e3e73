package io.shelfcast.simulation;

import java.util.ArrayList;
import java.util.List;

/** What a retailer plans: promotions and prices. */
final class Plans {

  private static final String[] KINDS = {"leaflet", "display", "loyalty"};
  private static final double[] NOTICED = {1.3, 1.15, 1.05};
  private static final double ELASTICITY_OF_ALL = 1.2;

  private final SimulationOptions options;

  Plans(SimulationOptions options) {
    this.options = options;
  }

  /**
   * A promotion.
   *
   * @param product index, or -1 for all
   * @param store index, or -1 for all
   * @param uplift factor of demand
   */
  record Promotion(
      String id,
      int product,
      int store,
      int startDay,
      int endDay,
      int discountPct,
      String kind,
      double uplift) {}

  /**
   * A price from a day on.
   *
   * @param store index, or -1 for all
   */
  record Price(int product, int store, int validFrom, int cents) {}

  /** Promotions of all kinds, ordered by their first day. */
  List<Promotion> promotions(List<SimulatedProduct> products, int stores) {
    List<Promotion> all = new ArrayList<>();
    for (int p = 0; p < products.size(); p++) {
      ofProduct(products.get(p), p, stores, all);
    }
    for (int s = 0; s < stores; s++) {
      ofStore(s, all);
    }
    for (int day = options.firstDay() + 75; day <= options.plannedUntil(); day += 182) {
      all.add(promotion("ALL", -1, -1, day, day + 5, 10, 0, ELASTICITY_OF_ALL));
    }
    all.sort(java.util.Comparator.comparingInt(Promotion::startDay).thenComparing(Promotion::id));
    return all;
  }

  private void ofProduct(SimulatedProduct product, int p, int stores, List<Promotion> all) {
    long key = Chance.key(Chance.key(options.seed(), Chance.Draw.PROMOTION, p), 0);
    int day = options.firstDay() - Chance.whole(Chance.key(key, -1), 0, 60);
    for (int i = 0; day <= options.plannedUntil(); i++) {
      long one = Chance.key(key, i);
      int length = Chance.uniform(Chance.key(one, 0)) < .7 ? 7 : 14;
      int discount = 5 * Chance.whole(Chance.key(one, 1), 2, 8);
      int kind = Chance.whole(Chance.key(one, 2), 0, 2);
      boolean local = Chance.uniform(Chance.key(one, 3)) < .25;
      // A store of a number that this retailer does not reach: no promotion, and none moves.
      int store = local ? Chance.whole(Chance.key(one, 4), 0, Math.max(stores, 10) - 1) : -1;
      if (day + length > options.firstDay() && store < stores) {
        all.add(
            promotion(
                product.id(),
                p,
                store,
                day,
                day + length - 1,
                discount,
                kind,
                product.elasticity()));
      }
      day += length + Chance.whole(Chance.key(one, 5), 25, 90);
    }
  }

  private void ofStore(int s, List<Promotion> all) {
    long key = Chance.key(Chance.key(options.seed(), Chance.Draw.PROMOTION, s), 1);
    int day = options.firstDay() + Chance.whole(Chance.key(key, -1), 0, 365);
    for (int i = 0; day <= options.plannedUntil(); i++) {
      all.add(promotion("STORE" + (s + 1), -1, s, day, day + 2, 15, 1, ELASTICITY_OF_ALL));
      day += Chance.whole(Chance.key(key, i), 300, 500);
    }
  }

  private static Promotion promotion(
      String of, int p, int s, int from, int to, int discount, int kind, double elasticity) {
    double uplift = NOTICED[kind] * Math.pow(1 - discount / 100., -elasticity);
    return new Promotion(of + "-" + from, p, s, from, to, discount, KINDS[kind], uplift);
  }

  /** Prices by product, each product's ordered by day. */
  List<Price> prices(List<SimulatedProduct> products) {
    List<Price> all = new ArrayList<>();
    for (int p = 0; p < products.size(); p++) {
      long key = Chance.key(options.seed(), Chance.Draw.PRICE, p);
      int cents = products.get(p).cents();
      int day = options.firstDay();
      for (int i = 0; day <= options.plannedUntil(); i++) {
        all.add(new Price(p, -1, day, cents));
        day += Chance.whole(Chance.key(Chance.key(key, i), 0), 90, 400);
        double change = Chance.between(Chance.key(Chance.key(key, i), 1), -.05, .12);
        cents = Math.max(9, 10 * (int) Math.rint(cents * (1 + change) / 10) - 1);
      }
    }
    return all;
  }
}
