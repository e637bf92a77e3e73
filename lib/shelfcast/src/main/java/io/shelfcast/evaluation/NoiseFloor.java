package io.shelfcast.evaluation;

/**
 * The scores at one level of a forecaster who knew each cell's true mean, were sales Poisson with the graded model's
 * forecast as that mean. Fractions but for mae (units). A lower bound: real sales vary more than Poisson, and no one
 * knows their means.
 *
 * @param bias expected |bias|
 */
public record NoiseFloor(
    Level level, double mae, double wape, double mape, double coverage, double bias) {

  /** The floor of a metric; |bias| for bias. */
  public double of(GradedMetric metric) {
    return switch (metric) {
      case MAE_PCT -> wape;
      case MAPE -> mape;
      case COVERAGE -> coverage;
      case BIAS -> bias;
    };
  }
}
