package io.shelfcast.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.cli.ScheduleVerb;
import io.shelfcast.database.Database;
import io.shelfcast.database.Loader;
import io.shelfcast.evaluation.Gate;
import io.shelfcast.fixtures.Bazaar;
import io.shelfcast.fixtures.ChildProcess;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.SharedDatabase;
import io.shelfcast.models.Weights;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.retraining.PromotionRule;
import io.shelfcast.retraining.RetrainingRun;
import io.shelfcast.sales.Extract;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Workers with their real threads and processes, on a real database. */
@ExtendWith(SharedDatabase.class)
class RetrainWorkerTest {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final int MINUTES = 5;

  private final ScheduleDatabase its;
  private final RetrainSchedule schedule;
  private final RunLog log;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final Progress say = new RetrainScheduleTest.Line(said::add);

  RetrainWorkerTest(Database server) {
    its = new ScheduleDatabase(server);
    schedule = new RetrainSchedule(its.database, Clock.systemUTC());
    log = new RunLog(its.database);
  }

  /** A clock that goes, from a given time on. */
  private static Clock from(String instant) {
    Instant now = Clock.systemUTC().instant();
    return Clock.offset(Clock.system(UTC), Duration.between(now, Instant.parse(instant)));
  }

  private static RetrainWorker.Options options(String name) {
    return new RetrainWorker.Options(
        2, Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ZERO, name);
  }

  private RetrainWorker worker(String name, Clock clock, Retraining retraining) {
    return new RetrainWorker(its.database, clock, retraining, options(name), say);
  }

  @Test
  void twoWorkersTrainEachOf200CustomersOnceOnSunday() throws InterruptedException {
    its.customers(IntStream.range(0, 200).mapToObj(i -> "c/" + i).toArray(String[]::new));
    new RetrainSchedule(its.database, from("2024-06-08T12:00:00Z")).keep(null);
    new RetrainSchedule(its.database, from("2024-06-08T12:00:00Z")).meetCustomers();
    its.run("CREATE TABLE IF NOT EXISTS trained (customer_id text, worker text)");
    its.run("TRUNCATE trained");
    CountDownLatch all = new CountDownLatch(200);
    Map<String, Boolean> inside = new ConcurrentHashMap<>();
    BlockingQueue<String> twiceAtOnce = new LinkedBlockingQueue<>();
    Clock sunday = from("2024-06-09T02:00:00Z");
    try (RetrainWorker w1 = worker("w1", sunday, work("w1", inside, twiceAtOnce, all));
        RetrainWorker w2 = worker("w2", sunday, work("w2", inside, twiceAtOnce, all))) {
      w1.start(null);
      w2.start(null);
      assertThat(all.await(MINUTES, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(twiceAtOnce).isEmpty();
    assertThat(its.ask("SELECT customer_id FROM trained")).hasSize(200).doesNotHaveDuplicates();
    assertThat(its.ask("SELECT DISTINCT worker FROM trained")).hasSize(2);
    assertThat(log.recent(500))
        .hasSize(200)
        .allMatch(run -> run.outcome() == Run.Outcome.DONE)
        .extracting(Run::customer)
        .doesNotHaveDuplicates();
    assertThat(schedule.list())
        .hasSize(200)
        .allMatch(row -> row.due().equals(Instant.parse("2024-06-16T02:00:00Z")));
    assertThat(its.connections()).isZero();
  }

  private Retraining work(
      String worker, Map<String, Boolean> inside, BlockingQueue<String> twice, CountDownLatch all) {
    return (customer, actor, progress) -> {
      if (inside.put(customer, true) != null) {
        twice.add(customer);
      }
      its.run("INSERT INTO trained VALUES (?, ?)", customer, worker);
      inside.remove(customer);
      all.countDown();
      return Optional.of("trained");
    };
  }

  @Test
  void killedWorkersCustomersAreTakenOver() throws Exception {
    its.customers("a", "b");
    schedule.runNow(null, "me");
    Process first = child("hang", Path.of(""));
    BufferedReader lines = first.inputReader(StandardCharsets.UTF_8);
    assertThat(lines.readLine()).isEqualTo("training");
    assertThat(lines.readLine()).isEqualTo("training");
    CountDownLatch both = new CountDownLatch(2);
    try (RetrainWorker second =
        worker(
            "second",
            Clock.systemUTC(),
            (customer, actor, progress) -> {
              both.countDown();
              return Optional.of("trained");
            })) {
      second.start(null);
      assertThat(schedule.runNow("a", "somebody")).isZero(); // the first is at it
      ChildProcess.kill(first);
      assertThat(both.await(MINUTES, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(log.recent("a", 9))
        .extracting(Run::outcome)
        .containsExactly(Run.Outcome.DONE, Run.Outcome.LOST);
    assertThat(log.recent("b", 9)).extracting(Run::worker).containsExactly("second", "child");
  }

  @Test
  void databaseThatGoesAwayInTheMiddleIsToldAndTheCustomerTrainedAgain() throws Exception {
    its.customers("a");
    schedule.runNow("a", "me");
    CountDownLatch in = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    CountDownLatch again = new CountDownLatch(1);
    AtomicReference<Thread> training = new AtomicReference<>();
    try (RetrainWorker worker =
        worker(
            "w",
            Clock.systemUTC(),
            (customer, actor, progress) -> {
              if (in.getCount() == 1) {
                training.set(Thread.currentThread());
                in.countDown();
                gone.await();
                its.database.connect().close(); // fails
              }
              again.countDown();
              return Optional.of("trained");
            })) {
      worker.start(null);
      assertThat(in.await(MINUTES, TimeUnit.MINUTES)).isTrue();
      its.goAway();
      gone.countDown();
      assertThat(hears("Cannot connect to ")).contains("trying again");
      // Not back before the failure could not be noted either: else it is tried again much later.
      awaitTheEndOfItsExecution(training.get());
      its.comeBack();
      assertThat(hears("answers again")).isNotNull();
      assertThat(again.await(MINUTES, TimeUnit.MINUTES)).isTrue();
    } finally {
      its.comeBack();
    }
    assertThat(log.recent("a", 9))
        .extracting(Run::outcome)
        .containsExactly(Run.Outcome.DONE, Run.Outcome.LOST);
  }

  private static void awaitTheEndOfItsExecution(Thread training) throws InterruptedException {
    while (Arrays.stream(training.getStackTrace())
        .anyMatch(at -> at.getClassName().endsWith(".ExecutePicked"))) {
      Thread.sleep(20);
    }
  }

  /** The next thing said that has a text in it. */
  private String hears(String text) throws InterruptedException {
    String line;
    do {
      line = said.poll(MINUTES, TimeUnit.MINUTES);
    } while (line != null && !(line.contains(text) && !line.startsWith("a: ")));
    return line;
  }

  @Test
  void toldToStopInTheMiddleItLeavesNothingHalfWrittenAndTheCustomerDue(@TempDir Path models)
      throws Exception {
    its.customers("a");
    schedule.runNow("a", "me");
    Process worker = child("draft", models);
    assertThat(ChildProcess.line(worker)).isEqualTo("training");
    assertThat(partial(models)).hasSize(1);
    worker.destroy(); // SIGTERM
    assertThat(worker.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    assertThat(worker.exitValue()).isEqualTo(128 + 15);
    assertThat(partial(models)).isEmpty();
    assertThat(new ModelRegistry(models).versions("a")).isEmpty();
    assertThat(log.recent("a", 9))
        .extracting(Run::outcome)
        .containsExactly(Run.Outcome.INTERRUPTED);
    ScheduledCustomer row = schedule.list().get(0);
    assertThat(row.worker()).isNull();
    assertThat(row.due()).isBefore(Clock.systemUTC().instant());
    assertThat(its.connections()).isZero();
  }

  @Test
  void retrainingItselfRunsAndPromotesAFirstChampion(@TempDir Path models) throws Exception {
    new Loader(its.database, Progress.NONE)
        .load("../Käse", CornerShop.directory(), Loader.Mode.REPLACE);
    its.customers("empty");
    schedule.runNow(null, "me");
    ModelRegistry registry = new ModelRegistry(models);
    CountDownLatch both = new CountDownLatch(2);
    Retraining retraining =
        ScheduleVerb.retraining(
            its.database,
            registry,
            Clock.systemUTC(),
            new RetrainingRun.Request(
                Bazaar.options(7),
                true,
                Weights.Kind.FIXED,
                Extract.YEAR,
                Gate.DEFAULT_LEVEL,
                PromotionRule.DEFAULT));
    try (RetrainWorker worker =
        worker(
            "w",
            Clock.systemUTC(),
            (customer, actor, progress) -> {
              try {
                return retraining.run(customer, actor, progress);
              } finally {
                both.countDown();
              }
            })) {
      worker.start(null);
      assertThat(both.await(MINUTES, TimeUnit.MINUTES)).isTrue();
    }
    Run run = log.recent("../Käse", 1).get(0);
    assertThat(run.outcome()).as(run.toString()).isEqualTo(Run.Outcome.DONE);
    assertThat(registry.versions("../Käse")).containsExactly(1);
    assertThat(run.summary()).contains("ersion 1 ");
    assertThat(its.ask("SELECT actor FROM shelfcast.deployments WHERE customer_id = '../Käse'"))
        .containsExactly("me");
    Run failed = log.recent("empty", 1).get(0);
    assertThat(failed.outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(failed.error()).contains("empty");
  }

  private static List<Path> partial(Path models) throws IOException {
    try (var paths = Files.walk(models)) {
      return paths.filter(path -> path.toString().endsWith(".partial")).toList();
    }
  }

  private Process child(String kind, Path models) throws IOException {
    Map<String, String> e = its.environment;
    return ChildProcess.startMain(
        WorkerProcess.class,
        kind,
        models.toString(),
        e.get("SHELFCAST_DB_URL"),
        e.get("SHELFCAST_DB_USER"),
        e.get("SHELFCAST_DB_PASSWORD"));
  }
}
