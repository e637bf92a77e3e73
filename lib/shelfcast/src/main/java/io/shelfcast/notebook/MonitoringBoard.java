package io.shelfcast.notebook;

import io.shelfcast.charts.DemandFigures;
import io.shelfcast.charts.MonitoringFigures;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.monitoring.Alert;
import io.shelfcast.monitoring.Band;
import io.shelfcast.monitoring.DayTotal;
import io.shelfcast.monitoring.FeatureDrift;
import io.shelfcast.monitoring.Measure;
import io.shelfcast.monitoring.MonitoringReport;
import io.shelfcast.monitoring.MonitoringWords;
import io.shelfcast.monitoring.Week;
import io.shelfcast.report.Wording;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What monitoring found, as tables and figures; shares are in percent. */
public record MonitoringBoard(MonitoringReport report) {

  private static final int DAYS = 7;

  /** How many alerts there are, and what has been looked at, in two sentences. */
  public String reading() {
    int alerts = report.alerts().size();
    long inside = report.bands().stream().filter(b -> !b.alarms(latest(b) / 100)).count();
    String weeks =
        report.bands().isEmpty()
            ? "There are too few weeks for a band."
            : inside + " of " + report.bands().size() + " measures are within their bands.";
    return (alerts == 0 ? "No alert" : Wording.count(alerts, "alert"))
        + " as of "
        + Wording.day(report.asOf())
        + ". "
        + weeks
        + " "
        + MonitoringWords.drift(report.drift()).replaceAll(":.*", ".");
  }

  /** What calls for somebody; no row where nothing does. */
  public Table alerts() {
    List<Alert> all = report.alerts();
    return Table.create(
        "alerts",
        StringColumn.create("about", all.stream().map(a -> a.kind().title())),
        StringColumn.create("in words", all.stream().map(Alert::sentence)));
  }

  /** Whether there is an alert of a kind. */
  public boolean alerts(Alert.Kind kind) {
    return report.alerts().stream().anyMatch(a -> a.kind() == kind);
  }

  /** Every measure of the weeks that are over and were forecast, oldest first. */
  public Table weeks() {
    List<Week> weeks = forecastWeeks();
    Table table =
        Table.create(
            "weeks",
            StringColumn.create("week from", weeks.stream().map(w -> w.monday().toString())));
    for (Measure measure : Measure.values()) {
      String name = measure.name().toLowerCase(Locale.ROOT) + " %";
      table.addColumns(DoubleColumn.create(name, values(weeks, measure)));
    }
    return table;
  }

  private List<Week> forecastWeeks() {
    return report.weeks().stream().filter(w -> w.complete(Measure.ERROR)).toList();
  }

  private static String percent(Measure measure) {
    return measure.title().endsWith("%") ? measure.title() : measure.title() + ", %";
  }

  private static double[] values(List<Week> weeks, Measure measure) {
    return weeks.stream().mapToDouble(w -> 100 * w.value(measure)).toArray();
  }

  /** The latest week of each measure, and the band that it is held against. */
  public Table bands() {
    List<Band> bands = report.bands();
    return Table.create(
        "bands",
        StringColumn.create("measure", bands.stream().map(b -> b.measure().title())),
        DoubleColumn.create("latest week, %", bands.stream().mapToDouble(this::latest)),
        DoubleColumn.create("band from, %", bands.stream().mapToDouble(b -> 100 * b.low())),
        DoubleColumn.create("to, %", bands.stream().mapToDouble(b -> 100 * b.high())),
        StringColumn.create(
            "alert", bands.stream().map(b -> b.alarms(latest(b) / 100) ? "yes" : "no")));
  }

  private double latest(Band band) {
    return 100 * report.latest(band.measure()).value(band.measure());
  }

  /** One measure week by week, before its band. */
  public XYChart figure(Measure measure) {
    List<Week> weeks = forecastWeeks();
    Band band = report.band(measure);
    double nothing = Double.NaN;
    return MonitoringFigures.weeks(
        title(measure),
        percent(measure),
        weeks.get(0).monday(),
        values(weeks, measure),
        band == null ? nothing : 100 * band.low(),
        band == null ? nothing : 100 * band.high());
  }

  private static String title(Measure measure) {
    String name = measure.title().replace(" %", "");
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + ", week by week";
  }

  /**
   * What was sold and what had been forecast from a Monday on, a row a week, in units and in
   * percent of that first week. Weeks not wholly among the days of the report are left out.
   */
  public Table since(LocalDate monday) {
    Table table =
        Table.create(
            "since " + monday,
            StringColumn.create("week from"),
            DoubleColumn.create("sold"),
            DoubleColumn.create("forecast"),
            DoubleColumn.create("sold, % of the first week"),
            DoubleColumn.create("forecast, % of the first week"));
    for (LocalDate week = monday; ; week = week.plusWeeks(1)) {
      LocalDate first = week;
      List<DayTotal> days =
          report.days().stream()
              .filter(d -> !d.date().isBefore(first) && d.date().isBefore(first.plusWeeks(1)))
              .filter(d -> !Double.isNaN(d.actual()))
              .toList();
      if (days.size() < DAYS) {
        return table;
      }
      double sold = days.stream().mapToDouble(DayTotal::actual).sum();
      double forecast = days.stream().mapToDouble(DayTotal::forecast).sum();
      table.stringColumn(0).append(week.toString());
      table.doubleColumn(1).append(sold);
      table.doubleColumn(2).append(forecast);
      table.doubleColumn(3).append(100 * sold / table.doubleColumn(1).get(0));
      table.doubleColumn(4).append(100 * forecast / table.doubleColumn(2).get(0));
    }
  }

  /** What was sold and what had been forecast, all series, day by day. */
  public XYChart daysFigure() {
    List<DayTotal> days = report.days();
    LocalDate first = days.get(0).date();
    double[] sold =
        days.stream().mapToDouble(DayTotal::actual).filter(v -> !Double.isNaN(v)).toArray();
    double[] forecast = days.stream().mapToDouble(DayTotal::forecast).toArray();
    return DemandFigures.forecast(
        "Sold, and forecast a week before at most",
        "units a day, all series",
        first,
        sold,
        Evaluation.ENSEMBLE,
        List.of(new DemandFigures.Window(first, forecast, null, null)));
  }

  /**
   * The features that are farthest from what the champion learnt from, of those that are judged.
   */
  public Table drift(int most) {
    List<FeatureDrift> far = farthest(most);
    return Table.create(
        "drift",
        StringColumn.create("feature", far.stream().map(FeatureDrift::feature)),
        StringColumn.create("group", far.stream().map(FeatureDrift::group)),
        DoubleColumn.create("PSI", far.stream().mapToDouble(FeatureDrift::psi)),
        DoubleColumn.create("usual at most", far.stream().mapToDouble(FeatureDrift::usual)),
        DoubleColumn.create("mean then", far.stream().mapToDouble(FeatureDrift::referenceMean)),
        DoubleColumn.create("mean now", far.stream().mapToDouble(FeatureDrift::recentMean)),
        StringColumn.create("drifted", far.stream().map(f -> f.drifted() ? "yes" : "no")));
  }

  private List<FeatureDrift> farthest(int most) {
    return report.drift().features().stream()
        .filter(FeatureDrift::judged)
        .sorted(Comparator.comparingDouble((FeatureDrift f) -> -f.psi()))
        .limit(most)
        .toList();
  }

  /** {@link #drift} as bars. */
  public HorizontalBarChart driftFigure(int most) {
    List<FeatureDrift> far = farthest(most);
    return MonitoringFigures.drift(
        "How far features are from those learnt from",
        far.stream().map(FeatureDrift::feature).toList(),
        far.stream().mapToDouble(FeatureDrift::psi).toArray(),
        far.stream().mapToDouble(FeatureDrift::usual).toArray());
  }

  /** Share of the judged features that have drifted, in a sentence. */
  public String driftReading() {
    String drifted =
        report.drift().features().stream()
            .filter(f -> f.judged() && f.drifted())
            .map(FeatureDrift::feature)
            .collect(Collectors.joining(", "));
    String words = MonitoringWords.drift(report.drift());
    return drifted.isEmpty()
        ? words
        : words.replaceFirst(" have drifted", " have drifted (" + drifted + ")");
  }
}
