package io.shelfcast.monitoring;

import io.shelfcast.ShelfcastException;
import io.shelfcast.charts.Figures;
import io.shelfcast.charts.Frame;
import io.shelfcast.report.Markup;
import io.shelfcast.report.SinglePage;
import io.shelfcast.report.Wording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * What monitoring found, drawn on one page that needs nothing beside it: alerts, forecast against
 * sales, the weeks before their bands, drift, products.
 */
public final class MonitoringPage {

  /** Measures that are drawn; the others are in the table. */
  public static final List<Measure> DRAWN =
      List.of(Measure.ERROR, Measure.BIAS, Measure.COVERAGE, Measure.INSIDE);

  private static final int WEEKS_LISTED = 12;
  private static final int FEATURES_LISTED = 12;

  private final MonitoringReport report;

  private MonitoringPage(MonitoringReport report) {
    this.report = report;
  }

  /** The page; the same report gives the same bytes. */
  public static String html(MonitoringReport report) {
    MonitoringPage page = new MonitoringPage(report);
    return SinglePage.html(
        "Shelfcast: " + report.customer() + " as of " + report.asOf(),
        Markup.all(
            List.of(page.header(), page.forecasts(), page.weeks(), page.drift(), page.products())));
  }

  /**
   * Writes the page to a file, whole or not at all, in a folder that is made if need be.
   *
   * @throws ShelfcastException if the file cannot be written
   */
  public static void write(Path file, MonitoringReport report) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new ShelfcastException("Cannot write " + file + ": " + e, e);
    }
    SinglePage.write(file, html(report));
  }

  private Markup header() {
    Freshness f = report.freshness();
    List<Markup> parts = new ArrayList<>();
    parts.add(Markup.element("h1", Markup.text(report.customer())));
    parts.add(
        Markup.paragraph(
            "As of "
                + Wording.day(report.asOf())
                + ": sales up to "
                + Wording.day(f.lastSale())
                + ", forecasts up to "
                + (f.forecastUntil() == null ? "none" : Wording.day(f.forecastUntil()))
                + ", "
                + (report.version() == null
                    ? "no champion."
                    : "champion version " + report.version() + ".")));
    if (report.alerts().isEmpty()) {
      parts.add(Markup.element("p", "verdict", Markup.text("Nothing calls for you.")));
    } else {
      List<Markup> items = new ArrayList<>();
      for (Alert alert : report.alerts()) {
        items.add(
            Markup.element(
                "li",
                Markup.element("span", "chip unacceptable", Markup.text(alert.kind().title())),
                Markup.text(" " + alert.sentence())));
      }
      parts.add(Markup.element("ul", Markup.all(items)));
    }
    report.notes().forEach(note -> parts.add(Markup.paragraph(note)));
    Figures.obstacle().ifPresent(why -> parts.add(Markup.element("p", "note", Markup.text(why))));
    return Markup.element("header", Markup.all(parts));
  }

  private Markup forecasts() {
    return Markup.section(
        "Forecast against sales",
        report.days().isEmpty()
            ? Markup.paragraph("No forecast is kept: 'jbang predict' makes and keeps them.")
            : figure(
                "All products and stores",
                MonitoringCharts.days(report, new Frame(1040, 320, false)),
                MonitoringWords.days(report)));
  }

  private Markup weeks() {
    List<Markup> figures = new ArrayList<>();
    for (Measure measure : DRAWN) {
      if (report.latest(measure) != null) {
        figures.add(
            figure(
                measure.title(),
                MonitoringCharts.weeks(report, measure, new Frame(560, 260, false)),
                MonitoringWords.latest(report, measure)));
      }
    }
    List<String> head = new ArrayList<>(List.of("week from"));
    Arrays.stream(Measure.values()).map(Measure::title).forEach(head::add);
    List<List<Markup>> rows = new ArrayList<>();
    for (int w = report.weeks().size() - 1; w >= 0 && rows.size() < WEEKS_LISTED; w--) {
      rows.add(row(report.weeks().get(w)));
    }
    return Markup.section(
        "Week by week",
        Markup.element("div", "figures", Markup.all(figures)),
        Markup.table(head, rows),
        Markup.paragraph(
            "At product x store x day, by the forecast that was in use. Shaded: the band of the"
                + " weeks before, mean +- 3 standard deviations; a value outside of it is marked."));
  }

  private List<Markup> row(Week week) {
    List<Markup> row = new ArrayList<>();
    row.add(Markup.text(MonitoringWords.week(week)));
    for (Measure measure : Measure.values()) {
      double value = week.value(measure);
      Markup text = Markup.text(Double.isNaN(value) ? "-" : MonitoringWords.value(measure, value));
      row.add(
          report.outside(week, measure) ? Markup.element("span", "chip unacceptable", text) : text);
    }
    return row;
  }

  private Markup drift() {
    Drift drift = report.drift();
    if (drift == null) {
      return Markup.NOTHING;
    }
    List<List<Markup>> rows =
        drift.farthestFirst().stream()
            .filter(FeatureDrift::judged)
            .limit(Math.max(FEATURES_LISTED, drift.drifted()))
            .map(MonitoringPage::feature)
            .toList();
    return Markup.section(
        "Drift of the features",
        Markup.paragraph(MonitoringWords.drift(drift) + " Those that moved farthest:"),
        Markup.table(List.of("feature", "PSI", "usual", "mean, then", "mean, now", ""), rows));
  }

  private static List<Markup> feature(FeatureDrift f) {
    return List.of(
        Markup.text(f.feature()),
        Markup.text(MonitoringWords.index(f.psi())),
        Markup.text(MonitoringWords.index(f.usual())),
        Markup.text(Wording.plain(f.referenceMean())),
        Markup.text(Wording.plain(f.recentMean())),
        f.drifted()
            ? Markup.element("span", "chip unacceptable", Markup.text("drifted"))
            : Markup.element("span", "chip target", Markup.text("as before")));
  }

  private Markup products() {
    return Markup.section(
        "New and ended products", Markup.paragraph(MonitoringWords.products(report.products())));
  }

  /** A figure with its reading; the reading alone where this machine cannot draw. */
  private static Markup figure(String title, XYChart chart, String reading) {
    Markup image =
        chart == null || Figures.obstacle().isPresent()
            ? Markup.NOTHING
            : Markup.element(
                "img",
                Markup.attributes(
                    "alt",
                    title,
                    "width",
                    String.valueOf(chart.getWidth()),
                    "height",
                    String.valueOf(chart.getHeight()),
                    "src",
                    "data:image/svg+xml;base64,"
                        + Base64.getEncoder()
                            .encodeToString(Figures.svg(chart).getBytes(StandardCharsets.UTF_8))));
    return Markup.element(
        "figure",
        "figure wide",
        Markup.element("h3", Markup.text(title)),
        image,
        Markup.element("figcaption", Markup.text(reading)));
  }
}
