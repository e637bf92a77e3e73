package io.shelfcast.dashboard;

import io.shelfcast.monitoring.Alert;
import io.shelfcast.monitoring.Band;
import io.shelfcast.monitoring.Measure;
import io.shelfcast.monitoring.MonitoringPage;
import io.shelfcast.monitoring.MonitoringReport;
import io.shelfcast.monitoring.MonitoringWords;
import io.shelfcast.monitoring.Week;
import io.shelfcast.report.Markup;
import io.shelfcast.report.ScoreSections;
import io.shelfcast.report.Wording;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One customer: what there is to say at a glance, then everything. */
final class CustomerPage {

  private final CustomerState state;
  private final MonitoringReport report;
  private final SeriesSection series;
  private final String path;
  private final Instant now;
  private final ZoneId zone;

  /**
   * A page.
   *
   * @param series null where no series can be shown
   */
  CustomerPage(CustomerState state, SeriesSection series, Instant now, ZoneId zone) {
    this.state = state;
    this.series = series;
    this.report = state.monitoring() == null ? null : state.monitoring().report();
    this.path = Layout.path(state.customer());
    this.now = now;
    this.zone = zone;
  }

  /**
   * The page.
   *
   * @param rolledBack the version that a form has just made champion, null for none
   */
  String html(Integer rolledBack) {
    HistorySections history = new HistorySections(state, now, zone);
    return Layout.page(
        Layout.shown(state.customer()),
        title(),
        rolledBack != null && rolledBack.equals(state.champion())
            ? Markup.element(
                "p",
                Markup.attributes("class", "done", "role", "status"),
                Markup.text("Version " + rolledBack + " is the champion again."))
            : Markup.NOTHING,
        menu(),
        Layout.section("status", "Status", Markup.all(List.of(tiles(), alerts(), notes()))),
        report == null ? Markup.NOTHING : forecasts(),
        series == null ? Markup.NOTHING : series.html(path),
        report == null ? Markup.NOTHING : weeks(),
        grades(),
        history.models(),
        history.schedule(),
        report == null || report.drift() == null ? Markup.NOTHING : DriftSection.of(report),
        report == null ? Markup.NOTHING : ProductSection.of(report),
        history.monitoring());
  }

  private Markup title() {
    String checked =
        report == null
            ? "Not looked at yet: 'jbang monitor --customer ID' does."
            : "Checked "
                + Layout.ago(state.monitoring().at(), now)
                + ", as of "
                + Wording.day(report.asOf())
                + ".";
    return Markup.element(
        "div",
        "title",
        Markup.element(
            "h1",
            Markup.text(Layout.shown(state.customer())),
            Markup.text(" "),
            OverviewPage.status(state.monitoring())),
        Markup.paragraph(
            (state.champion() == null
                    ? "There is no champion. "
                    : "Version " + state.champion() + " is the champion. ")
                + checked));
  }

  private Markup menu() {
    List<Markup> items = new ArrayList<>();
    for (String[] part :
        new String[][] {
          {"status", "Status"},
          {"forecasts", "Forecasts"},
          {SeriesSection.FIGURE, "Series"},
          {"weeks", "Weeks"},
          {"grades", "Grades"},
          {"models", "Models"},
          {"schedule", "Schedule"},
          {"drift", "Drift"},
          {"products", "Products"}
        }) {
      boolean there =
          switch (part[0]) {
            case "forecasts", "weeks", "products" -> report != null;
            case SeriesSection.FIGURE -> series != null;
            case "drift" -> report != null && report.drift() != null;
            case "grades" -> champion() != null;
            default -> true;
          };
      if (there) {
        items.add(Markup.element("li", Markup.link("#" + part[0], part[1])));
      }
    }
    return Markup.element(
        "nav",
        Markup.attributes("class", "menu", "aria-label", "Parts of this page"),
        Markup.element("ul", Markup.all(items)));
  }

  private VersionCard champion() {
    VersionCard card = state.version(state.champion());
    return card == null || card.verdict() == null ? null : card;
  }

  private Markup tiles() {
    if (report == null) {
      return Markup.NOTHING;
    }
    List<Markup> tiles = new ArrayList<>();
    for (Measure measure :
        List.of(Measure.ERROR, Measure.BIAS, Measure.COVERAGE, Measure.INSIDE, Measure.SKILL)) {
      Week week = report.latest(measure);
      Band band = report.band(measure);
      String below =
          band == null
              ? "no band yet"
              : MonitoringWords.value(measure, band.low())
                  + " to "
                  + MonitoringWords.value(measure, band.high());
      tiles.add(
          tile(
              measure.title(),
              week == null ? Markup.text("-") : Tables.cell(report, week, measure),
              below));
    }
    if (report.drift() != null) {
      tiles.add(
          tile(
              "features drifted",
              Markup.text(String.valueOf(report.drift().drifted())),
              "of " + report.drift().judged() + " judged"));
    }
    tiles.add(
        tile(
            "age of the last sale",
            Markup.text(Layout.plural(report.freshness().ageDays(), "day")),
            report.freshness().lastSale().toString()));
    return Markup.element("dl", "tiles", Markup.all(tiles));
  }

  private static Markup tile(String name, Markup value, String below) {
    return Markup.element(
        "div",
        Markup.element("dt", Markup.text(name)),
        Markup.element("dd", "figure-value", value),
        Markup.element("dd", "below", Markup.text(below)));
  }

  private Markup alerts() {
    if (report == null) {
      return Markup.NOTHING;
    }
    if (report.alerts().isEmpty()) {
      return Markup.element("p", "calm", Markup.text("Nothing calls for you."));
    }
    List<Markup> items = new ArrayList<>();
    for (Alert alert : report.alerts()) {
      items.add(
          Markup.element(
              "li",
              Layout.chip("unacceptable", alert.kind().title()),
              Markup.text(" " + alert.sentence())));
    }
    return Markup.element("ul", "alerts", Markup.all(items));
  }

  private Markup notes() {
    if (report == null || report.notes().isEmpty()) {
      return Markup.NOTHING;
    }
    return Markup.all(report.notes().stream().map(Markup::paragraph).toList());
  }

  private Markup forecasts() {
    if (report.days().isEmpty()) {
      return Layout.section(
          "forecasts",
          "Forecast against sales",
          Markup.paragraph("No forecast is kept: 'jbang predict' makes and keeps them."));
    }
    return Layout.section(
        "forecasts",
        "Forecast against sales",
        PageFigures.figure(
            path, PageFigures.DAYS, "All products and stores", MonitoringWords.days(report)));
  }

  private Markup weeks() {
    List<Markup> figures = new ArrayList<>();
    for (Measure measure : MonitoringPage.DRAWN) {
      if (report.latest(measure) != null) {
        figures.add(
            PageFigures.figure(
                path,
                PageFigures.name(measure),
                upper(measure.title()),
                MonitoringWords.latest(report, measure)));
      }
    }
    return Layout.section(
        "weeks",
        "Week by week",
        Markup.element("div", "figures", Markup.all(figures)),
        weekTable(),
        Markup.paragraph(
            "At product x store x day, by the forecast that was in use. Inside: share of sales"
                + " from p10 to p90, 80\u00a0% at best. Skill: how much less the error is than"
                + " seasonal naive's. Shaded: the band of the weeks before, mean +- 3 standard deviations; a value outside of it is marked."));
  }

  private Markup weekTable() {
    List<String> head = new ArrayList<>(List.of("week from"));
    Arrays.stream(Measure.values()).map(Measure::title).forEach(head::add);
    List<List<Markup>> rows = new ArrayList<>();
    for (int w = report.weeks().size() - 1; w >= 0 && rows.size() < 12; w--) {
      Week week = report.weeks().get(w);
      List<Markup> row = new ArrayList<>();
      row.add(Markup.text(MonitoringWords.week(week)));
      for (Measure measure : Measure.values()) {
        row.add(Tables.cell(report, week, measure));
      }
      rows.add(row);
    }
    return Markup.table(head, rows); // on a phone it scrolls: a dozen cards would be longer
  }

  private Markup grades() {
    VersionCard champion = champion();
    if (champion == null) {
      return Markup.NOTHING;
    }
    return Markup.element(
        "div",
        Markup.attributes("id", "grades", "class", "grades"),
        ScoreSections.graded(champion.verdict()));
  }

  static String upper(String text) {
    return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
  }
}
