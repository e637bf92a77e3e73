package io.shelfcast.features;

import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.Covariates.Event;
import io.shelfcast.sales.Covariates.EventKind;
import io.shelfcast.sales.SalesPanel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the events table says of each day at one store, and which days the store kept no record
 * against its habit.
 */
final class StoreDays {

  static final int FAR = 30;
  private static final byte HOLIDAY = 1;
  private static final byte SCHOOL = 2;
  private static final byte CLOSED = 4;
  private static final byte RECURRING = 8;
  private static final byte RARE = 16;
  private static final int RECURRING_DAYS_A_YEAR = 12;
  private static final int HABIT_WEEKS = 13;
  private static final int HABIT_KNOWN_WEEKS = 4;
  private static final double HABIT_UNITS_A_DAY = 5;

  private final int from;
  private final byte[] flags;
  private final byte[] sinceHoliday;
  private final byte[] toHoliday;
  private final byte[] sinceClosed;
  private final byte[] toClosed;
  private final boolean[] unrecorded;

  private StoreDays(int from, byte[] flags, boolean[] unrecorded) {
    this.from = from;
    this.flags = flags;
    this.unrecorded = unrecorded;
    sinceHoliday = distance(HOLIDAY, true);
    toHoliday = distance(HOLIDAY, false);
    sinceClosed = distance(CLOSED, true);
    toClosed = distance(CLOSED, false);
  }

  /** Events by store, by region and everywhere, found once for a panel. */
  static final class Index {
    private final Map<Object, List<Event>> byPlace = new HashMap<>();
    private final Set<String> recurring = new HashSet<>();

    Index(SalesPanel panel) {
      List<Event> events = panel.covariates().events();
      if (events == null) {
        return;
      }
      Map<String, Set<Integer>> daysByName = new HashMap<>();
      int first = Integer.MAX_VALUE;
      int last = Integer.MIN_VALUE;
      for (Event e : events) {
        Object place =
            e.store() != Covariates.ALL ? e.store() : e.region() != null ? e.region() : "";
        byPlace.computeIfAbsent(place, k -> new ArrayList<>()).add(e);
        first = Math.min(first, e.day());
        last = Math.max(last, e.day());
        if (e.kind() == EventKind.EVENT) {
          daysByName.computeIfAbsent(String.valueOf(e.name()), k -> new HashSet<>()).add(e.day());
        }
      }
      double years = Math.max(1, (last - first + 1) / 365.25);
      daysByName.forEach(
          (name, days) -> {
            if (days.size() / years > RECURRING_DAYS_A_YEAR) {
              recurring.add(name);
            }
          });
    }

    private void paint(Object place, int from, byte[] flags) {
      for (Event e : byPlace.getOrDefault(place, List.of())) {
        int i = e.day() - from;
        if (i >= 0 && i < flags.length) {
          flags[i] |=
              switch (e.kind()) {
                case PUBLIC_HOLIDAY -> HOLIDAY;
                case SCHOOL_HOLIDAY -> SCHOOL;
                case CLOSED -> CLOSED;
                case EVENT -> recurring.contains(String.valueOf(e.name())) ? RECURRING : RARE;
              };
        }
      }
    }
  }

  /**
   * The days of a store.
   *
   * @param totals the store's sales a day, all products, from the panel's first day on
   * @param to last day for which a feature may be asked, with {@link #FAR} days more behind it
   */
  static StoreDays of(SalesPanel panel, Index index, int store, double[] totals, int to) {
    int from = panel.firstDay() - FAR;
    byte[] flags = new byte[to + FAR - from + 1];
    index.paint("", from, flags);
    String region = panel.stores().get(store).region();
    if (region != null) {
      index.paint(region, from, flags);
    }
    index.paint(store, from, flags);
    return new StoreDays(from, flags, unrecorded(panel, totals));
  }

  /**
   * A store-day without any sale is missing data, not demand, where the store has the habit of
   * selling on that weekday: on all but one of the latest 13 same weekdays, 5 units or more on
   * average (a Poisson of mean 5 is 0 on 7 days of 1,000). A weekday on which the store never sells
   * is a habit too, and its zeros are demand. Looks back only.
   */
  private static boolean[] unrecorded(SalesPanel panel, double[] totals) {
    int n = panel.lastDay() - panel.firstDay() + 1;
    boolean[] result = new boolean[n];
    int start = 0;
    while (start < n && totals[start] == 0) {
      start++;
    }
    for (int i = start; i < n; i++) {
      if (totals[i] > 0) {
        continue;
      }
      int known = 0;
      int sold = 0;
      double units = 0;
      for (int j = i - 7; j >= start && known < HABIT_WEEKS; j -= 7) {
        if (!result[j]) {
          known++;
          sold += totals[j] > 0 ? 1 : 0;
          units += totals[j];
        }
      }
      result[i] =
          known >= HABIT_KNOWN_WEEKS && sold >= known - 1 && units >= HABIT_UNITS_A_DAY * known;
    }
    return result;
  }

  private byte[] distance(byte flag, boolean back) {
    byte[] distance = new byte[flags.length];
    int run = FAR;
    for (int j = 0; j < flags.length; j++) {
      int i = back ? j : flags.length - 1 - j;
      run = (flags[i] & flag) != 0 ? 0 : Math.min(FAR, run + 1);
      distance[i] = (byte) run;
    }
    return distance;
  }

  private boolean has(int day, byte flag) {
    return (flags[day - from] & flag) != 0;
  }

  boolean holiday(int day) {
    return has(day, HOLIDAY);
  }

  boolean school(int day) {
    return has(day, SCHOOL);
  }

  boolean closed(int day) {
    return has(day, CLOSED);
  }

  int event(int day) {
    return (has(day, RECURRING) ? 1 : 0) + (has(day, RARE) ? 2 : 0);
  }

  int toHoliday(int day) {
    return toHoliday[day - from];
  }

  int sinceHoliday(int day) {
    return sinceHoliday[day - from];
  }

  int toClosed(int day) {
    return toClosed[day - from];
  }

  int sinceClosed(int day) {
    return sinceClosed[day - from];
  }

  /**
   * Whether the store kept no record on a day of the panel, against its habit; index from the
   * panel's first day.
   */
  boolean unrecordedAt(int index) {
    return unrecorded[index];
  }
}
