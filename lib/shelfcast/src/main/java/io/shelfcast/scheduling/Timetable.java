package io.shelfcast.scheduling;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.CronSchedule;
import com.github.kagkarlsson.scheduler.task.schedule.CronStyle;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import io.shelfcast.ShelfcastException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When runs are due: a line of cron, told by the clock on the wall of a zone. A time that the wall
 * clock skips in spring comes as much later as it skips; one that it shows twice in autumn counts
 * the first time.
 *
 * @param cron five fields, as in crontab(5): minute, hour, day of month, month, day of week
 */
public record Timetable(String cron, ZoneId zone) {

  private static final Pattern WEEKLY = Pattern.compile("([0-9]+) ([0-9]+) \\* \\* ([A-Z]{3})");

  public Timetable {
    cron = cron.strip().replaceAll("\\s+", " ");
    Instant first;
    try {
      first =
          next(cron, LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC)).toInstant(ZoneOffset.UTC);
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw new ShelfcastException(
          "'"
              + cron
              + "' is no line of cron: expected minute, hour, day of month, month and day of week,"
              + " as in '0 2 * * SUN'",
          e);
    }
    if (!first.isBefore(Schedule.NEVER)) {
      throw new ShelfcastException(
          "'" + cron + "' never comes: expected a day that is in the calendar");
    }
  }

  /** Every week on a day, at a time of day to the minute. */
  public static Timetable weekly(DayOfWeek day, LocalTime time, ZoneId zone) {
    return new Timetable(
        time.getMinute() + " " + time.getHour() + " * * " + day.name().substring(0, 3), zone);
  }

  /** The first time due after an instant. */
  public Instant after(Instant instant) {
    // Cron sees the wall clock's times as if no hour were ever skipped or repeated; what the zone
    // makes of a time is java.time's rule. The loop passes times that were shown, and due, before.
    LocalDateTime wall = LocalDateTime.ofInstant(instant, zone);
    Instant due;
    do {
      wall = next(cron, wall);
      due = wall.atZone(zone).toInstant();
    } while (!due.isAfter(instant));
    return due;
  }

  private static LocalDateTime next(String cron, LocalDateTime wall) {
    Instant next =
        new CronSchedule(cron, ZoneOffset.UTC, CronStyle.UNIX)
            .getNextExecutionTime(
                ExecutionComplete.simulatedSuccess(wall.toInstant(ZoneOffset.UTC)));
    return LocalDateTime.ofInstant(next, ZoneOffset.UTC);
  }

  /** In words, as in {@code every Sunday at 02:00 (Europe/Berlin)}. */
  @Override
  public String toString() {
    Matcher weekly = WEEKLY.matcher(cron);
    if (weekly.matches()) {
      for (DayOfWeek day : DayOfWeek.values()) {
        if (day.name().startsWith(weekly.group(3))) {
          return String.format(
              "every %s at %02d:%02d (%s)",
              day.getDisplayName(TextStyle.FULL, Locale.ENGLISH),
              Integer.parseInt(weekly.group(2)),
              Integer.parseInt(weekly.group(1)),
              zone);
        }
      }
    }
    return "cron '" + cron + "' (" + zone + ")";
  }
}
