package io.shelfcast.simulation;

import java.util.Locale;

/**
 * An invented store.
 *
 * @param size factor of demand, 1 for a middling one
 * @param openSundays whether it sells on Sundays at all
 * @param opening first day of sales, {@code Integer.MIN_VALUE} if it was always there
 * @param renovationFrom first day of a closing for some weeks, {@code Integer.MAX_VALUE} for none
 */
record SimulatedStore(
    String id,
    int region,
    String type,
    String assortment,
    double size,
    boolean openSundays,
    int opening,
    int renovationFrom,
    int renovationTo,
    int population,
    int income,
    int competitorTenthMiles) {

  private static final String[] TYPES = {"town", "suburb", "convenience"};

  static SimulatedStore of(SimulationOptions options, int index) {
    long key = Chance.key(options.seed(), Chance.Draw.STORE, index);
    double size = Math.exp(.4 * Chance.normal(Chance.key(key, 0)));
    int type = Chance.whole(Chance.key(key, 1), 0, TYPES.length - 1);
    boolean opened = index > 0 && Chance.uniform(Chance.key(key, 2)) < .1;
    int opening =
        opened ? options.firstDay() + Chance.whole(Chance.key(key, 3), 30, 800) : Integer.MIN_VALUE;
    boolean renovated = Chance.uniform(Chance.key(key, 4)) < .2;
    int from =
        renovated
            ? options.firstDay() + Chance.whole(Chance.key(key, 5), 60, 1_000)
            : Integer.MAX_VALUE;
    int to = renovated ? from + Chance.whole(Chance.key(key, 6), 9, 25) : Integer.MAX_VALUE;
    return new SimulatedStore(
        String.format(Locale.ROOT, "S%04d", index + 1),
        index % Weather.REGIONS,
        TYPES[type],
        size > 1.1 ? "extended" : "basic",
        size,
        type != 0,
        opening,
        from,
        to,
        (int) (1_000 * Chance.between(Chance.key(key, 7), 8, 90) * size),
        (int) (100 * Chance.between(Chance.key(key, 8), 280, 620)),
        Chance.whole(Chance.key(key, 9), 1, 80));
  }

  boolean renovated(int day) {
    return day >= renovationFrom && day <= renovationTo;
  }
}
