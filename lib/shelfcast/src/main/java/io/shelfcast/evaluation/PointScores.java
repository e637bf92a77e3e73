package io.shelfcast.evaluation;

/**
 * How far point forecasts f are from sales y over a set of cells. All shares and percentages are
 * fractions (.19 for 19 %); NaN where a score is not defined, as the percentages are where nothing
 * was sold.
 *
 * @param cells number of cells n
 * @param actual sum y, in units
 * @param forecast sum f, in units
 * @param mae mean absolute error, sum|f - y| / n, in units (Hyndman &amp; Koehler 2006, "Another
 *     look at measures of forecast accuracy", IJF 22)
 * @param wape "MAE %": sum|f - y| / sum y (weighted absolute percentage error; Kolassa &amp;
 *     Sch&uuml;tz 2007, "Advantages of the MAD/Mean ratio over the MAPE", Foresight 6)
 * @param mape mean of |f - y| / y over the cells with y &gt; 0 (Hyndman &amp; Koehler 2006, who
 *     show why not over y = 0)
 * @param mapeLeftOut cells without sales, which mape and coverage leave out
 * @param coverage share of the cells with y &gt; 0 where |f - y| &lt;= .15 y
 * @param bias sum(f - y) / sum y; above 0 where too much was forecast (relative bias; Kolassa &amp;
 *     Sch&uuml;tz 2007)
 */
public record PointScores(
    long cells,
    double actual,
    double forecast,
    double mae,
    double wape,
    double mape,
    long mapeLeftOut,
    double coverage,
    double bias) {

  /** The tolerance of {@link #coverage}. */
  public static final double WITHIN = .15;

  /** Sum of absolute errors, in units. */
  public double absoluteError() {
    return mae * cells;
  }

  /**
   * Scores of forecasts cell by cell.
   *
   * @throws IllegalArgumentException if the arrays differ in length
   */
  public static PointScores of(double[] actual, double[] forecast) {
    if (actual.length != forecast.length) {
      throw new IllegalArgumentException(
          "Invalid cells: " + actual.length + " sales and " + forecast.length + " forecasts");
    }
    Sum sum = new Sum();
    for (int i = 0; i < actual.length; i++) {
      sum.add(actual[i], forecast[i]);
    }
    return sum.scores();
  }

  /** Running sums of one set of cells. */
  static final class Sum {
    private long cells;
    private long sold;
    private long within;
    private double actual;
    private double forecast;
    private double absolute;
    private double relative;

    void add(double y, double f) {
      double error = Math.abs(f - y);
      cells++;
      actual += y;
      forecast += f;
      absolute += error;
      if (y > 0) {
        sold++;
        relative += error / y;
        if (error <= WITHIN * y) {
          within++;
        }
      }
    }

    long cells() {
      return cells;
    }

    /**
     * Division by zero is meant: 0 / 0 is NaN, not defined; but x / 0 would be infinite, which is
     * no score either.
     */
    PointScores scores() {
      return new PointScores(
          cells,
          actual,
          forecast,
          ratio(absolute, cells),
          ratio(absolute, actual),
          ratio(relative, sold),
          cells - sold,
          ratio(within, sold),
          ratio(forecast - actual, actual));
    }
  }

  private static double ratio(double numerator, double denominator) {
    return denominator == 0 ? Double.NaN : numerator / denominator;
  }
}
