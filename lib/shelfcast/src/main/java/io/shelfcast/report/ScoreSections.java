package io.shelfcast.report;

import io.shelfcast.evaluation.Advice;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Gate;
import io.shelfcast.evaluation.GradedMetric;
import io.shelfcast.evaluation.GradedScore;
import io.shelfcast.evaluation.Level;
import io.shelfcast.evaluation.Scores;
import io.shelfcast.evaluation.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of scores, the gate and the advice. */
public final class ScoreSections {
  private ScoreSections() {}

  /** The targets table: a row for each level, the noise floor below each value. */
  public static Markup graded(Verdict verdict) {
    Evaluation e = verdict.evaluation();
    if (e.graded() == null) {
      return Markup.NOTHING;
    }
    List<Markup> head = new ArrayList<>(List.of(Markup.text("level")));
    for (GradedMetric metric : GradedMetric.values()) {
      Markup limits = Markup.element("span", "limits", Markup.text(metric.limits()));
      head.add(Markup.all(List.of(Markup.text(metric.title()), limits)));
    }
    List<List<Markup>> rows = new ArrayList<>();
    for (Level level : Level.values()) {
      List<Markup> row = new ArrayList<>(List.of(Markup.text(level.title())));
      for (GradedMetric metric : GradedMetric.values()) {
        row.add(cell(e.grade(level, metric)));
      }
      rows.add(row);
    }
    return Markup.section(
        "How good it is",
        Markup.tableOf(head, rows),
        Markup.paragraph(
            "Below each metric: target / acceptable / unacceptable, in percent. MAE % is the sum of"
                + " absolute errors over the sum of sales; MAPE and coverage (the share within"
                + " 15\u00a0%) count cells with sales only; bias is above 0 where too much is"
                + " forecast."),
        Markup.paragraph(e.noiseFloorNote()));
  }

  private static Markup cell(GradedScore score) {
    boolean bias = score.metric() == GradedMetric.BIAS;
    String value = bias ? Wording.signed(score.value()) : Wording.percent(score.value());
    Markup floor =
        Double.isNaN(score.floor())
            ? Markup.NOTHING
            : Markup.element(
                "span", "floor", Markup.text("floor " + Wording.percent(score.floor())));
    return Markup.all(
        List.of(
            Markup.element("span", "value", Markup.text(value)),
            Markup.element(
                "span",
                "chip " + score.grade().name().toLowerCase(Locale.ROOT),
                Markup.text(score.grade().title())),
            floor));
  }

  /** Each of the gate's conditions in a sentence. */
  public static Markup gate(Verdict verdict) {
    Gate gate = verdict.gate();
    List<Markup> items = new ArrayList<>();
    for (Gate.Check check : gate.checks()) {
      items.add(Markup.element("li", check.passed() ? "yes" : "no", Markup.text(check.sentence())));
    }
    return Markup.section(
        gate.passed() ? "The gate: passed" : "The gate: missed",
        Markup.paragraph(
            "Asked at "
                + gate.level().title()
                + " of "
                + gate.model()
                + ", against "
                + gate.baseline()
                + "."),
        Markup.element("ul", "checks", Markup.all(items)));
  }

  static Markup advice(Verdict verdict) {
    if (verdict.advice().isEmpty()) {
      return Markup.NOTHING;
    }
    List<Markup> items = new ArrayList<>();
    for (Advice advice : verdict.advice()) {
      Markup topic =
          Markup.element(
              "span", "topic", Markup.text(advice.topic().name().toLowerCase(Locale.ROOT)));
      items.add(Markup.element("li", topic, new Markup(" "), Markup.text(advice.text())));
    }
    return Markup.section("What to try", Markup.element("ul", Markup.all(items)));
  }

  /** All models at product x store x day, and at the gate's level. */
  static Markup comparison(Verdict verdict, ModelChoice models) {
    Evaluation e = verdict.evaluation();
    List<Markup> parts = new ArrayList<>();
    parts.add(level(e, Level.PRODUCT_STORE_DAY, models));
    if (verdict.gate().level() != Level.PRODUCT_STORE_DAY) {
      parts.add(level(e, verdict.gate().level(), models));
    }
    if (!models.same().isEmpty()) {
      parts.add(
          Markup.paragraph(
              models.main()
                  + " is the same as "
                  + Wording.list(models.same())
                  + " here; figures show it once."));
    }
    return Markup.section("The models side by side", Markup.all(parts));
  }

  private static Markup level(Evaluation e, Level level, ModelChoice models) {
    boolean intervals = e.scores(models.main(), level).intervals() != null;
    boolean scaled = level != Level.PRODUCT_STORE_HORIZON;
    List<String> head =
        new ArrayList<>(
            List.of("model", "MAE, " + e.unit().title(), "MAE %", "MAPE", "coverage", "bias"));
    head.addAll(scaled ? List.of("MASE", "RMSSE") : List.of());
    head.addAll(intervals ? List.of("pinball", "below p10", "above p90") : List.of());
    List<List<Markup>> rows = new ArrayList<>();
    for (String model : e.models()) {
      Scores s = e.scores(model, level);
      List<Markup> row = new ArrayList<>();
      Markup name = Markup.text(model);
      row.add(model.equals(models.main()) ? Markup.element("strong", name) : name);
      row.add(Markup.text(Wording.plain(s.mae())));
      row.add(Markup.text(Wording.percent(s.wape())));
      row.add(Markup.text(Wording.percent(s.mape())));
      row.add(Markup.text(Wording.percent(s.coverage())));
      row.add(Markup.text(Wording.signed(s.bias())));
      if (scaled) {
        row.add(Markup.text(Wording.ratio(s.mase())));
        row.add(Markup.text(Wording.ratio(s.rmsse())));
      }
      if (intervals && s.intervals() != null) {
        row.add(Markup.text(Wording.plain(s.intervals().pinball())));
        row.add(Markup.text(Wording.percent(s.intervals().belowP10())));
        row.add(Markup.text(Wording.percent(s.intervals().aboveP90())));
      }
      rows.add(row);
    }
    String heading =
        level.title() + ": " + Wording.count(e.scores(models.main(), level).cells(), "cell");
    return Markup.all(
        List.of(Markup.element("h3", Markup.text(heading)), Markup.table(head, rows)));
  }
}
