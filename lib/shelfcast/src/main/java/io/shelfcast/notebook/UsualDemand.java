package io.shelfcast.notebook;

import io.shelfcast.sales.ClosedDays;
import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.Covariates.Event;
import io.shelfcast.sales.Covariates.EventKind;
import io.shelfcast.sales.Covariates.Promotion;
import io.shelfcast.sales.SalesPanel;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What a series usually sells on a day: the mean of the same weekday up to {@value #WEEKS} weeks
 * before and after, over ordinary days (the store sold something, no public holiday, no promotion
 * of the product). It looks at the future, so that it is no forecast; it is what the effect of a
 * special day is measured against.
 */
final class UsualDemand {

  static final int WEEKS = 6;
  private static final int FEWEST = 4;

  private final SalesPanel panel;
  private final BitSet[] holiday;
  private final BitSet[] school;
  private final BitSet[] promoted;
  private final BitSet[] closed;
  private final float[][] usual;

  UsualDemand(SalesPanel panel) {
    this.panel = panel;
    holiday = days(EventKind.PUBLIC_HOLIDAY);
    school = days(EventKind.SCHOOL_HOLIDAY);
    closed = closedDays();
    promoted = promotions();
    usual = new float[panel.seriesCount()][];
    for (int s = 0; s < usual.length; s++) {
      usual[s] = usual(s);
    }
  }

  private static BitSet[] empty(int n) {
    BitSet[] sets = new BitSet[n];
    Arrays.setAll(sets, i -> new BitSet());
    return sets;
  }

  private BitSet[] closedDays() {
    ClosedDays days = ClosedDays.of(panel);
    BitSet[] sets = empty(panel.stores().size());
    for (int store = 0; store < sets.length; store++) {
      for (int day = panel.firstDay(); day <= panel.lastDay(); day++) {
        sets[store].set(day - panel.firstDay(), days.closed(store, day));
      }
    }
    return sets;
  }

  private BitSet[] days(EventKind kind) {
    BitSet[] sets = empty(panel.stores().size());
    List<Event> events = panel.covariates().events();
    for (Event e : events == null ? List.<Event>of() : events) {
      for (int store = 0; store < sets.length; store++) {
        boolean here =
            e.store() == store
                || e.store() == Covariates.ALL
                    && (e.region() == null
                        || e.region().equals(panel.stores().get(store).region()));
        if (here && e.kind() == kind && e.day() >= panel.firstDay()) {
          sets[store].set(e.day() - panel.firstDay());
        }
      }
    }
    return sets;
  }

  private BitSet[] promotions() {
    BitSet[] sets = empty(panel.seriesCount());
    List<Promotion> plan = panel.covariates().promotions();
    for (Promotion p : plan == null ? List.<Promotion>of() : plan) {
      for (int s = 0; s < sets.length; s++) {
        if ((p.product() == Covariates.ALL || p.product() == panel.product(s))
            && (p.store() == Covariates.ALL || p.store() == panel.store(s))
            && p.endDay() >= panel.firstDay()) {
          int from = Math.max(0, p.startDay() - panel.firstDay());
          sets[s].set(from, p.endDay() - panel.firstDay() + 1);
        }
      }
    }
    return sets;
  }

  private float[] usual(int series) {
    float[] means = new float[panel.days(series)];
    for (int i = 0; i < means.length; i++) {
      int day = panel.startDay(series) + i;
      double sum = 0;
      int n = 0;
      for (int week = -WEEKS; week <= WEEKS; week++) {
        int other = day + 7 * week;
        if (week != 0 && ordinary(series, other)) {
          sum += panel.quantity(series, other);
          n++;
        }
      }
      means[i] = n < FEWEST ? Float.NaN : (float) (sum / n);
    }
    return means;
  }

  private boolean ordinary(int series, int day) {
    return day >= panel.startDay(series)
        && day <= panel.lastDay()
        && open(series, day)
        && !holiday(series, day)
        && !promoted(series, day);
  }

  SalesPanel panel() {
    return panel;
  }

  /** Units; NaN where there are too few ordinary days around. */
  float of(int series, int day) {
    return usual[series][day - panel.startDay(series)];
  }

  /** Whether the store sold anything and was not planned closed. */
  boolean open(int series, int day) {
    int store = panel.store(series);
    return panel.recorded(store, day) && !closed[store].get(day - panel.firstDay());
  }

  boolean holiday(int series, int day) {
    return day >= panel.firstDay() && holiday[panel.store(series)].get(day - panel.firstDay());
  }

  /** Whether the day is no public holiday, but the next to one. */
  boolean besideHoliday(int series, int day) {
    return !holiday(series, day) && (holiday(series, day - 1) || holiday(series, day + 1));
  }

  boolean school(int series, int day) {
    return school[panel.store(series)].get(day - panel.firstDay());
  }

  boolean promoted(int series, int day) {
    return day >= panel.firstDay() && promoted[series].get(day - panel.firstDay());
  }

  /** The first of the promoted days in a row that a promoted day belongs to. */
  int promotedSince(int series, int day) {
    return panel.firstDay() + promoted[series].previousClearBit(day - panel.firstDay()) + 1;
  }
}
