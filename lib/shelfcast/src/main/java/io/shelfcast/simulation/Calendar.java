package io.shelfcast.simulation;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holidays and events, and when stores are closed. */
final class Calendar {

  private static final Map<MonthDay, String> HOLIDAYS =
      Map.of(
          MonthDay.of(1, 1), "New Year",
          MonthDay.of(5, 1), "Labour Day",
          MonthDay.of(10, 3), "Unity Day",
          MonthDay.of(12, 25), "Christmas Day",
          MonthDay.of(12, 26), "Boxing Day");
  private static final MonthDay ALL_SAINTS = MonthDay.of(11, 1);
  private static final double FESTIVAL = .008;

  private final SimulationOptions options;
  private final List<SimulatedStore> stores;

  Calendar(SimulationOptions options, List<SimulatedStore> stores) {
    this.options = options;
    this.stores = stores;
  }

  /**
   * A row of the table of events.
   *
   * @param store index, or -1 for all
   * @param region index, or -1 for all
   */
  record Event(int day, int store, int region, String kind, String name) {}

  static int dayOfYear(int day) {
    return LocalDate.ofEpochDay(day).getDayOfYear();
  }

  static int weekday(int day) {
    return Math.floorMod(day + 3, 7) + 1;
  }

  /** The holiday of a day in a region, null for none. */
  private static String holiday(int day, int region) {
    MonthDay date = MonthDay.from(LocalDate.ofEpochDay(day));
    return date.equals(ALL_SAINTS) && region % 2 == 1 ? "All Saints" : HOLIDAYS.get(date);
  }

  private static boolean schoolHoliday(int day, int region) {
    int d = dayOfYear(day);
    int summer = 185 + 10 * region;
    return d >= summer && d < summer + 42 || d >= 357 || d <= 5;
  }

  private static boolean payday(int day) {
    int d = LocalDate.ofEpochDay(day).getDayOfMonth();
    return d == 1 || d == 15;
  }

  private boolean festival(int day, int store) {
    long key = Chance.key(Chance.key(options.seed(), Chance.Draw.EVENT, store), day);
    return Chance.uniform(key) < FESTIVAL;
  }

  /** The factor of demand at a store; 0 where it is closed or not yet open. */
  double factor(int day, int s) {
    SimulatedStore store = stores.get(s);
    if (day < store.opening()
        || store.renovated(day)
        || holiday(day, store.region()) != null
        || weekday(day) == 7 && !store.openSundays()) {
      return 0;
    }
    double factor = store.size();
    factor *= holiday(day + 1, store.region()) != null ? 1.3 : 1;
    factor *= schoolHoliday(day, store.region()) ? .94 : 1;
    factor *= payday(day) ? 1.08 : 1;
    factor *= festival(day, s) ? 1.25 : 1;
    return factor;
  }

  /** All rows of the table. */
  List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (int day = options.firstDay(); day <= options.plannedUntil(); day++) {
      if (holiday(day, 0) != null) {
        events.add(new Event(day, -1, -1, "public_holiday", holiday(day, 0)));
        events.add(new Event(day, -1, -1, "closed", null));
      }
      for (int r = 0; r < Weather.REGIONS; r++) {
        if (holiday(day, 0) == null && holiday(day, r) != null) {
          events.add(new Event(day, -1, r, "public_holiday", holiday(day, r)));
          events.add(new Event(day, -1, r, "closed", null));
        }
        if (schoolHoliday(day, r)) {
          events.add(new Event(day, -1, r, "school_holiday", null));
        }
      }
      if (payday(day)) {
        events.add(new Event(day, -1, -1, "event", "payday"));
      }
      for (int s = 0; s < stores.size(); s++) {
        if (stores.get(s).renovated(day)) {
          events.add(new Event(day, s, -1, "closed", "renovation"));
        }
        if (festival(day, s)) {
          events.add(new Event(day, s, -1, "event", "street festival"));
        }
      }
    }
    return events;
  }
}
