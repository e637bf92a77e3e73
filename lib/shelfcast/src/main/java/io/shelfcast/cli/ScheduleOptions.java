package io.shelfcast.cli;

import io.shelfcast.ShelfcastException;
import io.shelfcast.scheduling.RetrainWorker;
import io.shelfcast.scheduling.Timetable;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** When a worker works, and how; a picocli mixin. */
public final class ScheduleOptions {

  /** {@link DayOfWeek}, as it is written on the command line. */
  enum Day {
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    THURSDAY,
    FRIDAY,
    SATURDAY,
    SUNDAY;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @Option(
      names = "--day",
      paramLabel = "DAY",
      description =
          "Of the week. Default: what was given last, to any worker of the database; at first,"
              + " sunday.")
  private Day day;

  @Option(names = "--time", paramLabel = "HH:MM", description = "Of that day. At first, 02:00.")
  private LocalTime time;

  @Option(
      names = "--cron",
      paramLabel = "LINE",
      description = "In place of day and time: minute, hour, day of month, month, day of week.")
  private String cron;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Whose clock tells the time. At first, this machine's.")
  private ZoneId zone;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Customers trained side by side, each with about 2 GB; more workers of the same"
              + " database share the customers. Default: ${DEFAULT-VALUE}.",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
  private int workers = 1;

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      description = "How long a training may go on when the worker is told to stop.")
  private int grace = 60;

  /**
   * The timetable given; null where none was.
   *
   * @param here the zone where none was given beside a day, a time or a line of cron
   * @throws ParameterException if a value is none that it can be
   */
  public Timetable timetable(ZoneId here) {
    if (cron != null && (day != null || time != null)) {
      throw wrong("--cron stands in place of --day and --time: give one or the other");
    }
    if (cron == null && day == null && time == null && zone == null) {
      return null;
    }
    ZoneId in = zone == null ? here : zone;
    try {
      return cron != null
          ? new Timetable(cron, in)
          : Timetable.weekly(
              DayOfWeek.valueOf((day == null ? Day.SUNDAY : day).name()),
              time == null ? LocalTime.of(2, 0) : time,
              in);
    } catch (ShelfcastException e) {
      throw wrong("--cron: " + e.getMessage());
    }
  }

  /**
   * Refuses what cannot be, before there is a database.
   *
   * @param action null for a worker, which alone has these options
   * @throws ParameterException for the first defect
   */
  public void check(ScheduleVerb.Action action) {
    timetable(ZoneId.of("UTC"));
    worker();
    for (String option : List.of("--day", "--time", "--cron", "--zone", "--workers", "--grace")) {
      if (action != null && verb.commandLine().getParseResult().hasMatchedOption(option)) {
        throw wrong(option + " is told to a worker, which has no action, not to " + action);
      }
    }
  }

  /** How to work. */
  RetrainWorker.Options worker() {
    if (workers < 1 || workers > 64) {
      throw wrong("--workers is " + workers + ": it must be 1 to 64");
    }
    if (grace < 0 || grace > 86_400) {
      throw wrong("--grace is " + grace + ": it must be 0 to 86400 seconds");
    }
    return RetrainWorker.Options.of(workers, Duration.ofSeconds(grace));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(verb.commandLine(), message);
  }
}
