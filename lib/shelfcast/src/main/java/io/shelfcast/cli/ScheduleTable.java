package io.shelfcast.cli;

import io.shelfcast.scheduling.RetrainSchedule;
import io.shelfcast.scheduling.Run;
import io.shelfcast.scheduling.RunLog;
import io.shelfcast.scheduling.ScheduledCustomer;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** The schedule as {@code schedule list} shows it, in the timetable's zone. */
record ScheduleTable(RetrainSchedule schedule, RunLog log, Instant now, PrintWriter out) {

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /** Workers say every ten minutes that they live, unless a training takes longer. */
  private static final Duration SILENCE = Duration.ofMinutes(15);

  private static final int RUNS = 10;

  /**
   * All customers with what comes and what was; of one, its last runs too.
   *
   * @param customer null for all
   */
  void list(String customer) {
    ZoneId zone = schedule.timetable().zone();
    out.println("Due " + schedule.timetable() + ". " + heard());
    List<ScheduledCustomer> list =
        schedule.list().stream()
            .filter(row -> customer == null || row.customer().equals(customer))
            .toList();
    int width =
        Math.max(8, list.stream().mapToInt(row -> line(row.customer()).length()).max().orElse(0));
    String row = "%-16s  %-" + width + "s  %-22s  %s%n";
    if (!list.isEmpty()) {
      out.printf(row, "due", "customer", "state", "last run");
    }
    for (ScheduledCustomer c : list) {
      out.printf(row, minute(c.due(), zone), line(c.customer()), state(c), last(c.last(), zone));
    }
    if (customer != null) {
      out.println();
      for (Run run : log.recent(customer, RUNS)) {
        out.println(last(run, zone) + " (" + run.worker() + ", asked by " + run.actor() + ")");
      }
    }
  }

  /** Whether any worker lives. */
  String heard() {
    Optional<Instant> heard = schedule.lastHeard();
    String none = "No worker has been heard of";
    if (heard.isEmpty()) {
      return none + " yet: 'jbang schedule' runs one";
    }
    String when = minute(heard.get(), schedule.timetable().zone());
    return heard.get().plus(SILENCE).isBefore(now)
        ? none + " since " + when + ": 'jbang schedule' runs one"
        : "A worker was heard of at " + when;
  }

  private String state(ScheduledCustomer c) {
    if (c.worker() != null) {
      return "training at " + c.worker();
    }
    String state =
        c.failures() > 0
            ? "failed " + c.failures() + (c.failures() == 1 ? " time" : " times")
            : c.due().isAfter(now) ? "waiting" : "due now";
    return c.paused() ? "paused" : state;
  }

  private static String last(Run run, ZoneId zone) {
    if (run == null) {
      return "none";
    }
    String what = run.error() != null ? run.error() : run.summary();
    return minute(run.started(), zone)
        + " "
        + run.outcome()
        + (what == null ? "" : ": " + line(what));
  }

  private static String minute(Instant instant, ZoneId zone) {
    return MINUTE.format(instant.atZone(zone));
  }

  /** An id is free text; a line of a table is one line. */
  static String line(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
