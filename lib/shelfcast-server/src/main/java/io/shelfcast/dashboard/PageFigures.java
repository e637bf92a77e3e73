package io.shelfcast.dashboard;

import io.shelfcast.charts.Figures;
import io.shelfcast.charts.Frame;
import io.shelfcast.monitoring.Measure;
import io.shelfcast.monitoring.MonitoringCharts;
import io.shelfcast.monitoring.MonitoringReport;
import io.shelfcast.monitoring.SeriesDays;
import io.shelfcast.report.Markup;
import java.util.Locale;
import org.knowm.xchart.XYChart;

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
      return svg(MonitoringCharts.days(report, wide(narrow, dark)));
    }
    for (Measure measure : Measure.values()) {
      if (name.equals(name(measure))) {
        Frame frame = narrow ? new Frame(420, 260, dark) : new Frame(560, 260, dark);
        return svg(MonitoringCharts.weeks(report, measure, frame));
      }
    }
    return null;
  }

  /** The figure of one series, or null where there is nothing to draw. */
  static String svg(SeriesDays series, boolean narrow, boolean dark) {
    return series == null ? null : svg(MonitoringCharts.series(series, wide(narrow, dark)));
  }

  private static String svg(XYChart chart) {
    return chart == null ? null : Figures.svg(chart);
  }

  private static Frame wide(boolean narrow, boolean dark) {
    return narrow ? new Frame(420, 300, dark) : new Frame(1120, 320, dark);
  }

  static String name(Measure measure) {
    return measure.name().toLowerCase(Locale.ROOT);
  }

  /** The figure in a page, with a reading below. */
  static Markup figure(String path, String name, String title, String reading) {
    return figure(path + "/figures/" + name + ".svg?", name.equals(DAYS), title, reading);
  }

  /**
   * A figure by the address of its file, which ends so that a parameter can follow.
   *
   * @param days whether it is as wide as the page
   */
  static Markup figure(String file, boolean days, String title, String reading) {
    Markup image =
        Markup.element(
            "img",
            Markup.attributes(
                "src",
                file.substring(0, file.length() - 1),
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
            source(file + "narrow&dark", NARROW + " and " + DARK),
            source(file + "narrow", NARROW),
            source(file + "dark", DARK),
            image),
        Markup.element("figcaption", Markup.text(reading)));
  }

  private static Markup source(String file, String media) {
    return Markup.element("source", Markup.attributes("srcset", file, "media", media));
  }
}
