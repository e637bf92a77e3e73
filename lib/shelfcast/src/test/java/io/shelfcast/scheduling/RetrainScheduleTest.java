package io.shelfcast.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import io.shelfcast.fixtures.SharedDatabase;
import io.shelfcast.progress.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Weeks of a schedule, told by a clock that is set, on a real database. */
@ExtendWith(SharedDatabase.class)
class RetrainScheduleTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final String ODD = "../<script>'; DROP TABLE \"Käse & Söhne\"";

  private final SettableClock time = new SettableClock();
  private final Clock clock = clock(time);
  private final ScheduleDatabase its;
  private final RetrainSchedule schedule;
  private final Pauses pauses;
  private final RunLog log;
  private final StopRequest stop = new StopRequest(clock);
  private final List<String> trained = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private Predicate<String> fails = customer -> false;
  private Predicate<String> busy = customer -> false;

  RetrainScheduleTest(Database server) {
    its = new ScheduleDatabase(server);
    schedule = new RetrainSchedule(its.database, clock);
    pauses = new Pauses(its.database, clock);
    log = new RunLog(its.database);
    set("2024-06-05T12:00+02:00");
  }

  @Test
  void customerIsTrainedOnceEachSunday() {
    its.customers("a", ODD);
    ManualScheduler worker = worker("w1");
    at(worker, "2024-06-09T01:59+02:00");
    assertThat(trained).isEmpty();
    at(worker, "2024-06-09T02:00:01+02:00");
    assertThat(trained).containsExactlyInAnyOrder("a", ODD);
    at(worker, "2024-06-09T02:10+02:00");
    at(worker, "2024-06-12T02:00+02:00");
    assertThat(trained).hasSize(2);
    at(worker, "2024-06-16T02:00+02:00");
    assertThat(trained).hasSize(4);
    assertThat(log.recent(ODD, 9))
        .extracting(Run::outcome, Run::summary, Run::actor, Run::attempt, Run::due)
        .containsExactly(
            tuple(
                Run.Outcome.DONE, "v1 of " + ODD, "schedule", 1, instant("2024-06-16T02:00+02:00")),
            tuple(
                Run.Outcome.DONE,
                "v1 of " + ODD,
                "schedule",
                1,
                instant("2024-06-09T02:00+02:00")));
  }

  @Test
  void nightsOnWhichTheClockChangesTrainOnce() {
    its.customers("a");
    set("2024-03-28T12:00+01:00");
    ManualScheduler worker = worker("w1");
    at(worker, "2024-03-31T01:59:59+01:00");
    assertThat(trained).isEmpty();
    at(worker, "2024-03-31T03:00+02:00");
    assertThat(trained).hasSize(1);
    set("2024-10-26T12:00+02:00");
    at(worker, "2024-10-26T12:00+02:00"); // the Sundays since were missed: once
    assertThat(trained).hasSize(2);
    at(worker, "2024-10-27T02:00+02:00");
    assertThat(trained).hasSize(3);
    at(worker, "2024-10-27T02:00+01:00");
    at(worker, "2024-10-27T02:59+01:00");
    assertThat(trained).hasSize(3);
  }

  @Test
  void missedSundaysAreCaughtUpOnce() {
    its.customers("a");
    worker("w1");
    set("2024-07-31T15:00+02:00"); // eight Sundays later
    ManualScheduler next = worker("w2");
    next.runAnyDueExecutions();
    next.runAnyDueExecutions();
    assertThat(trained).containsExactly("a");
    assertThat(only().due()).isEqualTo(instant("2024-08-04T02:00+02:00"));
  }

  @Test
  void customersThatComeAndGoAreNoticed() {
    its.customers("a", "b");
    ManualScheduler worker = worker("w1");
    its.customers("c");
    its.run("DELETE FROM shelfcast.customers WHERE customer_id = 'b'");
    worker.tick(Duration.ofMinutes(11));
    worker.runAnyDueExecutions();
    assertThat(schedule.list()).extracting(ScheduledCustomer::customer).containsExactly("a", "c");
    at(worker, "2024-06-09T02:00+02:00");
    assertThat(trained).containsExactlyInAnyOrder("a", "c");
  }

  @Test
  void failureIsTriedAgainWithDoubledWaitsAndStopsNobody() {
    its.customers("a", "bad", "z");
    fails = "bad"::equals;
    ManualScheduler worker = worker("w1");
    at(worker, "2024-06-09T02:00+02:00");
    assertThat(trained).containsExactlyInAnyOrder("a", "bad", "z");
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Instant due = row("bad").due();
      waits.add(Duration.between(time.now(), due).toMinutes());
      time.set(due);
      worker.runAnyDueExecutions();
    }
    assertThat(waits)
        .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L, 1440L, 1440L, 1440L);
    assertThat(log.recent("bad", 1).get(0).attempt()).isEqualTo(13);
    assertThat(log.recent("bad", 1).get(0).error()).isEqualTo("not a day of 'bad'");
    fails = customer -> false;
    time.set(row("bad").due());
    worker.runAnyDueExecutions();
    assertThat(row("bad"))
        .extracting(ScheduledCustomer::failures, ScheduledCustomer::due)
        .containsExactly(0, instant("2024-06-16T02:00+02:00"));
    assertThat(log.recent("a", 9)).hasSize(1);
  }

  /** The wait would end on Monday; Sunday's run is not put off to it. */
  @Test
  void waitAfterFailureEndsWithTheNextRegularTime() {
    its.customers("bad");
    fails = customer -> true;
    ManualScheduler worker = worker("w1");
    its.run("UPDATE shelfcast.scheduled_tasks SET consecutive_failures = 40");
    set("2024-06-09T02:00+02:00");
    its.run("UPDATE shelfcast.scheduled_tasks SET execution_time = '2024-06-08T22:00+02'");
    set("2024-06-08T22:00+02:00");
    worker.runAnyDueExecutions();
    assertThat(only().due()).isEqualTo(instant("2024-06-09T02:00+02:00"));
  }

  @Test
  void pausedCustomerIsSkippedUntilItIsResumed() {
    its.customers("a", "b");
    ManualScheduler worker = worker("w1");
    pauses.pause("a", "me");
    pauses.pause("a", "me again");
    assertThat(row("a").paused()).isTrue();
    assertThat(row("b").paused()).isFalse();
    at(worker, "2024-06-09T02:00+02:00");
    assertThat(trained).containsExactly("b");
    pauses.resume("a");
    worker.tick(Duration.ofDays(1));
    worker.runAnyDueExecutions();
    assertThat(trained).containsExactly("b"); // what was skipped on purpose is not caught up
    at(worker, "2024-06-16T02:00+02:00");
    assertThat(trained).containsExactlyInAnyOrder("b", "a", "b");
  }

  @Test
  void pauseOfAllHoldsForThoseWhoComeLater() {
    its.customers("a");
    ManualScheduler worker = worker("w1");
    pauses.pause(null, "me");
    its.customers("b");
    worker.tick(Duration.ofMinutes(11));
    worker.runAnyDueExecutions();
    at(worker, "2024-06-09T02:00+02:00");
    assertThat(trained).isEmpty();
    assertThatThrownBy(() -> pauses.resume("a"))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("without --customer");
    pauses.resume(null);
    at(worker, "2024-06-16T02:00+02:00");
    assertThat(trained).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void whoAsksIsServedAtOnceAlsoWhilePaused() {
    its.customers("a", "b", "new");
    ManualScheduler worker = worker("w1");
    pauses.pause("a", "me");
    assertThat(schedule.runNow("a", "Jörg")).isEqualTo(1);
    worker.runAnyDueExecutions();
    worker.runAnyDueExecutions();
    assertThat(trained).containsExactly("a");
    assertThat(log.recent(1).get(0).actor()).isEqualTo("Jörg");
    assertThat(row("a").due()).isEqualTo(instant("2024-06-09T02:00+02:00"));
    assertThatThrownBy(() -> schedule.runNow("nobody", "me"))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("known are a, b, new");
    assertThat(schedule.runNow(null, "me")).isEqualTo(3);
  }

  /** The first schedule of a database is asked before there was any worker. */
  @Test
  void whoAsksBeforeThereIsAWorkerIsServedByTheFirst() {
    its.customers("a");
    assertThat(schedule.lastHeard()).isEmpty();
    assertThat(schedule.runNow("a", "me")).isEqualTo(1);
    worker("w1").runAnyDueExecutions();
    assertThat(trained).containsExactly("a");
    assertThat(schedule.lastHeard()).contains(time.now());
  }

  @Test
  void customerAtWhichAWorkerIsCannotBeMadeDue() {
    its.customers("a");
    ManualScheduler worker = worker("w1");
    schedule.runNow("a", "me");
    int[] asked = {-1};
    fails =
        customer -> {
          asked[0] = schedule.runNow("a", "somebody else");
          assertThat(only().worker()).isNotNull();
          return false;
        };
    worker.runAnyDueExecutions();
    assertThat(asked[0]).isZero();
    worker.runAnyDueExecutions();
    assertThat(trained).hasSize(1);
  }

  @Test
  void anotherTimetableMovesWhoeverWaitsForTheOldOne() {
    its.customers("waits", "failed");
    ManualScheduler worker = worker("w1");
    fails = "failed"::equals;
    at(worker, "2024-06-09T02:00+02:00");
    Instant retry = row("failed").due();
    Timetable mondays = new Timetable("30 4 * * MON", ZoneId.of("Asia/Tokyo"));
    schedule.keep(mondays);
    assertThat(row("waits").due()).isEqualTo(instant("2024-06-10T04:30+09:00"));
    assertThat(row("failed").due()).isEqualTo(retry);
    schedule.keep(null);
    assertThat(schedule.timetable()).isEqualTo(mondays);
    assertThat(new RetrainSchedule(its.database, Clock.systemUTC()).timetable()).isEqualTo(mondays);
  }

  @Test
  void busyCustomerIsLeftAloneAndComesAgain() {
    its.customers("a");
    busy = customer -> true;
    ManualScheduler worker = worker("w1");
    at(worker, "2024-06-09T02:00+02:00");
    assertThat(log.recent(9)).isEmpty();
    busy = customer -> false;
    at(worker, "2024-06-09T02:05+02:00");
    assertThat(trained).containsExactly("a");
    assertThat(log.recent(9)).hasSize(1);
  }

  @Test
  void trainingIsBrokenOffWhenTheGraceIsOverAndStaysDue() {
    its.customers("a");
    ManualScheduler worker = worker("w1");
    fails =
        customer -> {
          stop.after(Duration.ofMinutes(1));
          stop.watch(customer, Progress.NONE).step("LSTM", 1, 9, ""); // may go on
          worker.tick(Duration.ofMinutes(1));
          stop.watch(customer, Progress.NONE).step("LSTM", 2, 9, "");
          throw new AssertionError("went on");
        };
    at(worker, "2024-06-09T02:00+02:00");
    assertThat(log.recent(9)).extracting(Run::outcome).containsExactly(Run.Outcome.INTERRUPTED);
    assertThat(only().due()).isEqualTo(instant("2024-06-09T02:00+02:00"));
    assertThat(only().failures()).isZero();
    assertThat(only().worker()).isNull();
  }

  @Test
  void deadWorkersCustomerIsTakenOverAtItsTime() {
    its.customers("a");
    ManualScheduler worker = worker("w1");
    set("2024-06-09T02:00+02:00");
    died("a", time.now());
    worker.tick(Duration.ofMinutes(1));
    worker.runDeadExecutionDetection();
    worker.runAnyDueExecutions();
    assertThat(trained).isEmpty(); // a minute's silence is not death yet
    worker.tick(Duration.ofDays(1));
    worker.runDeadExecutionDetection();
    worker.runAnyDueExecutions();
    assertThat(trained).containsExactly("a");
    assertThat(log.recent(9))
        .extracting(Run::outcome, Run::worker)
        .containsExactly(tuple(Run.Outcome.DONE, "w1"), tuple(Run.Outcome.LOST, "dead"));
    assertThat(said).anyMatch(line -> line.contains("dead") && line.contains("taken over"));
  }

  /** Killed between the last row of the log and db-scheduler's: the work is done. */
  @Test
  void workThatTheDeadHadFinishedIsNotDoneAgain() {
    its.customers("a");
    ManualScheduler worker = worker("w1");
    set("2024-06-09T02:00+02:00");
    died("a", time.now());
    its.run("UPDATE shelfcast.runs SET outcome = 'done', ended_at = started_at");
    worker.tick(Duration.ofDays(1));
    worker.runDeadExecutionDetection();
    worker.runAnyDueExecutions();
    assertThat(trained).isEmpty();
    assertThat(only().due()).isEqualTo(instant("2024-06-16T02:00+02:00"));
  }

  @Test
  void customerThatKillsOneWorkerAfterTheOtherHasToWait() {
    its.customers("a");
    ManualScheduler worker = worker("w1");
    set("2024-06-09T02:00+02:00");
    for (int i = 0; i < 3; i++) {
      died("a", time.now());
      worker.tick(Duration.ofHours(1));
      worker.runDeadExecutionDetection();
    }
    assertThat(Duration.between(time.now(), only().due())).isEqualTo(Duration.ofMinutes(20));
  }

  /** What a worker that is killed in the middle leaves. */
  private void died(String customer, Instant when) {
    its.run(
        "UPDATE shelfcast.scheduled_tasks SET picked = true, picked_by = 'dead', last_heartbeat = '"
            + when
            + "' WHERE task_instance = ?",
        customer);
    log.begin(customer, when, when, 1, Run.SCHEDULE, "dead");
  }

  private ManualScheduler worker(String name) {
    RetrainTask task =
        new RetrainTask(its.database, clock, this::train, name, stop, new Line(said::add));
    var builder = TestHelper.createManualScheduler(its.database.source(), task.task());
    builder.clock(time);
    builder.startTasks(List.of(RetrainWorker.customers(schedule)));
    RetrainWorker.stored(builder);
    schedule.keep(null);
    schedule.meetCustomers();
    ManualScheduler worker = builder.start();
    worker.runAnyDueExecutions();
    return worker;
  }

  private Optional<String> train(String customer, String actor, Progress progress) {
    if (busy.test(customer)) {
      return Optional.empty();
    }
    trained.add(customer);
    if (fails.test(customer)) {
      throw new ShelfcastException("not a day of '" + customer + "'\nand more");
    }
    return Optional.of("v1 of " + customer);
  }

  private void at(ManualScheduler worker, String when) {
    set(when);
    worker.runAnyDueExecutions();
  }

  private void set(String when) {
    time.set(instant(when));
  }

  private ScheduledCustomer only() {
    assertThat(schedule.list()).hasSize(1);
    return schedule.list().get(0);
  }

  private ScheduledCustomer row(String customer) {
    return schedule.list().stream()
        .filter(row -> row.customer().equals(customer))
        .findFirst()
        .orElseThrow();
  }

  private static Instant instant(String when) {
    return ZonedDateTime.parse(when).toInstant();
  }

  private static Clock clock(SettableClock time) {
    return new Clock() {
      @Override
      public Instant instant() {
        return time.now();
      }

      @Override
      public ZoneId getZone() {
        return BERLIN;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
      }
    };
  }

  /** Keeps what is said. */
  record Line(java.util.function.Consumer<String> keep) implements Progress {
    @Override
    public void step(String task, long done, long total, String note) {}

    @Override
    public void say(String line) {
      keep.accept(line);
    }
  }
}
