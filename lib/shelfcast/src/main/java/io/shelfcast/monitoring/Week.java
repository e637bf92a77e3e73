package io.shelfcast.monitoring;

import io.shelfcast.evaluation.IntervalScores;
import io.shelfcast.evaluation.PointScores;
import java.time.LocalDate;

/**
 * One week, Monday to Sunday, at product x store x day.
 *
 * @param days days with sales known
 * @param daysForecast days among them for which forecasts were kept
 * @param point the ensemble's scores; null without forecasts, as are naive and intervals
 * @param naive seasonal naive's on the same cells, from the same origins
 * @param intervals null where no quantiles were kept
 * @param zeroShare share of the series-days without sales, days closed and public holidays left out
 * @param gapShare share of the store-days without any sale, likewise
 */
public record Week(
    LocalDate monday,
    int days,
    int daysForecast,
    PointScores point,
    PointScores naive,
    IntervalScores intervals,
    double zeroShare,
    double gapShare) {

  private static final int DAYS = 7;

  /** Whether a measure may be judged: the week is over, and forecast on each of its days. */
  public boolean complete(Measure measure) {
    return days == DAYS && (measure.ofData() || daysForecast == DAYS);
  }

  /** A measure of the week, NaN where it is not defined. */
  public double value(Measure measure) {
    return switch (measure) {
      case ERROR -> point == null ? Double.NaN : point.wape();
      case BIAS -> point == null ? Double.NaN : point.bias();
      case COVERAGE -> point == null ? Double.NaN : point.coverage();
      case INSIDE -> intervals == null ? Double.NaN : intervals.inside();
      case SKILL -> point == null ? Double.NaN : skill(point.absoluteError(), naive);
      case ZEROS -> zeroShare;
      case GAPS -> gapShare;
    };
  }

  private static double skill(double absoluteError, PointScores naive) {
    return naive.absoluteError() == 0 ? Double.NaN : 1 - absoluteError / naive.absoluteError();
  }
}
