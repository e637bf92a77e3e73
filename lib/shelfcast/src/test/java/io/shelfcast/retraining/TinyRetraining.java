package io.shelfcast.retraining;

import io.shelfcast.database.Database;
import io.shelfcast.evaluation.Gate;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.models.Weights;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.sales.Extract;
import io.shelfcast.training.TinyTraining;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Retrainings on the corner shop that take a second. */
final class TinyRetraining {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2024-01-02T03:04:05Z"), ZoneOffset.UTC);
  static final PromotionRule PLAIN =
      new PromotionRule(PromotionRule.Kind.MAE, .05, .01, PromotionRule.DEFAULT.maxAgeWeeks());

  private TinyRetraining() {}

  static RetrainingRun run(Database database, Path models, Progress progress) {
    return new RetrainingRun(
        database, new ModelRegistry(models), CLOCK, "tester", AfterPromotion.NOTHING, progress);
  }

  static RetrainingRun.Request request(long seed, PromotionRule rule) {
    return request(options(7, seed), null, rule);
  }

  static RetrainingRun.Request request(
      TrainingOptions options, LocalDate asOf, PromotionRule rule) {
    return new RetrainingRun.Request(
        options, true, Weights.Kind.FIXED, new Extract(365, asOf), Gate.DEFAULT_LEVEL, rule);
  }

  static TrainingOptions options(int horizon, long seed) {
    return TinyTraining.options(horizon, seed);
  }
}
