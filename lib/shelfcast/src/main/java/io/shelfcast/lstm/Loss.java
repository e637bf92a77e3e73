package io.shelfcast.lstm;

/**
 * What a cell's output costs against its target, how fast the cost grows with the output, and which
 * forecast the output stands for.
 */
public interface Loss {

  float value(float output, float target);

  float slope(float output, float target);

  /** The forecast of the target that an output means. */
  float mean(float output);

  /** |output - target|, which forecasts the median. */
  static Loss absolute() {
    return new OfError(Math::abs, Math::signum);
  }

  /** Squared error, which forecasts the mean. */
  static Loss squared() {
    return new OfError(e -> e * e, e -> 2 * e);
  }

  /** Squared / 2 up to {@code delta}, from there on absolute (Huber 1964). */
  static Loss huber(float delta) {
    return new OfError(
        e -> Math.abs(e) <= delta ? e * e / 2 : delta * (Math.abs(e) - delta / 2),
        e -> Math.max(-delta, Math.min(delta, e)));
  }

  /**
   * Half the deviance of a Tweedie distribution, of an output that is the logarithm of the mean
   * (Jorgensen 1987); targets must not be negative. The variance grows as mean^power, so that zeros
   * and bursts of slow sellers do not drown the rest, and it is the mean that is forecast.
   *
   * @param power between 1 (Poisson) and 2 (gamma)
   */
  static Tweedie tweedie(float power) {
    return new Tweedie(power);
  }

  /** A function of one float. */
  @FunctionalInterface
  interface Curve {
    float at(float error);
  }

  /** A loss that looks at output - target only. */
  record OfError(Curve curve, Curve growth) implements Loss {
    @Override
    public float value(float output, float target) {
      return curve.at(output - target);
    }

    @Override
    public float slope(float output, float target) {
      return growth.at(output - target);
    }

    @Override
    public float mean(float output) {
      return output;
    }
  }

  /** See {@link Loss#tweedie}. */
  record Tweedie(float power) implements Loss {

    /** Outputs beyond these mean nothing any more, and their exponentials would upset a fit. */
    private static final float LEAST = -8;

    private static final float MOST = 4;

    @Override
    public float value(float output, float target) {
      float o = within(output);
      double p = power;
      return (float)
          (target * Math.exp((1 - p) * o) / (p - 1)
              + Math.exp((2 - p) * o) / (2 - p)
              - ofPerfect(target));
    }

    /**
     * What the negative log-likelihood, without its constants, comes to where the mean is right.
     */
    public double ofPerfect(float target) {
      double p = power;
      return Math.pow(target, 2 - p) * (1 / (p - 1) + 1 / (2 - p));
    }

    @Override
    public float slope(float output, float target) {
      float o = within(output);
      return (float) (Math.exp((2 - power) * o) - target * Math.exp((1 - power) * o));
    }

    @Override
    public float mean(float output) {
      return (float) Math.exp(within(output));
    }

    private static float within(float output) {
      return Math.max(LEAST, Math.min(MOST, output));
    }
  }
}
