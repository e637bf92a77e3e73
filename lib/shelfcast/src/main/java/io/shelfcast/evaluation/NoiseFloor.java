package io.shelfcast.evaluation;

/**
 * The scores at one level of a forecaster who knew each cell's true mean, were sales Poisson with
 * the graded model's forecast as that mean. Fractions but for mae (units). A lower bound: real
 * sales vary more than Poisson, and no one knows their means.
 *
 * <p>Computed from the Poisson distribution, without simulation; an aggregate of Poisson cells is
 * Poisson with the summed mean. Percentages are ratios of expectations. Where means are well below
 * 1, a forecast of the median (0) has a lower MAE than one of the mean; the floor is that of the
 * mean, which is what Shelfcast forecasts.
 *
 * @param bias expected |bias|: the mean deviation of the sum of all cells over its mean
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

  /** The floor where the cells of a level have these means; those below 0 count as 0. */
  public static NoiseFloor of(Level level, double[] means) {
    double total = 0;
    double absolute = 0;
    double sold = 0;
    double relative = 0;
    double within = 0;
    for (double forecast : means) {
      double mean = Math.max(0, forecast);
      total += mean;
      absolute += Poisson.meanAbsoluteError(mean);
      Poisson.Sold s = Poisson.sold(mean);
      sold += s.sold();
      relative += s.relativeError();
      within += s.within();
    }
    return new NoiseFloor(
        level,
        absolute / means.length,
        ratio(absolute, total),
        ratio(relative, sold),
        ratio(within, sold),
        ratio(Poisson.meanAbsoluteError(total), total));
  }

  private static double ratio(double numerator, double denominator) {
    return denominator == 0 ? Double.NaN : numerator / denominator;
  }
}
