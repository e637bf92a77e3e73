package io.shelfcast.cli;

import io.shelfcast.database.Database;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.retraining.AfterPromotion;
import io.shelfcast.retraining.Outcome;
import io.shelfcast.retraining.RetrainingRun;
import io.shelfcast.scheduling.Pauses;
import io.shelfcast.scheduling.RetrainSchedule;
import io.shelfcast.scheduling.RetrainWorker;
import io.shelfcast.scheduling.Retraining;
import io.shelfcast.scheduling.RunLog;
import io.shelfcast.scheduling.Timetable;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** What {@code schedule} does: a worker's life, and what there is to ask and to say beside it. */
public final class ScheduleVerb {

  /** What is asked for; none means to be a worker. */
  public enum Action {
    LIST,
    RUN_NOW,
    PAUSE,
    RESUME;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private ScheduleVerb() {}

  /**
   * Is a worker until the process is told to end.
   *
   * @param said where to say what happens
   */
  public static void work(
      Database database,
      Clock clock,
      ScheduleOptions options,
      Retraining retraining,
      Progress said) {
    Timetable given = options.timetable(clock.getZone());
    RetrainWorker.Options how = options.worker();
    Progress say = new Timed(clock, said);
    RetrainWorker worker = new RetrainWorker(database, clock, retraining, how, say);
    worker.start(given);
    RetrainSchedule schedule = new RetrainSchedule(database, clock);
    say.say(
        "Worker "
            + how.name()
            + ": "
            + counted(schedule.list().size())
            + ", "
            + schedule.timetable()
            + "; Ctrl-C or SIGTERM stops it");
    worker.runUntilToldToStop();
  }

  /** What a worker does for a customer: {@code retrain}, told in a sentence. */
  public static Retraining retraining(
      Database database, ModelRegistry registry, Clock clock, RetrainingRun.Request request) {
    return (customer, actor, progress) -> {
      Outcome outcome =
          new RetrainingRun(database, registry, clock, actor, AfterPromotion.NOTHING, progress)
              .run(customer, request);
      return outcome.decision() == Outcome.Decision.BUSY
          ? Optional.empty()
          : Optional.of(outcome.reason());
    };
  }

  /**
   * Asks or says something about the schedule.
   *
   * @param customer null for all
   * @param actor who says it
   */
  public static void run(
      Action action,
      Database database,
      Clock clock,
      String customer,
      String actor,
      PrintWriter out) {
    RetrainSchedule schedule = new RetrainSchedule(database, clock);
    ScheduleTable table = new ScheduleTable(schedule, new RunLog(database), clock.instant(), out);
    String whose =
        customer == null ? "All customers" : "Customer '" + ScheduleTable.line(customer) + "'";
    switch (action) {
      case LIST -> table.list(customer);
      case RUN_NOW -> {
        int due = schedule.runNow(customer, actor);
        out.println(
            customer == null
                ? counted(due) + " due now"
                : whose + (due == 1 ? " is due now" : " is being trained already"));
        out.println(table.heard());
      }
      case PAUSE -> {
        new Pauses(database, clock).pause(customer, actor);
        out.println(whose + " paused until 'schedule resume'; a training under way goes on");
      }
      case RESUME -> {
        new Pauses(database, clock).resume(customer);
        out.println(whose + " resumed: " + schedule.timetable());
      }
    }
  }

  private static String counted(int customers) {
    return customers == 1 ? "1 customer" : customers + " customers";
  }

  /** Says when, before what. */
  private record Timed(Clock clock, Progress said) implements Progress {

    @Override
    public void step(String task, long done, long total, String note) {
      // Bars of several trainings at once would tell nobody anything.
    }

    @Override
    public void say(String line) {
      said.say(
          SECOND.format(clock.instant().atZone(clock.getZone())) + "  " + ScheduleTable.line(line));
    }
  }
}
