package io.shelfcast.scheduling;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import io.shelfcast.progress.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What happens to a customer whose time has come, from the run's first row in the log to the next
 * time. What db-scheduler holds for it is its data: null, or who asked for the run.
 */
final class RetrainTask {

  /** After the first failure; doubled after each further one. */
  static final Duration FIRST_RETRY = Duration.ofMinutes(5);

  static final Duration LAST_RETRY = Duration.ofDays(1);
  private static final Duration BUSY_RETRY = Duration.ofMinutes(5);

  private final RetrainSchedule schedule;
  private final Pauses pauses;
  private final RunLog log;
  private final Clock clock;
  private final Retraining retraining;
  private final String worker;
  private final StopRequest stop;
  private final Progress say;

  /**
   * @param worker who does it
   * @param say is told a line of whatever happens
   */
  RetrainTask(
      Database database,
      Clock clock,
      Retraining retraining,
      String worker,
      StopRequest stop,
      Progress say) {
    this.schedule = new RetrainSchedule(database, clock);
    this.pauses = new Pauses(database, clock);
    this.log = new RunLog(database);
    this.clock = clock;
    this.retraining = retraining;
    this.worker = worker;
    this.stop = stop;
    this.say = say;
  }

  CustomTask<String> task() {
    return Tasks.custom(RetrainSchedule.TASK, String.class)
        .onFailure(this::tryLater)
        .onDeadExecution(this::takeOver)
        .execute(this::run);
  }

  private CompletionHandler<String> run(TaskInstance<String> instance, ExecutionContext context)
      throws RuntimeException {
    String customer = instance.getId();
    Execution execution = context.getExecution();
    boolean asked = instance.getData() != null;
    if (!asked && (pauses.has(customer) || log.doneSince(customer, execution.executionTime))) {
      return this::next;
    }
    log.lose(customer, clock.instant());
    long id =
        log.begin(
            customer,
            execution.executionTime,
            clock.instant(),
            execution.consecutiveFailures + 1,
            asked ? instance.getData() : Run.SCHEDULE,
            worker);
    try {
      Optional<String> summary =
          retraining.run(
              customer, asked ? instance.getData() : Run.SCHEDULE, stop.watch(customer, say));
      if (summary.isEmpty()) {
        log.discard(id);
        return (complete, then) -> then.reschedule(complete, clock.instant().plus(BUSY_RETRY));
      }
      log.end(id, clock.instant(), Run.Outcome.DONE, summary.get(), null);
      say.say(customer + ": " + summary.get());
      return this::next;
    } catch (Throwable e) {
      if (stop.isDue()) {
        log.end(id, clock.instant(), Run.Outcome.INTERRUPTED, null, StopRequest.SAID);
        say.say(customer + ": broken off, as the worker stops; it stays due");
        return (complete, then) -> then.reschedule(complete, execution.executionTime);
      }
      throw failed(customer, id, e);
    }
  }

  private RuntimeException failed(String customer, long id, Throwable e) {
    String error = described(e);
    say.say(customer + ": failed: " + error);
    try {
      log.end(id, clock.instant(), Run.Outcome.FAILED, null, error);
    } catch (ShelfcastException unlogged) {
      e.addSuppressed(unlogged); // the database is away: whoever finds the row notes it as lost
    }
    return e instanceof RuntimeException r ? r : new IllegalStateException(error, e);
  }

  private static String described(Throwable e) {
    String message = e.getMessage() == null ? "" : e.getMessage().strip().split("\\R")[0];
    return e instanceof ShelfcastException
        ? message
        : e.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
  }

  private void next(ExecutionComplete complete, ExecutionOperations<String> then) {
    then.reschedule(complete, schedule.timetable().after(clock.instant()), null);
  }

  private void tryLater(ExecutionComplete complete, ExecutionOperations<String> then) {
    then.reschedule(complete, retry(complete.getExecution().consecutiveFailures));
  }

  /**
   * A worker that died leaves its customer due, for whoever finds it; but a customer that kills one
   * worker after the other has to wait as one that fails does.
   */
  private void takeOver(ExecutionComplete complete, ExecutionOperations<String> then) {
    Execution execution = complete.getExecution();
    log.lose(execution.taskInstance.getId(), clock.instant());
    say.say(
        execution.taskInstance.getId()
            + ": worker "
            + execution.pickedBy
            + " has not been heard of since "
            + execution.lastHeartbeat
            + "; taken over");
    then.reschedule(
        complete,
        execution.consecutiveFailures == 0
            ? execution.executionTime
            : retry(execution.consecutiveFailures));
  }

  /** When to try again after a failure that followed others; never past the next regular time. */
  private Instant retry(int failuresBefore) {
    Instant now = clock.instant();
    Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failuresBefore, 30));
    Instant later = now.plus(wait.compareTo(LAST_RETRY) < 0 ? wait : LAST_RETRY);
    Instant regular = schedule.timetable().after(now);
    return later.isBefore(regular) ? later : regular;
  }
}
