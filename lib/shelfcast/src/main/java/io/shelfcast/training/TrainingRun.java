package io.shelfcast.training;

import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Headline;
import io.shelfcast.evaluation.Level;
import io.shelfcast.evaluation.Verdict;
import io.shelfcast.features.FeatureCoverage;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.models.TrainingSample;
import io.shelfcast.models.Weights;
import io.shelfcast.models.Windows;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.Deployment;
import io.shelfcast.registry.Draft;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.registry.Promotions;
import io.shelfcast.report.Report;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;

/**
 * One training from a customer's panel to a published version: fit, forecast of the validation
 * days, verdict, files, and the champion's pointer where there was no champion yet.
 *
 * @param promotions how a first champion is made and logged
 * @param actor who is said to have made it
 * @param clock tells the time that the model is marked with
 */
public record TrainingRun(
    ModelRegistry registry, Promotions promotions, String actor, Clock clock, Progress progress) {

  /** A training whose promotion is not logged. */
  public TrainingRun(ModelRegistry registry, Clock clock, Progress progress) {
    this(registry, Promotions.unlogged(registry), "", clock, progress);
  }

  /** Days that evaluation alone may look at, where the history is long enough. */
  public static final int VALIDATION_DAYS = 60;

  /**
   * What is asked for.
   *
   * @param historyDays days back from the panel's last whose sales are targets; null for all
   * @param refit whether the model saved is fitted again, validation days included
   */
  public record Request(
      TrainingOptions options,
      Weights.Kind weights,
      Integer historyDays,
      Level gateLevel,
      boolean refit) {}

  /**
   * What came of it.
   *
   * @param windows those of the model evaluated
   * @param champion the customer's champion now, which may be this version, or empty
   */
  public record Result(
      ModelVersion version,
      SalesPanel panel,
      Windows windows,
      Verdict verdict,
      boolean refit,
      OptionalInt champion) {

    /** Whether the version made is the champion. */
    public boolean isChampion() {
      return champion.isPresent() && champion.getAsInt() == version.version();
    }
  }

  /**
   * Trains, and makes the version champion if there was none and it beats seasonal naive.
   *
   * @param panel sales up to the last day to be known; its sales features may look further back
   *     than the targets
   * @throws io.shelfcast.ShelfcastException if the history is too short, or a file cannot be
   *     written; no version is there then
   */
  public Result run(SalesPanel panel, Request request) {
    Result made = train(panel, request, VALIDATION_DAYS);
    Evaluation evaluation = made.verdict().evaluation();
    if (!Headline.beatsNaive(evaluation)) {
      return made;
    }
    ModelVersion version = made.version();
    promotions.promoteFirst(
        version.version(),
        Deployment.inRegistry(
                version.customer(),
                clock.instant(),
                actor,
                Deployment.Decision.PROMOTED,
                null,
                version.version(),
                "The first version that beats seasonal naive: "
                    + Headline.againstNaive(evaluation)
                    + ".")
            .withMetrics(null, Headline.of(made.verdict())));
    return new Result(
        version,
        panel,
        made.windows(),
        made.verdict(),
        request.refit(),
        registry.champion(version.customer()));
  }

  /**
   * Trains, and leaves the champion as it is.
   *
   * @param validationDays days that evaluation alone may look at, where the history is long enough
   * @see #run
   */
  public Result train(SalesPanel panel, Request request, int validationDays) {
    TrainingOptions options = request.options();
    int first = firstTarget(panel, request.historyDays());
    Windows windows = Windows.of(first, panel.lastDay(), options.horizon(), validationDays);
    FeatureCoverage.warn(panel, progress);
    TrainingSample sample = TrainingSample.of(panel, windows, options);
    if (sample.sampled()) {
      progress.say("Origins trained on: " + sample);
    }
    // The number is claimed first: a folder that cannot be written to is told before the work.
    try (Draft draft = registry.claim(panel.customer())) {
      EnsembleForecaster evaluated =
          EnsembleForecaster.fit(panel, windows, options, request.weights(), progress);
      Holdout holdout = Holdout.of(evaluated, panel, request.gateLevel(), progress);
      EnsembleForecaster saved = request.refit() ? evaluated.refit(panel, progress) : evaluated;
      Map<String, Object> provenance =
          Provenance.of(
              panel,
              request.historyDays(),
              evaluated,
              holdout.verdict(),
              request.refit(),
              clock.instant());
      write(draft, panel, evaluated, saved, holdout, provenance);
      ModelVersion version = draft.publish();
      OptionalInt champion = registry.champion(version.customer());
      return new Result(version, panel, windows, holdout.verdict(), request.refit(), champion);
    }
  }

  private static int firstTarget(SalesPanel panel, Integer historyDays) {
    int first = panel.firstDay() + Windows.WARM_UP_DAYS;
    return historyDays == null ? first : Math.max(first, panel.lastDay() - historyDays + 1);
  }

  private static void write(
      Draft draft,
      SalesPanel panel,
      EnsembleForecaster evaluated,
      EnsembleForecaster saved,
      Holdout holdout,
      Map<String, Object> provenance) {
    Path directory = draft.directory();
    saved.save(directory, draft.version(), provenance);
    holdout.verdict().write(directory.resolve(ModelVersion.METRICS));
    Report.write(
        directory.resolve(ModelVersion.REPORT),
        panel,
        holdout.verdict(),
        holdout.forecasts(),
        Facts.forReport(draft.version(), evaluated, panel, Provenance.shown(provenance)));
  }
}
