package io.shelfcast.models;

/**
 * Forecasts of one model from one origin: for each of several series, {@code horizon} days from the
 * day after the origin on. Values are units a day; cell {@code i * horizon + a - 1} is series
 * {@code series[i]}, {@code a} days ahead.
 *
 * @param model name of the model ("xgboost")
 * @param origin epoch day, the last day whose sales were known
 * @param series indexes into the panel
 * @param mean conditional mean, the point forecast
 * @param p10 value that sales stay below with probability .1; likewise p50, p90
 */
public record Forecasts(
    String model,
    int origin,
    int horizon,
    int[] series,
    float[] mean,
    float[] p10,
    float[] p50,
    float[] p90) {

  public Forecasts {
    int cells = series.length * horizon;
    if (mean.length != cells || p10.length != cells || p50.length != cells || p90.length != cells) {
      throw new IllegalArgumentException("Invalid forecasts: " + cells + " cells expected");
    }
  }

  /** The cell of the i-th series, {@code ahead} days after the origin (1..horizon). */
  public int cell(int i, int ahead) {
    return i * horizon + ahead - 1;
  }
}
