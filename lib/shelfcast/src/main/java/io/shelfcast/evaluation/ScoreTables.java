package io.shelfcast.evaluation;

import java.util.ArrayList;
import java.util.List;

/** An evaluation as text for a terminal: aligned, without colour, at most 100 columns wide. */
public final class ScoreTables {
  private ScoreTables() {}

  private static final int MODEL_WIDTH = 20;

  /**
   * The targets table: every level and metric of the graded model with its grade, the baseline and
   * the noise floor.
   */
  public static String graded(Evaluation evaluation) {
    if (evaluation.graded() == null) {
      return "Nothing to grade: model '" + Evaluation.ENSEMBLE + "' was not evaluated.\n";
    }
    boolean floor = !evaluation.noiseFloor().isEmpty();
    List<String[]> rows = new ArrayList<>();
    rows.add(
        new String[] {
          evaluation.graded() + ", %",
          "metric",
          "value",
          "naive",
          floor ? "floor" : "",
          "grade",
          "limits"
        });
    for (Level level : Level.values()) {
      for (GradedMetric metric : GradedMetric.values()) {
        GradedScore g = evaluation.grade(level, metric);
        rows.add(
            new String[] {
              metric.ordinal() == 0 ? level.title() : "",
              metric.title(),
              Numbers.percent(g.value()),
              Numbers.percent(g.baseline()),
              floor ? Numbers.percent(g.floor()) : "",
              g.grade().title(),
              metric.limits()
            });
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] r : rows) {
      line(text, Numbers.format("%-31s %-9s %7s %7s %7s  %-12s %s", (Object[]) r));
    }
    wrap(text, evaluation.noiseFloorNote());
    return text.toString();
  }

  /** All models side by side, level by level. */
  public static String comparison(Evaluation evaluation) {
    StringBuilder text = new StringBuilder();
    for (Level level : Level.values()) {
      text.append(text.isEmpty() ? "" : "\n").append(comparison(evaluation, level));
    }
    return text.toString();
  }

  /**
   * All models side by side at one level. MAE and pinball loss in units a cell; MASE and RMSSE have
   * no unit.
   */
  public static String comparison(Evaluation evaluation, Level level) {
    Scores first = evaluation.scores(evaluation.models().get(0), level);
    boolean intervals = first.intervals() != null;
    boolean scaled = level != Level.PRODUCT_STORE_HORIZON;
    StringBuilder text = new StringBuilder();
    line(
        text,
        level.title()
            + ": "
            + cells(first.cells())
            + ", "
            + Numbers.plain(first.point().actual() / first.cells())
            + " "
            + evaluation.unit().title()
            + " each on average");
    line(
        text,
        Numbers.format(
                "%-" + MODEL_WIDTH + "s %8s %6s %6s %7s %6s",
                "",
                "MAE",
                "MAE %",
                "MAPE %",
                "cover %",
                "bias %")
            + (scaled ? Numbers.format(" %6s %6s", "MASE", "RMSSE") : "")
            + (intervals ? Numbers.format(" %8s %6s %6s", "pinball", "<p10 %", ">p90 %") : ""));
    for (String model : evaluation.models()) {
      Scores s = evaluation.scores(model, level);
      line(
          text,
          Numbers.format(
                  "%-" + MODEL_WIDTH + "s %8s %6s %6s %7s %6s",
                  cut(model),
                  Numbers.plain(s.mae()),
                  Numbers.percent(s.wape()),
                  Numbers.percent(s.mape()),
                  Numbers.percent(s.coverage()),
                  Numbers.percent(s.bias()))
              + (scaled ? Numbers.format(" %6s %6s", ratio(s.mase()), ratio(s.rmsse())) : "")
              + (intervals
                  ? Numbers.format(
                      " %8s %6s %6s",
                      Numbers.plain(s.intervals().pinball()),
                      Numbers.percent(s.intervals().belowP10()),
                      Numbers.percent(s.intervals().aboveP90()))
                  : ""));
    }
    leftOut(text, first);
    return text.toString();
  }

  private static void leftOut(StringBuilder text, Scores scores) {
    List<String> parts = new ArrayList<>();
    if (scores.point().mapeLeftOut() > 0) {
      parts.add(
          "MAPE and cover leave out " + cells(scores.point().mapeLeftOut()) + " without sales");
    }
    if (scores.unscaled() > 0) {
      parts.add("MASE and RMSSE leave out " + scores.unscaled() + " series without a scale");
    }
    if (!parts.isEmpty()) {
      wrap(text, "(" + String.join("; ", parts) + ")");
    }
  }

  /** The gate's outcome, then each condition in a line. */
  public static String gate(Gate gate) {
    StringBuilder text = new StringBuilder();
    line(text, "Gate at " + gate.level().title() + ": " + (gate.passed() ? "passed" : "missed"));
    for (Gate.Check check : gate.checks()) {
      item(text, check.passed() ? "ok" : "no", check.sentence());
    }
    return text.toString();
  }

  /** What to try, a line or more each; empty without advice. */
  public static String advice(List<Advice> advice) {
    StringBuilder text = new StringBuilder();
    if (!advice.isEmpty()) {
      line(text, "What to try:");
    }
    advice.forEach(a -> item(text, "-", a.text()));
    return text.toString();
  }

  /** A sentence behind a mark, wrapped and indented. */
  public static String item(String mark, String sentence) {
    StringBuilder text = new StringBuilder();
    item(text, mark, sentence);
    return text.toString();
  }

  private static void item(StringBuilder text, String mark, String sentence) {
    StringBuilder lines = new StringBuilder();
    wrap(lines, 94 - mark.length(), sentence);
    String indent = "\n" + " ".repeat(mark.length() + 3);
    line(text, "  " + mark + " " + lines.toString().strip().replace("\n", indent));
  }

  private static void wrap(StringBuilder text, String sentence) {
    wrap(text, 98, sentence);
  }

  private static void wrap(StringBuilder text, int width, String sentence) {
    StringBuilder line = new StringBuilder();
    for (String word : sentence.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        line(text, line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    line(text, line.toString());
  }

  private static void line(StringBuilder text, String line) {
    text.append(line.stripTrailing()).append('\n');
  }

  private static String cells(long n) {
    return Numbers.format("%,d", n) + (n == 1 ? " cell" : " cells");
  }

  private static String ratio(double value) {
    return Double.isNaN(value) ? Numbers.UNDEFINED : Numbers.format("%.3f", value);
  }

  private static String cut(String model) {
    return model.length() <= MODEL_WIDTH ? model : model.substring(0, MODEL_WIDTH - 1) + "~";
  }
}
