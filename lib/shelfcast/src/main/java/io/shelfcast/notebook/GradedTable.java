package io.shelfcast.notebook;

import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Gate;
import io.shelfcast.evaluation.Grade;
import io.shelfcast.evaluation.GradedMetric;
import io.shelfcast.evaluation.GradedScore;
import io.shelfcast.evaluation.Level;
import io.shelfcast.evaluation.ScoreTables;
import io.shelfcast.evaluation.Verdict;
import java.util.Locale;

/**
 * The targets table and the gate of a verdict: a row for each level, in each cell the value, its
 * grade in words and colour, and what the noise floor and seasonal naive have there.
 */
public record GradedTable(Verdict verdict) {

  private static final String CELL = "<td style=\"text-align: left; background: %s\">%s</td>";

  String html() {
    Evaluation e = verdict.evaluation();
    StringBuilder html = new StringBuilder("<table>\n<thead><tr><th>level</th>");
    for (GradedMetric metric : GradedMetric.values()) {
      String limits = TableHtml.escape(metric.limits());
      html.append("<th style=\"text-align: left\">").append(metric.title());
      html.append("<br><small>").append(limits).append("</small></th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (Level level : Level.values()) {
      html.append("<tr><td style=\"text-align: left\">").append(level.title()).append("</td>");
      for (GradedMetric metric : GradedMetric.values()) {
        GradedScore score = e.grade(level, metric);
        html.append(String.format(CELL, colour(score.grade()), cell(score)));
      }
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table>\n<p><small>In percent. Limits: target / acceptable / ");
    html.append("unacceptable. ").append(TableHtml.escape(e.noiseFloorNote()));
    return html.append("</small></p>\n").append(gate(verdict.gate())).toString();
  }

  private static String cell(GradedScore s) {
    String floor = Double.isNaN(s.floor()) ? "" : "; floor " + percent(s.floor());
    return "<b>"
        + percent(s.value())
        + "</b> "
        + s.grade().title()
        + "<br><small>naive "
        + percent(s.baseline())
        + floor
        + "</small>";
  }

  /** Pale, so that text on them stays readable; the grade's word says the same. */
  private static String colour(Grade grade) {
    return switch (grade) {
      case TARGET -> "#d5ecf8";
      case ACCEPTABLE -> "#fdf3cf";
      case UNACCEPTABLE -> "#f9dccb";
      case UNDEFINED -> "#ffffff";
    };
  }

  private static String gate(Gate gate) {
    StringBuilder html =
        new StringBuilder("<p><b>Gate at " + gate.level().title() + ": ")
            .append(gate.passed() ? "passed" : "missed")
            .append("</b></p>\n<ul>\n");
    for (Gate.Check check : gate.checks()) {
      html.append("<li>").append(check.passed() ? "\u2713 " : "\u2717 ");
      html.append(TableHtml.escape(check.sentence())).append("</li>\n");
    }
    return html.append("</ul>\n").toString();
  }

  private static String percent(double fraction) {
    return Double.isNaN(fraction) ? "n/a" : String.format(Locale.ROOT, "%.1f", 100 * fraction);
  }

  /** As the scripts print it. */
  public String text() {
    return ScoreTables.graded(verdict.evaluation()) + ScoreTables.gate(verdict.gate());
  }
}
