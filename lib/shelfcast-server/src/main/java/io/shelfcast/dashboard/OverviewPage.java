package io.shelfcast.dashboard;

import io.shelfcast.monitoring.Band;
import io.shelfcast.monitoring.Measure;
import io.shelfcast.monitoring.MonitoringLog;
import io.shelfcast.monitoring.MonitoringReport;
import io.shelfcast.monitoring.Week;
import io.shelfcast.report.Markup;
import io.shelfcast.scheduling.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** All customers, those that call for somebody first. */
final class OverviewPage {

  private static final int SPARK_WEEKS = 16;
  private static final List<String> HEAD =
      List.of(
          "customer",
          "status",
          "weeks",
          "MAE %",
          "bias",
          "inside",
          "drift",
          "last sale",
          "champion",
          "retrained",
          "checked");

  private final DashboardData data;
  private final Instant now;

  OverviewPage(DashboardData data, Instant now) {
    this.data = data;
    this.now = now;
  }

  /** The page; {@code words} leaves those whose id has them. */
  String html(String words) {
    List<String> all = data.customers();
    Map<String, MonitoringLog.Run> monitoring = data.monitoring();
    Map<String, Run> runs = data.runs();
    List<String> shown = new ArrayList<>(CustomerState.matching(all, words));
    shown.sort(
        Comparator.comparingInt((String c) -> -alerts(monitoring.get(c)))
            .thenComparing(Comparator.naturalOrder()));
    List<List<Markup>> rows = new ArrayList<>();
    for (String customer : shown) {
      rows.add(row(customer, monitoring.get(customer), runs.get(customer)));
    }
    Markup table =
        rows.isEmpty()
            ? Markup.paragraph(
                all.isEmpty()
                    ? "There is no customer yet: 'jbang load --customer ID --data DIR' loads one."
                    : "No customer's id has that in it.")
            : Tables.labelled("customers", HEAD, rows);
    return Layout.page(
        "Customers",
        Markup.element("h1", Markup.text("Customers")),
        Markup.element("p", "lead", Markup.text(lead(all, monitoring))),
        all.size() > 8 || words != null ? search(words) : Markup.NOTHING,
        Markup.element(
            "section",
            "flush",
            table,
            rows.isEmpty()
                ? Markup.NOTHING
                : Markup.paragraph(
                    "Of the latest whole week, at product x store x day; shaded: the band of the"
                        + " weeks before. Inside: share of sales from p10 to p90, 80\u00a0% at best."
                        + " Drift: features drifted, of those judged.")));
  }

  private static String lead(List<String> all, Map<String, MonitoringLog.Run> monitoring) {
    long alarmed = all.stream().filter(c -> alerts(monitoring.get(c)) > 0).count();
    long unseen = all.stream().filter(c -> !monitoring.containsKey(c)).count();
    return Layout.plural(all.size(), "customer")
        + (all.size() == DashboardData.MOST_CUSTOMERS ? " or more" : "")
        + "; "
        + (alarmed == 0 ? "none has" : alarmed + (alarmed == 1 ? " has" : " have"))
        + " an alert"
        + (unseen == 0 ? "." : "; " + unseen + " not looked at yet ('jbang monitor').");
  }

  private static Markup search(String words) {
    return Markup.element(
        "form",
        Markup.attributes("method", "get", "action", "/", "class", "search", "role", "search"),
        Markup.element("label", Markup.attributes("for", "q"), Markup.text("Find a customer")),
        Markup.element(
            "input", Markup.attributes("id", "q", "name", "q", "type", "search", "value", words)),
        Markup.element("button", Markup.text("Find")));
  }

  private static int alerts(MonitoringLog.Run run) {
    return run == null ? 0 : run.report().alerts().size();
  }

  private List<Markup> row(String customer, MonitoringLog.Run run, Run last) {
    List<Markup> row = new ArrayList<>();
    row.add(Markup.link(Layout.path(customer), Layout.shown(customer)));
    row.add(status(run));
    MonitoringReport report = run == null ? null : run.report();
    row.add(report == null ? Markup.NOTHING : spark(report));
    row.add(Tables.latest(report, Measure.ERROR));
    row.add(Tables.latest(report, Measure.BIAS));
    row.add(Tables.latest(report, Measure.INSIDE));
    row.add(
        Markup.text(
            report == null || report.drift() == null
                ? "-"
                : report.drift().drifted() + " of " + report.drift().judged()));
    row.add(Markup.text(report == null ? "-" : age(report.freshness().ageDays())));
    Integer champion = data.champion(customer);
    row.add(Markup.text(champion == null ? "none" : "v" + champion));
    row.add(last == null ? Markup.text("never") : Tables.outcome(last, now));
    row.add(Markup.text(run == null ? "never" : Layout.ago(run.at(), now)));
    return row;
  }

  private static String age(int days) {
    return days <= 0 ? "today" : Layout.plural(days, "day");
  }

  static Markup status(MonitoringLog.Run run) {
    int alerts = alerts(run);
    return run == null
        ? Layout.chip("undefined", "not looked at")
        : alerts == 0
            ? Layout.chip("target", "all well")
            : Layout.chip("unacceptable", Layout.plural(alerts, "alert"));
  }

  private static Markup spark(MonitoringReport report) {
    List<Week> weeks = report.weeks().stream().filter(w -> w.complete(Measure.ERROR)).toList();
    List<Week> last = weeks.subList(Math.max(0, weeks.size() - SPARK_WEEKS), weeks.size());
    Band band = report.band(Measure.ERROR);
    return Sparkline.of(
        last.stream().mapToDouble(w -> w.value(Measure.ERROR)).toArray(),
        band == null ? Double.NaN : Math.max(0, band.low()),
        band == null ? Double.NaN : band.high());
  }
}
