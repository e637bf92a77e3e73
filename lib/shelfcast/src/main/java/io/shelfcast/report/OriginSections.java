package io.shelfcast.report;

import io.shelfcast.report.ReportInput.Window;
import io.shelfcast.sales.PanelSummary;
import io.shelfcast.sales.SalesPanel;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the model was made of: data, windows, parameters, and where it came from. */
final class OriginSections {
  private OriginSections() {}

  static Markup data(SalesPanel panel, ReportInput input) {
    PanelSummary s = PanelSummary.of(panel);
    List<List<Markup>> facts = new ArrayList<>();
    fact(
        facts,
        "sales",
        Wording.days(s.firstDay(), s.lastDay()) + ", " + Wording.count(s.rows(), "row"));
    fact(
        facts,
        "series",
        Wording.count(s.series())
            + " ("
            + Wording.count(s.products(), "product")
            + " in "
            + Wording.count(s.stores(), "store")
            + ")");
    fact(
        facts,
        "series-days",
        Wording.count(s.seriesDays())
            + " from first sales on, "
            + Wording.percent(s.zeroShare())
            + " without sales");
    fact(
        facts,
        "gaps",
        Wording.count(s.daysFilled(), "series-day") + " without a row, filled with 0");
    fact(
        facts,
        "returns",
        Wording.count(s.daysBelowZero(), "series-day") + " below zero, counted as 0");
    fact(
        facts,
        "closed",
        Wording.count(s.closedStoreDays())
            + " of "
            + Wording.count(s.storeDays(), "store-day")
            + " by the events table");
    fact(
        facts,
        "no sales at all",
        Wording.count(s.storeDaysWithoutSales(), "store-day") + " not closed by the events table");
    fact(facts, "outliers", Wording.count(s.outliers().size(), "series-day"));
    return Markup.section(
        "The data",
        windows(input.windows()),
        Markup.element("div", "facts", Markup.table(List.of("what", "how much"), facts)));
  }

  private static Markup windows(List<Window> windows) {
    if (windows.isEmpty()) {
      return Markup.NOTHING;
    }
    List<List<Markup>> rows = new ArrayList<>();
    for (Window w : windows) {
      rows.add(
          List.of(
              Markup.text(w.name()),
              Markup.text(Wording.day(w.first())),
              Markup.text(Wording.day(w.last())),
              Markup.text(Wording.count(ChronoUnit.DAYS.between(w.first(), w.last()) + 1)),
              Markup.text(w.rows() < 0 ? "" : Wording.count(w.rows()))));
    }
    return Markup.table(List.of("window", "first day", "last day", "days", "rows"), rows);
  }

  private static void fact(List<List<Markup>> facts, String name, String value) {
    facts.add(List.of(Markup.text(name), Markup.text(value)));
  }

  static Markup model(ReportInput input) {
    return Markup.section(
        "Where the model came from",
        pairs("origin", input.origin()),
        pairs("parameter", input.parameters()));
  }

  private static Markup pairs(String what, Map<String, String> pairs) {
    if (pairs.isEmpty()) {
      return Markup.NOTHING;
    }
    List<List<Markup>> rows = new ArrayList<>();
    pairs.forEach((name, value) -> fact(rows, name, value));
    return Markup.element("div", "facts", Markup.table(List.of(what, "value"), rows));
  }
}
