package io.shelfcast.training;

import io.shelfcast.evaluation.Gate;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.models.Weights;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.sales.CsvSales;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Trainings that take a second. */
public final class TinyTraining {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2024-01-02T03:04:05Z"), ZoneOffset.UTC);

  private TinyTraining() {}

  /** Trains on the corner shop, in a folder of models; for a process that is to be killed. */
  public static void main(String... args) {
    run(Path.of(args[0])).run(CsvSales.read(CornerShop.directory(), args[1]), request(42, false));
  }

  static TrainingRun run(Path models) {
    return new TrainingRun(new ModelRegistry(models), CLOCK, Progress.NONE);
  }

  static TrainingRun.Request request(long seed, boolean refit) {
    return new TrainingRun.Request(
        options(seed), Weights.Kind.FIXED, 365, Gate.DEFAULT_LEVEL, refit);
  }

  static TrainingOptions options(long seed) {
    return options(7, seed);
  }

  public static TrainingOptions options(int horizon, long seed) {
    TrainingOptions.Xgboost x = TrainingOptions.Xgboost.DEFAULT;
    TrainingOptions.Lstm l = TrainingOptions.Lstm.DEFAULT;
    return new TrainingOptions(
        horizon,
        seed,
        1,
        400,
        new TrainingOptions.Xgboost(
            20, .2, 3, x.earlyStopping(), x.subsample(), x.columnSample(), 1),
        new TrainingOptions.Lstm(
            new int[] {4},
            4,
            0,
            2,
            64,
            1e-2,
            l.patience(),
            l.plateau(),
            l.epochSequences(),
            2,
            l.engine()));
  }
}
