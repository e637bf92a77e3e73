package io.shelfcast.notebook;

import io.shelfcast.charts.DuelFigures;
import io.shelfcast.retraining.Condition;
import io.shelfcast.retraining.Match;
import io.shelfcast.retraining.Outcome;
import io.shelfcast.retraining.PromotionRule;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A retraining's decision, and the weeks that it was made on, as tables and figures.
 *
 * @param match the champion of the time and the challenger on days that neither has learnt from
 */
public record Challenge(Outcome outcome, Match match) {

  private static final String UNIT = "units";

  /** By how much the challenger is taken to be better where margins are compared. */
  private static final double[] BETTER = {.01, .02, .05};

  /** Whether the challenger is champion now. */
  public boolean promoted() {
    return outcome.decision() == Outcome.Decision.PROMOTED;
  }

  /** What each has learnt from, then the windows that both forecast. */
  public Table days() {
    Table table =
        Table.create(
            "days",
            StringColumn.create("what"),
            StringColumn.create("first day"),
            StringColumn.create("last day"));
    row(table, champion() + " learnt from", match.championLearnt());
    row(table, challenger() + " learnt from", match.challengerLearnt());
    for (int w = 0; w < match.origins().size(); w++) {
      LocalDate origin = match.origins().get(w);
      Match.Days days = new Match.Days(origin.plusDays(1), origin.plusDays(match.horizon()));
      row(table, "window " + (w + 1) + ", both forecast", days);
    }
    return table;
  }

  private static void row(Table table, String what, Match.Days days) {
    table.stringColumn(0).append(what);
    table.stringColumn(1).append(days.first().toString());
    table.stringColumn(2).append(days.last().toString());
  }

  /** Each thing that the challenger had to meet, with the sentence that is logged. */
  public Table conditions() {
    List<Condition> all = outcome.conditions();
    return Table.create(
        "conditions",
        StringColumn.create("condition", all.stream().map(Condition::name)),
        StringColumn.create("met", all.stream().map(c -> c.met() ? "yes" : "no")),
        StringColumn.create("in words", all.stream().map(Condition::sentence)));
  }

  /** The decision in a sentence. */
  public String decision() {
    return outcome.reason().replaceFirst("(?<=\\.) .*", "");
  }

  /** MAE of both, week by week, product x store x day. */
  public Table weeks() {
    return Table.create(
        "weeks",
        StringColumn.create("week from", match.weeks().stream().map(w -> w.first().toString())),
        DoubleColumn.create("cells", values(Match.Week::cells)),
        DoubleColumn.create(champion() + ", MAE, " + UNIT, values(w -> w.champion() / w.cells())),
        DoubleColumn.create(
            challenger() + ", MAE, " + UNIT, values(w -> w.challenger() / w.cells())),
        DoubleColumn.create("difference", values(Match.Week::difference)));
  }

  private double[] values(ToDoubleFunction<Match.Week> value) {
    return match.weeks().stream().mapToDouble(value).toArray();
  }

  private String champion() {
    return "champion v" + outcome.champion();
  }

  private String challenger() {
    return "challenger v" + outcome.challenger();
  }

  /** {@link #weeks} side by side. */
  public CategoryChart weeksFigure() {
    Map<String, double[]> errors = new LinkedHashMap<>();
    errors.put(champion(), values(w -> w.champion() / w.cells()));
    errors.put(challenger(), values(w -> w.challenger() / w.cells()));
    return DuelFigures.weeks("Both on the same weeks", UNIT, names(), errors);
  }

  /** What each week says for or against the challenger. */
  public CategoryChart differencesFigure() {
    String title = "By how much the challenger is off less";
    return DuelFigures.differences(title, UNIT, names(), values(Match.Week::difference));
  }

  private List<String> names() {
    DateTimeFormatter format = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    return match.weeks().stream()
        .map(Match.Week::first)
        .map((LocalDate d) -> format.format(d))
        .toList();
  }

  /**
   * How often the rule would promote at each margin, were both models equal, and were the
   * challenger better by a known share; all shares in percent.
   *
   * @param margins shares of the champion's MAE
   */
  public Table byMargin(double... margins) {
    Table table =
        Table.create(
            "by margin",
            DoubleColumn.create("margin, %"),
            DoubleColumn.create("equal, lower by it, %"),
            DoubleColumn.create("and beyond chance, %"));
    for (double better : BETTER) {
      table.addColumns(
          DoubleColumn.create(String.format(Locale.ROOT, "better by %.0f %%, %%", 100 * better)));
    }
    for (double margin : margins) {
      PromotionRule rule = withMargin(PromotionRule.DEFAULT, margin);
      Match.Chance equal = match.hadTheyBeenEqual(rule);
      table.doubleColumn(0).append(100 * margin);
      table.doubleColumn(1).append(100.0 * equal.byMargin() / equal.outcomes());
      table.doubleColumn(2).append(100.0 * equal.trusted() / equal.outcomes());
      for (int b = 0; b < BETTER.length; b++) {
        Match.Chance chance = match.hadItBeenBetter(BETTER[b], rule);
        table.doubleColumn(3 + b).append(100.0 * chance.trusted() / chance.outcomes());
      }
    }
    return table;
  }

  private static PromotionRule withMargin(PromotionRule rule, double margin) {
    return new PromotionRule(rule.kind(), rule.alpha(), margin, rule.maxAgeWeeks());
  }
}
