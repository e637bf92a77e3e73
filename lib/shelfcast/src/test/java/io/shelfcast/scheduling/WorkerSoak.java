package io.shelfcast.scheduling;

import io.shelfcast.FolderTree;
import io.shelfcast.StateFolder;
import io.shelfcast.cli.ScheduleVerb;
import io.shelfcast.database.Database;
import io.shelfcast.database.EmbeddedPostgres;
import io.shelfcast.database.Loader;
import io.shelfcast.evaluation.Gate;
import io.shelfcast.fixtures.Bazaar;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.models.Weights;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.retraining.PromotionRule;
import io.shelfcast.retraining.RetrainingRun;
import io.shelfcast.sales.Extract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Run by hand: a worker that lives through weeks in minutes, and what it takes of the machine. Its
 * clock jumps to the next Sunday whenever all customers are done.
 *
 * <p>Arguments: {@code quick} (trainings that do nothing) or {@code real} (the corner shop), the
 * number of customers, and of seconds to go on.
 */
public final class WorkerSoak {

  private WorkerSoak() {}

  /** A clock that goes, and can be put forward. */
  private static final class Jumping extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
      return Clock.systemUTC().instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneId.of("Europe/Berlin");
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    void to(Instant instant) {
      ahead = Duration.between(Clock.systemUTC().instant(), instant);
    }
  }

  public static void main(String... args) throws Exception {
    int customers = Integer.parseInt(args[1]);
    StateFolder state = new StateFolder(Files.createTempDirectory("soak"));
    Database database = Database.open(state, Map.of());
    for (int i = 0; i < customers; i++) {
      new Loader(database, Progress.NONE)
          .load("c" + i, CornerShop.directory(), Loader.Mode.REPLACE);
    }
    Jumping clock = new Jumping();
    Semaphore done = new Semaphore(0);
    Retraining work = args[0].equals("real") ? real(database, state, clock) : quick();
    RetrainWorker worker =
        new RetrainWorker(
            database,
            clock,
            (customer, actor, progress) -> {
              try {
                return work.run(customer, actor, progress);
              } finally {
                done.release();
              }
            },
            new RetrainWorker.Options(
                1, Duration.ofMillis(50), Duration.ofSeconds(30), Duration.ZERO, "soak"),
            Progress.NONE);
    worker.start(null);
    RetrainSchedule schedule = new RetrainSchedule(database, clock);
    long end = System.nanoTime() + Long.parseLong(args[2]) * 1_000_000_000L;
    for (int week = 1; System.nanoTime() < end; week++) {
      clock.to(schedule.timetable().after(clock.instant()));
      done.acquire(customers);
      tell(database, week);
    }
    worker.close();
    System.out.println(
        new RunLog(database)
            .recent(1_000_000).stream()
                .collect(
                    java.util.stream.Collectors.groupingBy(
                        Run::outcome, java.util.stream.Collectors.counting())));
    tell(database, -1);
    new EmbeddedPostgres(state).stop();
    FolderTree.delete(state.root());
  }

  private static Retraining quick() {
    return (customer, actor, progress) -> Optional.of("trained");
  }

  private static Retraining real(Database database, StateFolder state, Clock clock) {
    return ScheduleVerb.retraining(
        database,
        ModelRegistry.of(state),
        clock,
        new RetrainingRun.Request(
            Bazaar.options(7),
            true,
            Weights.Kind.FIXED,
            Extract.YEAR,
            Gate.DEFAULT_LEVEL,
            PromotionRule.DEFAULT));
  }

  private static void tell(Database database, int week) throws IOException {
    System.gc();
    long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    long resident =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmRSS"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .sum();
    long files;
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      files = open.count();
    }
    String connections =
        Connected.in(
            database,
            "count",
            c -> {
              try (var s = c.createStatement();
                  var r =
                      s.executeQuery(
                          "SELECT count(*) FROM pg_stat_activity"
                              + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")) {
                r.next();
                return r.getString(1);
              }
            });
    System.out.printf(
        "week %d: heap %d MB, resident %d MB, threads %d, files %d, connections %s%n",
        week, heap >> 20, resident >> 10, Thread.activeCount(), files, connections);
  }
}
