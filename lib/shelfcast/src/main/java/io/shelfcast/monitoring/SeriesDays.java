package io.shelfcast.monitoring;

import io.shelfcast.database.Database;
import io.shelfcast.database.ForecastHistory;
import io.shelfcast.database.ForecastStore;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.report.Wording;
import io.shelfcast.sales.PostgresSales;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * Sales and forecasts in use of one product in one store, day by day; arrays of one length, units a
 * day.
 *
 * @param first day of the first value
 * @param actual NaN on days to come, and before the first sale or forecast of the days read
 * @param forecast NaN where none is kept
 * @param p10 NaN where there is no interval; likewise p90
 */
public record SeriesDays(
    ForecastHistory.Series series,
    LocalDate first,
    double[] actual,
    double[] forecast,
    double[] p10,
    double[] p90) {

  /** Days before the last sale that are read, and days after it at most. */
  private static final int DAYS = 56;

  private static final int DAYS_TO_COME = 60;

  /**
   * The series that were forecast last, those with the most units first.
   *
   * @param report what was found last; forecasts made later are passed over
   */
  public static List<ForecastHistory.Series> forecast(
      Database database, MonitoringReport report, int limit) {
    return new ForecastHistory(database)
        .series(report.customer(), Evaluation.ENSEMBLE, report.asOf(), limit);
  }

  /**
   * Reads the days that a report shows of one series.
   *
   * @return null where there is neither a sale nor a forecast
   */
  public static SeriesDays read(
      Database database, MonitoringReport report, ForecastHistory.Series series) {
    LocalDate lastSale = report.freshness().lastSale();
    LocalDate first = lastSale.minusDays(DAYS - 1);
    SortedMap<LocalDate, Double> sold =
        PostgresSales.ofSeries(
            database, report.customer(), series.productId(), series.storeId(), first, lastSale);
    List<ForecastStore.Row> kept =
        new ForecastHistory(database)
            .read(
                report.customer(),
                Evaluation.ENSEMBLE,
                series,
                first,
                lastSale.plusDays(DAYS_TO_COME),
                report.asOf());
    if (sold.isEmpty() && kept.isEmpty()) {
      return null;
    }
    LocalDate last = kept.isEmpty() ? lastSale : kept.get(kept.size() - 1).date();
    int n = index(first, last.isBefore(lastSale) ? lastSale : last) + 1;
    double[][] columns = new double[4][n];
    for (double[] column : columns) {
      Arrays.fill(column, Double.NaN);
    }
    LocalDate from = sold.isEmpty() ? kept.get(0).date() : sold.firstKey();
    if (!kept.isEmpty() && kept.get(0).date().isBefore(from)) {
      from = kept.get(0).date();
    }
    for (LocalDate day = from; !day.isAfter(lastSale); day = day.plusDays(1)) {
      columns[0][index(first, day)] = Math.max(0, sold.getOrDefault(day, 0.));
    }
    for (ForecastStore.Row row : kept) {
      int i = index(first, row.date());
      columns[1][i] = row.forecast();
      columns[2][i] = row.p10();
      columns[3][i] = row.p90();
    }
    return new SeriesDays(series, first, columns[0], columns[1], columns[2], columns[3]);
  }

  private static int index(LocalDate first, LocalDate day) {
    return (int) ChronoUnit.DAYS.between(first, day);
  }

  /** In words: what was sold and forecast on days with both, and how many lay inside. */
  public String reading() {
    double soldUnits = 0;
    double forecastUnits = 0;
    double error = 0;
    int days = 0;
    int judged = 0;
    int inside = 0;
    for (int i = 0; i < actual.length; i++) {
      if (Double.isNaN(actual[i]) || Double.isNaN(forecast[i])) {
        continue;
      }
      days++;
      soldUnits += actual[i];
      forecastUnits += forecast[i];
      error += Math.abs(forecast[i] - actual[i]);
      if (!Double.isNaN(p10[i]) && !Double.isNaN(p90[i])) {
        judged++;
        inside += actual[i] >= p10[i] && actual[i] <= p90[i] ? 1 : 0;
      }
    }
    long toCome = Arrays.stream(forecast).skip(known()).filter(f -> !Double.isNaN(f)).count();
    String text =
        days == 0
            ? "No forecast kept for a day with known sales"
            : Wording.count(days, "day")
                + " with a forecast and known sales: "
                + Wording.plain(soldUnits)
                + " units sold, "
                + Wording.plain(forecastUnits)
                + " forecast"
                + (soldUnits > 0 ? ", MAE\u00a0% " + Wording.percent(error / soldUnits) : "");
    return text
        + (judged == 0 ? "" : "; " + inside + " of " + judged + " days from p10 to p90")
        + (toCome == 0 ? "." : "; " + Wording.count(toCome, "day") + " to come.");
  }

  /** How many of the first days have known sales, or may have. */
  private int known() {
    int n = actual.length;
    while (n > 0 && Double.isNaN(actual[n - 1])) {
      n--;
    }
    return n;
  }
}
