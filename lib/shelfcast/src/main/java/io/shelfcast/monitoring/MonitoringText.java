package io.shelfcast.monitoring;

import io.shelfcast.evaluation.Numbers;
import java.util.List;

/** What monitoring found, as text for a terminal. */
public final class MonitoringText {

  private static final int WEEKS_SHOWN = 8;
  private static final int FEATURES_SHOWN = 8;

  private MonitoringText() {}

  /** The whole report, alerts first. */
  public static String of(MonitoringReport report) {
    StringBuilder text = new StringBuilder();
    Freshness f = report.freshness();
    line(
        text,
        "Customer '%s' as of %s: sales up to %s, forecasts up to %s, %s",
        report.customer(),
        report.asOf(),
        f.lastSale(),
        f.forecastUntil() == null ? "none" : f.forecastUntil(),
        report.version() == null ? "no champion" : "champion v" + report.version());
    line(text, "");
    line(text, report.alerts().isEmpty() ? "No alert." : "Alerts:");
    for (Alert alert : report.alerts()) {
      line(text, "  ! %-10s %s", alert.kind().title(), alert.sentence());
    }
    report.notes().forEach(note -> line(text, "  - %s", note));
    line(text, "");
    weeks(text, report);
    if (report.drift() != null) {
      drift(text, report.drift());
    }
    products(text, report.products());
    return text.toString();
  }

  private static void weeks(StringBuilder text, MonitoringReport report) {
    line(
        text,
        "%-14s %8s %8s %8s %8s %8s %8s %8s",
        "week from",
        "MAE %",
        "bias",
        "cover",
        "inside",
        "skill",
        "zeros",
        "gaps");
    List<Week> weeks = report.weeks();
    for (Week week : weeks.subList(Math.max(0, weeks.size() - WEEKS_SHOWN), weeks.size())) {
      StringBuilder row = new StringBuilder(String.format("%-14s", week.monday()));
      for (Measure measure : Measure.values()) {
        double value = week.value(measure);
        String mark = report.outside(week, measure) ? "!" : "";
        row.append(Numbers.format(" %8s", Numbers.percent(value) + mark));
      }
      line(text, "%s%s", row, week.complete(Measure.ZEROS) ? "" : "  not over");
    }
    bound(text, report, "band, low", true);
    bound(text, report, "band, high", false);
    line(text, "(percent; ! is outside of the band)");
  }

  private static void bound(StringBuilder text, MonitoringReport report, String name, boolean low) {
    StringBuilder row = new StringBuilder(String.format("%-14s", name));
    for (Measure measure : Measure.values()) {
      Band band = report.band(measure);
      double value = band == null ? Double.NaN : low ? band.low() : band.high();
      row.append(Numbers.format(" %8s", Numbers.percent(value)));
    }
    line(text, "%s", row);
  }

  private static void drift(StringBuilder text, Drift drift) {
    line(text, "");
    line(
        text,
        "Drift: %d of %d features, %s to %s against %s to %s; farthest:",
        drift.drifted(),
        drift.judged(),
        drift.recentFirst(),
        drift.recentLast(),
        drift.referenceFirst(),
        drift.referenceLast());
    drift.features().stream()
        .filter(FeatureDrift::judged)
        .sorted((a, b) -> Double.compare(b.psi(), a.psi()))
        .limit(FEATURES_SHOWN)
        .forEach(
            f ->
                line(
                    text,
                    "  %-32s PSI %6s, usual %6s%s",
                    f.feature(),
                    Numbers.format("%.2f", f.psi()),
                    Double.isNaN(f.usual()) ? Numbers.UNDEFINED : Numbers.format("%.2f", f.usual()),
                    f.drifted() ? "  drifted" : ""));
  }

  private static void products(StringBuilder text, ProductChanges p) {
    line(text, "");
    line(
        text,
        "Products: %d sold of late, %d new (%s of the units), %d ended (%s of the forecasts)",
        p.active(),
        p.started(),
        Alarms.percent(p.startedShare()),
        p.ended(),
        Alarms.percent(p.endedShare()));
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(java.util.Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
