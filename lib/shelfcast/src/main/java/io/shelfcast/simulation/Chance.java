package io.shelfcast.simulation;

/**
 * Random numbers by key instead of in a row: what a cell gets depends on the seed and the cell
 * alone, in whatever order, number or thread cells are asked for. The mixing is that of SplitMix64
 * (Steele, Lea &amp; Flood 2014, "Fast splittable pseudorandom number generators", OOPSLA).
 */
final class Chance {

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  /** Above it the exponential of the inversion would lose precision; means are split into parts. */
  private static final double MOST_AT_ONCE = 12;

  private Chance() {}

  static long key(long parent, long index) {
    return mix(parent + GOLDEN * (index + 1));
  }

  /** The key of a kind of thing, so that different things of one index have nothing in common. */
  static long key(long parent, Draw draw, long index) {
    return key(key(parent, -2 - draw.ordinal()), index);
  }

  /** A number of [0, 1). */
  static double uniform(long key) {
    return (mix(key) >>> 11) * 0x1p-53;
  }

  /** A number of [low, high). */
  static double between(long key, double low, double high) {
    return low + (high - low) * uniform(key);
  }

  /** A whole number of [low, high]. */
  static int whole(long key, int low, int high) {
    return low + (int) (uniform(key) * (high - low + 1));
  }

  /** A standard normal number (Box &amp; Muller 1958). */
  static double normal(long key) {
    double radius = Math.sqrt(-2 * Math.log1p(-uniform(key)));
    return radius * Math.cos(2 * Math.PI * uniform(key(key, 1)));
  }

  /** A Poisson number, exactly so, by inversion; a large mean is the sum of several small ones. */
  static int poisson(long key, double mean) {
    if (!(mean > 0)) {
      return 0;
    }
    int parts = (int) Math.ceil(mean / MOST_AT_ONCE);
    double part = mean / parts;
    double none = Math.exp(-part);
    int total = 0;
    for (int i = 0; i < parts; i++) {
      double u = uniform(key(key, i));
      double p = none;
      int k = 0;
      while (u >= p && p > 0) {
        u -= p;
        p *= part / ++k;
      }
      total += k;
    }
    return total;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** What is drawn. */
  enum Draw {
    PRODUCT,
    STORE,
    REGION,
    SERIES,
    SALE,
    STOCKOUT,
    PROMOTION,
    PRICE,
    EVENT
  }
}
