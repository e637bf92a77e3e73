package io.shelfcast.scheduling;

import io.shelfcast.StateFolder;
import io.shelfcast.database.Database;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.Draft;
import io.shelfcast.registry.ModelRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A worker that is a process of its own, to be killed or told to stop. */
public final class WorkerProcess {

  private WorkerProcess() {}

  /**
   * {@code KIND MODELS URL USER PASSWORD}. Its trainings print a line, then hang, or write a draft
   * for as long as they may.
   */
  public static void main(String... args) {
    Database database =
        Database.open(
            new StateFolder(Path.of("")),
            Map.of(
                "SHELFCAST_DB_URL", args[2],
                "SHELFCAST_DB_USER", args[3],
                "SHELFCAST_DB_PASSWORD", args[4]));
    ModelRegistry models = new ModelRegistry(Path.of(args[1]));
    Retraining retraining =
        args[0].equals("hang")
            ? (customer, actor, progress) -> hang()
            : (customer, actor, progress) -> draft(models, customer, progress);
    RetrainWorker worker =
        new RetrainWorker(
            database,
            Clock.systemUTC(),
            retraining,
            new RetrainWorker.Options(
                2, Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ZERO, "child"),
            Progress.NONE);
    worker.start(null);
    worker.runUntilToldToStop();
  }

  private static Optional<String> hang() throws InterruptedException {
    System.out.println("training");
    new CountDownLatch(1).await();
    return Optional.of("never");
  }

  private static Optional<String> draft(ModelRegistry models, String customer, Progress progress)
      throws Exception {
    try (Draft draft = models.claim(customer)) {
      Files.writeString(draft.directory().resolve("half"), "a model");
      System.out.println("training");
      CountDownLatch never = new CountDownLatch(1);
      for (int epoch = 1; ; epoch++) {
        progress.step("LSTM", epoch, 0, "");
        never.await(20, java.util.concurrent.TimeUnit.MILLISECONDS);
      }
    }
  }
}
