package io.shelfcast.dashboard;

import io.shelfcast.charts.Figures;
import io.shelfcast.charts.Frame;
import io.shelfcast.charts.MonitoringFigures;
import io.shelfcast.monitoring.Band;
import io.shelfcast.monitoring.DayTotal;
import io.shelfcast.monitoring.Measure;
import io.shelfcast.monitoring.MonitoringReport;
import io.shelfcast.monitoring.Week;
import io.shelfcast.report.Markup;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The figures of a customer's page: SVG files, each drawn wide and narrow, light and dark, of which
 * the browser takes the one that fits.
 */
final class PageFigures {
  private PageFigures() {}

  static final String DAYS = "days";

  private static final String NARROW = "(max-width: 40rem)";
  private static final String DARK = "(prefers-color-scheme: dark)";

  /** The figure by its name, or null where there is none. */
  static String svg(MonitoringReport report, String name, boolean narrow, boolean dark) {
    if (name.equals(DAYS)) {
      Frame frame = narrow ? new Frame(420, 300, dark) : new Frame(1120, 320, dark);
      return Figures.svg(days(report, frame));
    }
    for (Measure measure : Measure.values()) {
      if (name.equals(name(measure))) {
        Frame frame = narrow ? new Frame(420, 260, dark) : new Frame(560, 260, dark);
        return Figures.svg(weeks(report, measure, frame));
      }
    }
    return null;
  }

  static String name(Measure measure) {
    return measure.name().toLowerCase(Locale.ROOT);
  }

  private static org.knowm.xchart.XYChart days(MonitoringReport report, Frame frame) {
    List<DayTotal> days = report.days();
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
    return MonitoringFigures.days(frame, "units a day", first, actual, forecast);
  }

  private static org.knowm.xchart.XYChart weeks(
      MonitoringReport report, Measure measure, Frame frame) {
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

  /** The figure in a page, with a reading below. */
  static Markup figure(String path, String name, String title, String reading) {
    String wide = path + "/figures/" + name + ".svg";
    boolean days = name.equals(DAYS);
    Markup image =
        Markup.element(
            "img",
            Markup.attributes(
                "src",
                wide,
                "alt",
                title + ". " + reading,
                "width",
                days ? "1120" : "560",
                "height",
                days ? "320" : "260",
                "loading",
                "lazy"));
    return Markup.element(
        "figure",
        "figure",
        Markup.element("h3", Markup.text(title)),
        Markup.element(
            "picture",
            source(wide + "?narrow&dark", NARROW + " and " + DARK),
            source(wide + "?narrow", NARROW),
            source(wide + "?dark", DARK),
            image),
        Markup.element("figcaption", Markup.text(reading)));
  }

  private static Markup source(String file, String media) {
    return Markup.element("source", Markup.attributes("srcset", file, "media", media));
  }
}
