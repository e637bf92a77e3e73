package io.shelfcast.dashboard;

import io.shelfcast.monitoring.Drift;
import io.shelfcast.monitoring.FeatureDrift;
import io.shelfcast.monitoring.MonitoringReport;
import io.shelfcast.monitoring.MonitoringWords;
import io.shelfcast.report.Markup;
import io.shelfcast.report.Wording;
import java.util.List;
import java.util.Locale;

/** The table of the 45 features, those that moved farthest first. */
final class DriftSection {
  private DriftSection() {}

  /** Index at which the bar is full. */
  private static final double FULL = 1;

  private static final List<String> HEAD =
      List.of(
          "feature", "group", "PSI", "", "usual", "mean, then", "now", "missing, then", "now", "");

  static Markup of(MonitoringReport report) {
    Drift drift = report.drift();
    List<List<Markup>> rows = drift.farthestFirst().stream().map(DriftSection::row).toList();
    return Layout.section(
        "drift",
        "Drift of the features",
        Markup.paragraph(
            MonitoringWords.drift(drift)
                + " A feature has drifted where its index (PSI) is above .2 and above what any"
                + " stretch of as many days within the training window had. Features of the"
                + " calendar move by themselves and are not judged."),
        Markup.element(
            "details",
            Markup.attributes("open", drift.drifted() > 0 ? "" : null),
            Markup.element("summary", Markup.text("All 45 features")),
            Markup.element("div", "drift-table", Markup.table(HEAD, rows))));
  }

  private static List<Markup> row(FeatureDrift f) {
    return List.of(
        Markup.text(f.feature()),
        Markup.text(f.group()),
        Markup.text(MonitoringWords.index(f.psi())),
        bar(f),
        Markup.text(MonitoringWords.index(f.usual())),
        Markup.text(Wording.plain(f.referenceMean())),
        Markup.text(Wording.plain(f.recentMean())),
        Markup.text(Wording.percent(f.referenceMissing())),
        Markup.text(Wording.percent(f.recentMissing())),
        f.drifted()
            ? Layout.chip("unacceptable", "drifted")
            : f.judged()
                ? Layout.chip("target", "as before")
                : Layout.chip("undefined", "calendar"));
  }

  private static Markup bar(FeatureDrift f) {
    double share = Double.isNaN(f.psi()) ? 0 : Math.min(1, f.psi() / FULL);
    return new Markup(
        String.format(
            Locale.ROOT,
            "<svg class=\"bar%s\" viewBox=\"0 0 60 8\" width=\"60\" height=\"8\" aria-hidden=\"true\">"
                + "<rect class=\"rail\" width=\"60\" height=\"8\" rx=\"2\"/>"
                + "<rect width=\"%.1f\" height=\"8\" rx=\"2\"/></svg>",
            f.drifted() ? " drifted" : "",
            60 * share));
  }
}
