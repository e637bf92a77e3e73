package io.shelfcast.sales;

import java.util.EnumMap;
import java.util.Map;

/**
 * The demand class of every series of a panel.
 *
 * <p>Days on sale run from a series' first sale to the panel's last day, without those on which its
 * store is closed by the events table. Where a store has several series, days on which it recorded
 * none of them are left out as well; a store with one series cannot tell such a day from a day
 * without demand.
 */
public final class DemandClasses {

  private final DemandClass[] classes;

  private DemandClasses(DemandClass[] classes) {
    this.classes = classes;
  }

  public static DemandClasses of(SalesPanel panel) {
    return of(panel, ClosedDays.of(panel));
  }

  static DemandClasses of(SalesPanel panel, ClosedDays closed) {
    int[] seriesOfStore = new int[panel.stores().size()];
    for (int s = 0; s < panel.seriesCount(); s++) {
      seriesOfStore[panel.store(s)]++;
    }
    DemandClass[] classes = new DemandClass[panel.seriesCount()];
    for (int s = 0; s < classes.length; s++) {
      classes[s] = classify(panel, s, closed, seriesOfStore[panel.store(s)] > 1);
    }
    return new DemandClasses(classes);
  }

  private static DemandClass classify(
      SalesPanel panel, int series, ClosedDays closed, boolean skipUnrecorded) {
    int store = panel.store(series);
    int onSale = 0;
    int sold = 0;
    double mean = 0;
    double squares = 0;
    for (int day = panel.startDay(series); day <= panel.lastDay(); day++) {
      if (closed.closed(store, day) || (skipUnrecorded && !panel.recorded(store, day))) {
        continue;
      }
      onSale++;
      double quantity = panel.quantity(series, day);
      if (quantity > 0) {
        sold++;
        double difference = quantity - mean;
        mean += difference / sold;
        squares += difference * (quantity - mean);
      }
    }
    if (sold == 0) {
      return DemandClass.NONE;
    }
    double variance = sold > 1 ? squares / (sold - 1) : 0;
    return DemandClass.of((double) onSale / sold, variance / (mean * mean));
  }

  /** The class of a series by its index in the panel. */
  public DemandClass get(int series) {
    return classes[series];
  }

  /** How many series each class has; every class is a key. */
  public Map<DemandClass, Integer> counts() {
    Map<DemandClass, Integer> counts = new EnumMap<>(DemandClass.class);
    for (DemandClass c : DemandClass.values()) {
      counts.put(c, 0);
    }
    for (DemandClass c : classes) {
      counts.merge(c, 1, Integer::sum);
    }
    return counts;
  }
}
