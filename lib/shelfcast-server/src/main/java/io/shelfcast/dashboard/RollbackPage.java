package io.shelfcast.dashboard;

import io.shelfcast.evaluation.GradedMetric;
import io.shelfcast.report.Markup;
import java.util.ArrayList;
import java.util.List;

/** Asks whether an earlier version is to be the champion again. */
final class RollbackPage {
  private RollbackPage() {}

  /** Longest reason that a form takes. */
  static final int REASON = 500;

  static String html(CustomerState state, VersionCard to, String formValue) {
    String path = Layout.path(state.customer());
    VersionCard from = state.version(state.champion());
    return Layout.page(
        "Roll back?",
        Markup.element(
            "section",
            "narrow",
            Markup.element("h1", Markup.text("Roll back to version " + to.version() + "?")),
            Markup.paragraph(
                "Version "
                    + state.champion()
                    + " of customer '"
                    + state.customer()
                    + "' is the champion. If you go on, version "
                    + to.version()
                    + " is, at once: predict, serve and the next retraining use it. Nothing is"
                    + " deleted, and the decision is logged."),
            compared(from, to),
            form(path, state.champion(), to.version(), formValue)));
  }

  private static Markup compared(VersionCard from, VersionCard to) {
    List<List<Markup>> rows = new ArrayList<>();
    for (GradedMetric metric : GradedMetric.values()) {
      rows.add(
          List.of(
              Markup.text(metric.title()),
              Markup.text(value(from, metric)),
              Markup.text(value(to, metric))));
    }
    return Markup.all(
        List.of(
            Markup.table(
                List.of(
                    "on its own validation days",
                    from == null ? "champion" : "v" + from.version() + ", champion",
                    "v" + to.version()),
                rows),
            Markup.paragraph(
                "The days differ where the versions were trained at different times; 'jbang evaluate"
                    + " --version N' scores a version on later days.")));
  }

  private static String value(VersionCard card, GradedMetric metric) {
    return card == null || card.verdict() == null ? "-" : HistorySections.score(card, metric);
  }

  private static Markup form(String path, int from, int to, String formValue) {
    return Markup.element(
        "form",
        Markup.attributes("method", "post", "action", path + "/rollback/" + to, "class", "ask"),
        hidden(Access.FORM_FIELD, formValue),
        hidden("from", String.valueOf(from)),
        Markup.element(
            "label", Markup.attributes("for", "reason"), Markup.text("Why, for the log")),
        Markup.element(
            "input",
            Markup.attributes(
                "id", "reason",
                "name", "reason",
                "maxlength", String.valueOf(REASON),
                "autocomplete", "off")),
        Markup.element(
            "p",
            "buttons",
            Markup.element(
                "button",
                Markup.attributes("class", "grave", "type", "submit"),
                Markup.text("Roll back to v" + to)),
            Markup.element(
                "a",
                Markup.attributes("class", "button", "href", path + "#models"),
                Markup.text("Leave it"))));
  }

  static Markup hidden(String name, String value) {
    return Markup.element(
        "input", Markup.attributes("type", "hidden", "name", name, "value", value));
  }
}
