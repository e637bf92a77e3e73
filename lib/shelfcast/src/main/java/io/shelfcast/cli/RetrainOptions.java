package io.shelfcast.cli;

import io.shelfcast.ShelfcastException;
import io.shelfcast.WholeFile;
import io.shelfcast.evaluation.Gate;
import io.shelfcast.evaluation.Level;
import io.shelfcast.retraining.Outcome;
import io.shelfcast.retraining.PromotionRule;
import io.shelfcast.retraining.RetrainingRun;
import io.shelfcast.retraining.RetrainingSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How {@code retrain} trains and decides, and where its outcomes go; a picocli mixin. */
public final class RetrainOptions {

  private static final PromotionRule RULE = PromotionRule.DEFAULT;
  private static final int YEAR = 365;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @Mixin private ModelOptions model;
  @Mixin private HistoryOptions history;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description =
          "trusted: a lower MAE, by more than chance and a margin, and no harm elsewhere;"
              + " mae: a lower MAE.")
  private PromotionRule.Kind rule = RULE.kind();

  @Option(
      names = "--alpha",
      paramLabel = "P",
      description = "Share of decisions between equal models that may promote.")
  private double alpha = RULE.alpha();

  @Option(
      names = "--margin",
      paramLabel = "SHARE",
      description = "By which the challenger's MAE must be lower.")
  private double margin = RULE.margin();

  @Option(
      names = "--max-age",
      paramLabel = "WEEKS",
      description = "A champion older than this is replaced by a challenger that is as good.")
  private int maxAge = RULE.maxAgeWeeks();

  @Option(
      names = "--gate-level",
      paramLabel = "LEVEL",
      converter = GateOptions.ToLevel.class,
      description = "Where the gate asks, as in train.")
  private Level level = Gate.DEFAULT_LEVEL;

  @Option(
      names = "--out",
      paramLabel = "F.json",
      description = "Also write the outcomes, with every condition, here.")
  private Path out;

  /**
   * All of it in the library's form.
   *
   * @throws ParameterException if a value is none that it can be
   */
  public RetrainingRun.Request request() {
    try {
      return new RetrainingRun.Request(
          model.options(),
          !model.horizonGiven(),
          model.weights(),
          history.extract(YEAR),
          level,
          new PromotionRule(rule, alpha, margin, maxAge));
    } catch (ShelfcastException e) {
      throw new ParameterException(verb.commandLine(), e.getMessage(), e);
    }
  }

  /** Writes the outcomes, if a file is asked for, and says so. */
  public void write(List<Outcome> outcomes, PrintWriter summary) {
    if (out == null) {
      return;
    }
    WholeFile.write(out, RetrainingSummary.toJson(outcomes));
    summary.println("Outcomes: " + Shown.path(out));
  }
}
