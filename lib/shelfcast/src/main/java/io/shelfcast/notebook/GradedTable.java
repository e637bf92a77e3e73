package io.shelfcast.notebook;

import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Gate;
import io.shelfcast.evaluation.Grade;
import io.shelfcast.evaluation.GradedMetric;
import io.shelfcast.evaluation.GradedScore;
import io.shelfcast.evaluation.Level;
import io.shelfcast.evaluation.ScoreTables;
import io.shelfcast.evaluation.Verdict;
import java.util.Comparator;
import java.util.Locale;

/**
 * The targets table and the gate of a verdict: a row for each level, in each cell the value, its
 * grade in words and colour, and what the noise floor and seasonal naive have there.
 */
public record GradedTable(Verdict verdict) {

  private static final String CELL = "<td style=\"text-align: left; background: %s\">%s</td>";

  /** A value this near to its limit, as a share of it, might as well have been past it. */
  private static final double HAIR = .05;

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

  /**
   * Whether the gate is passed, and how near the value that decides is to its limit: the nearest
   * where it is passed, the farthest past it where it is missed.
   */
  public String reading() {
    Gate gate = verdict.gate();
    String passed = gate.passed() ? "The gate is passed" : "The gate is missed";
    Gate.Check decides =
        gate.checks().stream()
            .filter(c -> c.rule() == Gate.Rule.LIMIT && c.passed() == gate.passed())
            .min(Comparator.comparingDouble(c -> room(c) / c.limit()))
            .orElse(null);
    if (decides == null || Double.isNaN(decides.value())) {
      return passed + ".";
    }
    double points = 100 * Math.abs(room(decides));
    return String.format(
        Locale.ROOT,
        "%s%s. %s its limit is %s: %.2f %% where %s%.0f %% is the limit, %.2f points %s.",
        passed,
        Math.abs(room(decides)) < HAIR * decides.limit() ? ", by a hair" : "",
        gate.passed() ? "Nearest to" : "Farthest past",
        decides.what(),
        100 * decides.value(),
        decides.what().equals(GradedMetric.BIAS.title()) ? "+-" : "",
        100 * decides.limit(),
        points,
        gate.passed() ? "inside" : "past it");
  }

  /** How far a value is inside of its limit; below 0 past it. */
  private static double room(Gate.Check check) {
    double past = Math.abs(check.value()) - check.limit();
    return check.what().equals(GradedMetric.COVERAGE.title()) ? past : -past;
  }

  /** As the scripts print it. */
  public String text() {
    return ScoreTables.graded(verdict.evaluation()) + ScoreTables.gate(verdict.gate());
  }
}
