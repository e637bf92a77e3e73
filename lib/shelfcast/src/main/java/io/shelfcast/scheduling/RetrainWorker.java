package io.shelfcast.scheduling;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.shelfcast.database.Database;
import io.shelfcast.progress.Progress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * One of the workers that share the customers of a database: takes whoever is due, as many at a
 * time as it is told. Any number may run, on any machines that share the models' folder.
 */
public final class RetrainWorker implements AutoCloseable {

  /**
   * How a worker works.
   *
   * @param customersAtOnce trainings side by side
   * @param poll how often to look for whoever is due
   * @param heartbeat how often to say that a training goes on; after six that fail to come, its
   *     worker is held to be dead
   * @param grace how long trainings may go on when the worker is told to stop
   * @param name unique among the workers, as it is shown
   */
  public record Options(
      int customersAtOnce, Duration poll, Duration heartbeat, Duration grace, String name) {

    /** Looks every ten seconds; a dead worker is found after three to four minutes. */
    public static Options of(int customersAtOnce, Duration grace) {
      return new Options(
          customersAtOnce,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          grace,
          new SchedulerName.Hostname().getName() + ":" + ProcessHandle.current().pid());
    }
  }

  private static final int HEARTBEATS_TO_DEATH = 6;
  private static final Duration LOOK_FOR_CUSTOMERS = Duration.ofMinutes(10);

  /** From being broken off to the end: an epoch of the LSTM, and the files to be cleared away. */
  private static final Duration UNWINDING = Duration.ofMinutes(1);

  /** Of free threads, all are to be filled, and as soon as one is free. */
  private static final double ALL = 1;

  private static final double ALL_BUT_ONE = .99;

  private final RetrainSchedule schedule;
  private final StopRequest stop;
  private final Options options;
  private final Scheduler scheduler;

  /**
   * @param say is told a line of whatever happens
   */
  public RetrainWorker(
      Database database, Clock clock, Retraining retraining, Options options, Progress say) {
    this.schedule = new RetrainSchedule(database, clock);
    this.stop = new StopRequest(clock);
    this.options = options;
    RetrainTask retrain = new RetrainTask(database, clock, retraining, options.name(), stop, say);
    this.scheduler =
        stored(Scheduler.create(database.source(), retrain.task()))
            .startTasks(customers(schedule))
            .clock(clock::instant)
            .threads(options.customersAtOnce())
            .pollingInterval(options.poll())
            .pollUsingLockAndFetch(ALL_BUT_ONE, ALL)
            .heartbeatInterval(options.heartbeat())
            .missedHeartbeatsLimit(HEARTBEATS_TO_DEATH)
            .shutdownMaxWait(options.grace().plus(UNWINDING))
            .schedulerName(new SchedulerName.Fixed(options.name()))
            .addSchedulerListener(new DatabaseWatch(database, say))
            .build();
  }

  /** Where and how tasks are stored. */
  static SchedulerBuilder stored(SchedulerBuilder builder) {
    return builder.tableName("shelfcast.scheduled_tasks").serializer(new PlainText());
  }

  /** Looks for customers that have come or gone. */
  static RecurringTask<Void> customers(RetrainSchedule schedule) {
    return Tasks.recurring(RetrainSchedule.CUSTOMERS, FixedDelay.of(LOOK_FOR_CUSTOMERS))
        .execute((instance, context) -> schedule.meetCustomers());
  }

  /**
   * Begins to work, in threads of its own.
   *
   * @param timetable to hold for all workers from now on; null for the one that holds, or the
   *     standard one
   * @throws io.shelfcast.ShelfcastException if the database lacks the tables
   */
  public void start(Timetable timetable) {
    schedule.keep(timetable);
    schedule.meetCustomers();
    scheduler.start();
  }

  /** Works on until the process is told to end (SIGTERM, Ctrl-C), and stops in good order then. */
  public void runUntilToldToStop() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop the worker"));
    CountDownLatch never = new CountDownLatch(1);
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Stops: takes no new customer, lets trainings go on for the grace period, breaks those off that
   * have not ended by then, and leaves their customers due.
   */
  @Override
  public void close() {
    stop.after(options.grace());
    scheduler.stop();
  }
}
