package io.shelfcast.dashboard;

import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.GradedMetric;
import io.shelfcast.evaluation.GradedScore;
import io.shelfcast.evaluation.Level;
import io.shelfcast.monitoring.MonitoringLog;
import io.shelfcast.registry.Deployment;
import io.shelfcast.report.Markup;
import io.shelfcast.report.Wording;
import io.shelfcast.scheduling.Run;
import io.shelfcast.scheduling.ScheduledCustomer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** What happened to a customer: versions and decisions, retrainings, earlier looks. */
final class HistorySections {

  private final CustomerState state;
  private final Instant now;
  private final ZoneId zone;

  HistorySections(CustomerState state, Instant now, ZoneId zone) {
    this.state = state;
    this.now = now;
    this.zone = zone;
  }

  Markup models() {
    List<List<Markup>> rows = new ArrayList<>();
    for (VersionCard card : state.versions()) {
      rows.add(version(card));
    }
    return Layout.section(
        "models",
        "Models and decisions",
        rows.isEmpty()
            ? Markup.paragraph("There is no model yet: 'jbang train' makes one.")
            : Tables.labelled(
                "versions",
                List.of("version", "trained", "MAE %", "bias", "coverage", "gate", ""),
                rows),
        decisions());
  }

  private List<Markup> version(VersionCard card) {
    boolean champion = Integer.valueOf(card.version()).equals(state.champion());
    List<Markup> row = new ArrayList<>();
    row.add(Markup.text("v" + card.version()));
    if (card.damage() != null) {
      row.add(Markup.element("span", "outside", Markup.text(card.damage())));
      row.addAll(List.of(Markup.NOTHING, Markup.NOTHING, Markup.NOTHING, Markup.NOTHING));
    } else {
      row.add(Markup.text(trained(card)));
      for (GradedMetric metric :
          List.of(GradedMetric.MAE_PCT, GradedMetric.BIAS, GradedMetric.COVERAGE)) {
        row.add(Markup.text(score(card, metric)));
      }
      row.add(
          card.verdict().passed()
              ? Layout.chip("target", "passed")
              : Layout.chip("unacceptable", "missed"));
    }
    row.add(champion ? Layout.chip("champion", "champion") : rollback(card));
    return row;
  }

  private String trained(VersionCard card) {
    try {
      return card.trained() == null ? "-" : Layout.minute(Instant.parse(card.trained()), zone);
    } catch (DateTimeParseException e) {
      return card.trained();
    }
  }

  /** At the level that is graded first. */
  static String score(VersionCard card, GradedMetric metric) {
    Evaluation e = card.verdict().evaluation();
    if (e.graded() == null) {
      return "-";
    }
    GradedScore score = e.grade(Level.PRODUCT_STORE_DAY, metric);
    return metric == GradedMetric.BIAS
        ? Wording.signed(score.value())
        : Wording.percent(score.value());
  }

  /** Offered for versions that were champion once; leads to a page that asks. */
  private Markup rollback(VersionCard card) {
    boolean offered =
        state.champion() != null
            && card.damage() == null
            && state.former().contains(card.version());
    return offered
        ? Markup.element(
            "a",
            Markup.attributes(
                "class",
                "button",
                "href",
                Layout.path(state.customer()) + "/rollback/" + card.version()),
            Markup.text("Roll back to v" + card.version()))
        : Markup.NOTHING;
  }

  private Markup decisions() {
    if (state.decisions().isEmpty()) {
      return Markup.paragraph("No decision is logged yet.");
    }
    List<List<Markup>> rows = new ArrayList<>();
    for (Deployment d : state.decisions()) {
      rows.add(
          List.of(
              Markup.text(Layout.minute(d.at(), zone)),
              Layout.chip(kind(d.decision()), d.decision().toString()),
              Markup.text(
                  (d.fromVersion() == null ? "none" : "v" + d.fromVersion())
                      + " \u2192 "
                      + (d.toVersion() == null ? "none" : "v" + d.toVersion())),
              Markup.text(d.target() + ", " + d.actor()),
              Markup.element("span", "reason", Markup.text(d.reason()))));
    }
    return Markup.all(
        List.of(
            Markup.element("h3", Markup.text("Decisions")),
            Tables.labelled(
                "decisions", List.of("when", "decision", "versions", "where, who", "why"), rows)));
  }

  private static String kind(Deployment.Decision decision) {
    return switch (decision) {
      case PROMOTED, DEPLOYED -> "target";
      case REJECTED, UNDEPLOYED -> "undefined";
      case ROLLED_BACK -> "acceptable";
      case FAILED -> "unacceptable";
    };
  }

  Markup schedule() {
    List<List<Markup>> rows = new ArrayList<>();
    for (Run run : state.runs()) {
      String said = run.error() != null ? run.error() : run.summary() == null ? "" : run.summary();
      rows.add(
          List.of(
              Markup.text(Layout.minute(run.started(), zone)),
              Tables.outcome(run, now),
              Markup.text(took(run)),
              Markup.text(run.actor() + (run.attempt() > 1 ? ", attempt " + run.attempt() : "")),
              Markup.element("span", "reason", Markup.text(said))));
    }
    return Layout.section(
        "schedule",
        "Schedule and last retrainings",
        Markup.paragraph(next()),
        rows.isEmpty()
            ? Markup.NOTHING
            : Tables.labelled(
                "runs", List.of("began", "outcome", "took", "who", "what came of it"), rows));
  }

  private String next() {
    ScheduledCustomer scheduled = state.scheduled();
    String when = "Retraining is due " + state.timetable();
    if (scheduled == null) {
      return when + "; no worker ('jbang schedule') knows of this customer yet.";
    }
    return when
        + (scheduled.paused()
            ? "; paused."
            : scheduled.worker() != null
                ? "; " + scheduled.worker() + " is at it now."
                : ", next on " + Layout.minute(scheduled.due(), zone) + ".")
        + (scheduled.failures() == 0
            ? ""
            : " It has failed " + Layout.plural(scheduled.failures(), "time") + " in a row.");
  }

  private static String took(Run run) {
    if (run.ended() == null) {
      return "-";
    }
    long seconds = java.time.Duration.between(run.started(), run.ended()).toSeconds();
    return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
  }

  Markup monitoring() {
    if (state.history().isEmpty()) {
      return Markup.NOTHING;
    }
    List<List<Markup>> rows = new ArrayList<>();
    for (MonitoringLog.Entry e : state.history()) {
      rows.add(
          List.of(
              Markup.text(Layout.minute(e.at(), zone)),
              Markup.text(e.asOf().toString()),
              Markup.text(e.version() == null ? "none" : "v" + e.version()),
              e.alerts() == 0
                  ? Layout.chip("target", "all well")
                  : Layout.chip("unacceptable", Layout.plural(e.alerts(), "alert"))));
    }
    return Layout.section(
        "history",
        "Earlier looks",
        Tables.labelled("looks", List.of("when", "as of", "champion", "found"), rows));
  }
}
