package io.shelfcast.report;

import io.shelfcast.evaluation.Difference;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Gate;
import io.shelfcast.evaluation.Level;
import io.shelfcast.evaluation.Verdict;
import java.util.List;

/** The top of the page: what it is about, and the verdict in a paragraph. */
final class VerdictSection {
  private VerdictSection() {}

  /** Fixed, so that the same evaluation gives the same interval. */
  private static final long SEED = 1;

  static Markup of(Verdict verdict, ReportInput input, ModelChoice models) {
    Evaluation e = verdict.evaluation();
    boolean passed = verdict.gate().passed();
    Markup chip =
        Markup.element(
            "span",
            passed ? "chip target" : "chip unacceptable",
            Markup.text(passed ? "gate passed" : "gate missed"));
    Markup heading =
        new Markup(
            "<h1>" + Markup.text(e.customer()).html() + ", version " + input.version() + " ");
    return Markup.all(
        List.of(
            new Markup("<header>\n"),
            heading,
            chip,
            new Markup("</h1>\n"),
            Markup.element("p", "verdict", Markup.text(words(verdict, models))),
            new Markup("</header>\n")));
  }

  private static String words(Verdict verdict, ModelChoice models) {
    Evaluation e = verdict.evaluation();
    StringBuilder text = new StringBuilder();
    text.append("Forecasts of ")
        .append(Wording.count(e.horizon(), "day"))
        .append(" for ")
        .append(Wording.count(e.series(), "series"))
        .append(", checked against what was sold from ")
        .append(Wording.days(e.firstDay(), e.lastDay()))
        .append(" in ")
        .append(Wording.count(e.origins().size(), "window"))
        .append(". For one product in one store on one day, ")
        .append(Wording.model(models.main()))
        .append(" was off by ")
        .append(Wording.percent(e.scores(models.main(), Level.PRODUCT_STORE_DAY).wape()))
        .append(" of what was sold; for the total of a horizon, which is what is ordered, by ")
        .append(Wording.percent(e.scores(models.main(), Level.PRODUCT_STORE_HORIZON).wape()))
        .append(". ");
    if (e.baseline() != null && !e.baseline().equals(models.main())) {
      text.append(against(e, models.main()));
    }
    return text.append(gate(verdict.gate())).toString();
  }

  private static String against(Evaluation e, String model) {
    double own = e.scores(model, Level.PRODUCT_STORE_DAY).mae();
    double naive = e.scores(e.baseline(), Level.PRODUCT_STORE_DAY).mae();
    double less = 1 - own / naive;
    if (Double.isNaN(less) || Double.isInfinite(less)) {
      return "";
    }
    String words =
        less > .25
            ? "far better than"
            : less > .02 ? "better than" : less > -.02 ? "no better than" : "worse than";
    Difference d = Difference.of(e, model, e.baseline(), SEED);
    String chance =
        d.better() || d.worse()
            ? ""
            : Double.isNaN(d.low())
                ? " (too few days to rule out chance)"
                : " (a difference that may be chance)";
    return "That is "
        + words
        + " repeating the same day of last week (seasonal naive), whose error day by day is "
        + Wording.percent(e.scores(e.baseline(), Level.PRODUCT_STORE_DAY).wape())
        + ": "
        + Wording.percent(Math.abs(less))
        + (less >= 0 ? " less" : " more")
        + chance
        + ". ";
  }

  private static String gate(Gate gate) {
    List<String> failed =
        gate.checks().stream().filter(c -> !c.passed()).map(Gate.Check::what).toList();
    return gate.passed()
        ? "It passes the gate at " + gate.level().title() + "."
        : "It misses the gate at " + gate.level().title() + " by " + Wording.list(failed) + ".";
  }
}
