package io.shelfcast.dashboard;

import io.shelfcast.monitoring.MonitoringLog;
import io.shelfcast.registry.Deployment;
import io.shelfcast.scheduling.Run;
import io.shelfcast.scheduling.ScheduledCustomer;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * All that the page of a customer shows.
 *
 * @param champion null where there is none
 * @param versions the latest first
 * @param former versions that were champion once
 * @param scheduled null where no worker knows of the customer yet
 * @param timetable when retrainings are due, in words
 * @param monitoring null where monitoring has never run
 */
record CustomerState(
    String customer,
    Integer champion,
    List<VersionCard> versions,
    Set<Integer> former,
    List<Deployment> decisions,
    ScheduledCustomer scheduled,
    String timetable,
    List<Run> runs,
    MonitoringLog.Run monitoring,
    List<MonitoringLog.Entry> history) {

  VersionCard version(Integer number) {
    return versions.stream()
        .filter(v -> number != null && v.version() == number)
        .findFirst()
        .orElse(null);
  }

  /** The customers that a search leaves. */
  static List<String> matching(Collection<String> customers, String words) {
    String wanted = words == null ? "" : words.strip().toLowerCase(java.util.Locale.ROOT);
    return customers.stream()
        .filter(c -> c.toLowerCase(java.util.Locale.ROOT).contains(wanted))
        .toList();
  }
}
