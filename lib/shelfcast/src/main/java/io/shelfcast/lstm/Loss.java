package io.shelfcast.lstm;

/** What a cell's error (output - target) costs, and how fast the cost grows with it. */
public interface Loss {

  float value(float error);

  float slope(float error);

  /** |e|, which forecasts the median. */
  static Loss absolute() {
    return of(Math::abs, Math::signum);
  }

  /** e squared, which forecasts the mean. */
  static Loss squared() {
    return of(e -> e * e, e -> 2 * e);
  }

  /** Squared / 2 up to {@code delta}, from there on absolute (Huber 1964). */
  static Loss huber(float delta) {
    return of(
        e -> Math.abs(e) <= delta ? e * e / 2 : delta * (Math.abs(e) - delta / 2),
        e -> Math.max(-delta, Math.min(delta, e)));
  }

  /** Pinball loss: forecasts the quantile (Koenker and Bassett 1978). */
  static Loss quantile(float q) {
    return of(e -> e < 0 ? -q * e : (1 - q) * e, e -> e < 0 ? -q : e > 0 ? 1 - q : 0);
  }

  /** Squared with other weights for too low and too high (Newey and Powell 1987). */
  static Loss expectile(float q) {
    return of(
        e -> (e < 0 ? q : 1 - q) * e * e, // too low costs q
        e -> 2 * (e < 0 ? q : 1 - q) * e);
  }

  /** A function of one float. */
  @FunctionalInterface
  interface Curve {
    float at(float error);
  }

  private static Loss of(Curve value, Curve slope) {
    return new Loss() {
      @Override
      public float value(float error) {
        return value.at(error);
      }

      @Override
      public float slope(float error) {
        return slope.at(error);
      }
    };
  }
}
