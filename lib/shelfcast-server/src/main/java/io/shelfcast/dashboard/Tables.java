package io.shelfcast.dashboard;

import io.shelfcast.monitoring.Measure;
import io.shelfcast.monitoring.MonitoringReport;
import io.shelfcast.monitoring.MonitoringWords;
import io.shelfcast.monitoring.Week;
import io.shelfcast.report.Markup;
import io.shelfcast.scheduling.Run;
import java.time.Instant;
import java.util.List;

/** Tables of the pages, and cells that several have. */
final class Tables {
  private Tables() {}

  /**
   * A table whose rows become cards on a narrow screen, where each cell has its column's title
   * before it.
   */
  static Markup labelled(String cssClass, List<String> head, List<List<Markup>> rows) {
    StringBuilder html =
        new StringBuilder("<div class=\"scroll\"><table class=\"cards ")
            .append(cssClass)
            .append("\">\n<thead><tr>");
    head.forEach(
        h -> html.append("<th scope=\"col\">").append(Markup.text(h).html()).append("</th>"));
    html.append("</tr></thead>\n<tbody>\n");
    for (List<Markup> row : rows) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        String cell = row.get(i).html();
        html.append(
            i == 0
                ? "<th scope=\"row\">" + cell + "</th>"
                : "<td data-label=\""
                    + Markup.text(head.get(i)).html()
                    + (cell.isEmpty() ? "\"></td>" : "\"><span>" + cell + "</span></td>"));
      }
      html.append("</tr>\n");
    }
    return new Markup(html.append("</tbody>\n</table></div>\n").toString());
  }

  /** A measure of the latest week that can be judged, marked where it is outside of its band. */
  static Markup latest(MonitoringReport report, Measure measure) {
    Week week = report == null ? null : report.latest(measure);
    return week == null ? Markup.text("-") : cell(report, week, measure);
  }

  static Markup cell(MonitoringReport report, Week week, Measure measure) {
    double value = week.value(measure);
    String text = Double.isNaN(value) ? "-" : MonitoringWords.value(measure, value);
    return report.outside(week, measure)
        ? Markup.element(
            "strong",
            Markup.attributes("class", "outside", "title", "outside of the band"),
            Markup.text(text))
        : Markup.text(text);
  }

  /** How a run of retraining ended, and when. */
  static Markup outcome(Run run, Instant now) {
    String kind =
        switch (run.outcome()) {
          case DONE -> "target";
          case RUNNING -> "acceptable";
          case FAILED, LOST -> "unacceptable";
          case INTERRUPTED -> "undefined";
        };
    return Markup.all(
        List.of(
            Layout.chip(kind, run.outcome().toString()),
            Markup.text(" " + Layout.ago(run.started(), now))));
  }
}
