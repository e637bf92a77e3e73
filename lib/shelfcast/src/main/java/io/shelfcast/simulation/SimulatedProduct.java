package io.shelfcast.simulation;

import java.util.Locale;

/**
 * An invented product.
 *
 * @param popularity factor of demand, 1 for a middling one
 * @param elasticity by how many percent demand falls when the price rises by one
 * @param growth change of the logarithm of demand in a year
 * @param launch first day on which it is sold, {@code Integer.MIN_VALUE} if it always was
 * @param end last day on which it is sold, {@code Integer.MAX_VALUE} if it always is
 */
record SimulatedProduct(
    String id,
    String name,
    Category category,
    boolean national,
    int cents,
    double popularity,
    double elasticity,
    double growth,
    int launch,
    int end) {

  private static final double LAUNCHED = .15;
  private static final double ENDED = .1;

  static SimulatedProduct of(SimulationOptions options, int index) {
    long key = Chance.key(options.seed(), Chance.Draw.PRODUCT, index);
    Category category = Category.values()[index % Category.values().length];
    boolean slow = Chance.uniform(Chance.key(key, 0)) < options.sparsity();
    // Slow movers sell on between one day in three and one in fifty.
    double popularity =
        slow
            ? Math.exp(Chance.between(Chance.key(key, 1), Math.log(.02), Math.log(.4)))
                / options.level()
            : Math.exp(.7 * Chance.normal(Chance.key(key, 1)));
    boolean launched = Chance.uniform(Chance.key(key, 2)) < LAUNCHED;
    int launch =
        launched
            ? options.firstDay() + Chance.whole(Chance.key(key, 3), 20, 900)
            : Integer.MIN_VALUE;
    boolean ended = Chance.uniform(Chance.key(key, 4)) < ENDED;
    int from = Math.max(launch, options.firstDay());
    int end = ended ? from + Chance.whole(Chance.key(key, 5), 150, 1200) : Integer.MAX_VALUE;
    double dear = Math.exp(.35 * Chance.normal(Chance.key(key, 6)));
    int cents = 10 * (int) Math.max(3, Math.rint(category.typicalCents * dear / 10)) - 1;
    return new SimulatedProduct(
        String.format(Locale.ROOT, "P%05d", index + 1),
        category.label() + " no. " + (index / Category.values().length + 1),
        category,
        Chance.uniform(Chance.key(key, 7)) < .6,
        cents,
        popularity,
        Chance.between(Chance.key(key, 8), .8, 2.2),
        .06 * Chance.normal(Chance.key(key, 9)),
        launch,
        end);
  }

  boolean sold(int day) {
    return day >= launch && day <= end;
  }
}
