package io.shelfcast.monitoring;

import io.shelfcast.charts.Frame;
import io.shelfcast.charts.MonitoringFigures;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;

/** What monitoring found, drawn. */
public final class MonitoringCharts {
  private MonitoringCharts() {}

  private static final String UNIT = "units a day";

  /**
   * Sales and forecasts of all products and stores, by day.
   *
   * @return null where no forecast is kept
   */
  public static XYChart days(MonitoringReport report, Frame frame) {
    List<DayTotal> days = report.days();
    if (days.isEmpty()) {
      return null;
    }
    LocalDate first = days.get(0).date();
    int n = (int) ChronoUnit.DAYS.between(first, days.get(days.size() - 1).date()) + 1;
    double[] actual = new double[n];
    double[] forecast = new double[n];
    Arrays.fill(actual, Double.NaN);
    Arrays.fill(forecast, Double.NaN);
    for (DayTotal day : days) {
      int i = (int) ChronoUnit.DAYS.between(first, day.date());
      actual[i] = day.actual();
      forecast[i] = day.forecast();
    }
    return MonitoringFigures.days(frame, UNIT, first, actual, forecast);
  }

  /** Sales and forecasts of one series by day, with the interval. */
  public static XYChart series(SeriesDays series, Frame frame) {
    return MonitoringFigures.series(
        frame,
        UNIT,
        series.first(),
        series.actual(),
        series.forecast(),
        series.p10(),
        series.p90());
  }

  /**
   * One measure by week, before its band.
   *
   * @return null where no week can be judged
   */
  public static XYChart weeks(MonitoringReport report, Measure measure, Frame frame) {
    if (report.latest(measure) == null) {
      return null;
    }
    List<Week> weeks = report.weeks();
    int from = 0;
    while (from < weeks.size() - 1 && !weeks.get(from).complete(measure)) {
      from++;
    }
    List<Week> shown = weeks.subList(from, weeks.size());
    double[] values =
        shown.stream()
            .mapToDouble(w -> w.complete(measure) ? 100 * w.value(measure) : Double.NaN)
            .toArray();
    Band band = report.band(measure);
    return MonitoringFigures.weeks(
        frame,
        measure.title(),
        shown.get(0).monday(),
        values,
        band == null ? Double.NaN : 100 * band.low(),
        band == null ? Double.NaN : 100 * band.high());
  }
}
