package io.shelfcast.sales;

import io.shelfcast.sales.Covariates.Event;
import io.shelfcast.sales.Covariates.EventKind;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntConsumer;

/** The days on which the events table has stores closed: one store, a region's, or all. */
public final class ClosedDays {

  private final int firstDay;
  private final BitSet[] closed;

  private ClosedDays(int firstDay, BitSet[] closed) {
    this.firstDay = firstDay;
    this.closed = closed;
  }

  /** The closed days from the panel's first to its last day. */
  public static ClosedDays of(SalesPanel panel) {
    return of(panel, EnumSet.of(EventKind.CLOSED));
  }

  /**
   * The closed days and the public holidays: on these a store may stay shut without an event of its
   * own that says so.
   */
  public static ClosedDays orHolidays(SalesPanel panel) {
    return of(panel, EnumSet.of(EventKind.CLOSED, EventKind.PUBLIC_HOLIDAY));
  }

  private static ClosedDays of(SalesPanel panel, Set<EventKind> kinds) {
    BitSet[] closed = new BitSet[panel.stores().size()];
    Arrays.setAll(closed, i -> new BitSet());
    if (panel.covariates().events() != null) {
      for (Event event : panel.covariates().events()) {
        if (kinds.contains(event.kind())
            && event.day() >= panel.firstDay()
            && event.day() <= panel.lastDay()) {
          eachStore(event, panel, store -> closed[store].set(event.day() - panel.firstDay()));
        }
      }
    }
    return new ClosedDays(panel.firstDay(), closed);
  }

  /** The stores that an event is of: its own, those of its region, or all. */
  public static void eachStore(Event event, SalesPanel panel, IntConsumer stores) {
    if (event.store() != Covariates.ALL) {
      stores.accept(event.store());
      return;
    }
    for (int store = 0; store < panel.stores().size(); store++) {
      if (event.region() == null || event.region().equals(panel.stores().get(store).region())) {
        stores.accept(store);
      }
    }
  }

  /** Whether a store is closed on a day between the panel's first and last. */
  public boolean closed(int store, int day) {
    return closed[store].get(day - firstDay);
  }
}
