package io.shelfcast.evaluation;

import io.shelfcast.sales.ClosedDays;
import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.Covariates.Event;
import io.shelfcast.sales.Covariates.EventKind;
import io.shelfcast.sales.Covariates.Price;
import io.shelfcast.sales.Covariates.Promotion;
import io.shelfcast.sales.Covariates.Stockout;
import io.shelfcast.sales.SalesPanel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Which scored cells are which {@link Occasion}, as far as the customer's tables tell. */
final class Occasions {

  private static final int PRICE_DAYS = 7;
  private static final int HOLIDAY_DAYS = 3;
  private static final int WEEK = 7;

  private final Cells cells;
  private final SalesPanel panel;
  private final Covariates tables;
  private final int from;
  private final int days;

  /** Per occasion and series its days, counted from {@link #from}. */
  private final Map<Occasion, BitSet[]> found = new EnumMap<>(Occasion.class);

  private Occasions(Cells cells) {
    this.cells = cells;
    panel = cells.panel;
    tables = panel.covariates();
    from = cells.origins[0] + 1;
    days = panel.lastDay() - from + 1;
  }

  /** The scores of each occasion that has cells, by occasion, then model. */
  static List<Slice> slices(Cells cells) {
    Occasions occasions = new Occasions(cells);
    occasions.find();
    return occasions.sum();
  }

  private void find() {
    if (tables.promotions() != null) {
      BitSet[] promoted = none(Occasion.PROMOTION);
      for (Promotion p : tables.promotions()) {
        each(p.product(), p.store(), s -> mark(promoted[s], p.startDay(), p.endDay()));
      }
    }
    if (tables.prices() != null) {
      priceChanges(none(Occasion.PRICE_CHANGE));
    }
    if (tables.events() != null) {
      holidays(none(Occasion.HOLIDAY));
      closings(none(Occasion.CLOSED), none(Occasion.BESIDE_CLOSING));
    }
    if (tables.stockouts() != null) {
      stockouts(none(Occasion.SOLD_OUT), none(Occasion.IN_STOCK));
    }
    if (!found.isEmpty()) {
      found.put(Occasion.ORDINARY, ordinary());
    }
  }

  private void stockouts(BitSet[] out, BitSet[] in) {
    for (Stockout row : tables.stockouts()) {
      if (row.hours() > 0) {
        each(row.product(), row.store(), s -> mark(out[s], row.day(), row.day()));
      }
    }
    for (int s = 0; s < in.length; s++) {
      in[s].set(0, days);
      in[s].andNot(out[s]);
    }
  }

  private BitSet[] ordinary() {
    BitSet[] ordinary = new BitSet[panel.seriesCount()];
    for (int s = 0; s < ordinary.length; s++) {
      ordinary[s] = new BitSet();
      ordinary[s].set(0, days);
      for (Map.Entry<Occasion, BitSet[]> other : found.entrySet()) {
        if (other.getKey() != Occasion.IN_STOCK) {
          ordinary[s].andNot(other.getValue()[s]);
        }
      }
    }
    return ordinary;
  }

  private BitSet[] none(Occasion occasion) {
    BitSet[] sets = new BitSet[panel.seriesCount()];
    Arrays.setAll(sets, s -> new BitSet());
    found.put(occasion, sets);
    return sets;
  }

  /** The series of a product in a store, either of which may stand for all. */
  private void each(int product, int store, IntConsumer series) {
    if (product != Covariates.ALL && store != Covariates.ALL) {
      int s = panel.seriesAt(product, store);
      if (s >= 0) {
        series.accept(s);
      }
      return;
    }
    for (int s = 0; s < panel.seriesCount(); s++) {
      if ((product == Covariates.ALL || product == panel.product(s))
          && (store == Covariates.ALL || store == panel.store(s))) {
        series.accept(s);
      }
    }
  }

  private void mark(BitSet set, int first, int last) {
    int low = Math.max(0, first - from);
    int high = Math.min(days, last - from + 1);
    if (low < high) {
      set.set(low, high);
    }
  }

  /** A store's own plan counts where there is one; a plan's first price is no change. */
  private void priceChanges(BitSet[] changed) {
    Map<Long, List<Price>> plans = new HashMap<>();
    for (Price p : tables.prices()) {
      plans.computeIfAbsent(key(p.product(), p.store()), k -> new ArrayList<>()).add(p);
    }
    Comparator<Price> order = Comparator.comparingInt(Price::validFrom).thenComparing(Price::price);
    plans.values().forEach(plan -> plan.sort(order));
    for (int s = 0; s < changed.length; s++) {
      List<Price> plan = plans.get(key(panel.product(s), panel.store(s)));
      plan = plan == null ? plans.get(key(panel.product(s), Covariates.ALL)) : plan;
      for (int i = 1; plan != null && i < plan.size(); i++) {
        int day = plan.get(i).validFrom();
        if (plan.get(i).price() != plan.get(i - 1).price()) {
          mark(changed[s], day, day + PRICE_DAYS - 1);
        }
      }
    }
  }

  private static long key(int product, int store) {
    return ((long) product << 32) | (store & 0xffffffffL);
  }

  private void holidays(BitSet[] near) {
    BitSet[] byStore = new BitSet[panel.stores().size()];
    Arrays.setAll(byStore, i -> new BitSet());
    for (Event e : tables.events()) {
      if (e.kind() == EventKind.PUBLIC_HOLIDAY) {
        ClosedDays.eachStore(
            e,
            panel,
            store -> mark(byStore[store], e.day() - HOLIDAY_DAYS, e.day() + HOLIDAY_DAYS));
      }
    }
    for (int s = 0; s < near.length; s++) {
      near[s] = byStore[panel.store(s)];
    }
  }

  private void closings(BitSet[] closedDays, BitSet[] beside) {
    ClosedDays closed = ClosedDays.of(panel);
    for (int s = 0; s < closedDays.length; s++) {
      int store = panel.store(s);
      for (int i = 0; i < days; i++) {
        int day = from + i;
        if (closed.closed(store, day)) {
          closedDays[s].set(i);
        } else if (rare(closed, store, day - 1, -1) || rare(closed, store, day + 1, 1)) {
          beside[s].set(i);
        }
      }
    }
  }

  /**
   * Whether a run of closed days begins on a day, going on in a direction, that is not what each
   * week brings: it is longer than a day, or the store was open on the weekday a week before.
   */
  private boolean rare(ClosedDays closed, int store, int day, int direction) {
    if (!closed(closed, store, day)) {
      return false;
    }
    return closed(closed, store, day + direction) || !closed(closed, store, day - WEEK);
  }

  private boolean closed(ClosedDays closed, int store, int day) {
    return day >= panel.firstDay() && day <= panel.lastDay() && closed.closed(store, day);
  }

  private List<Slice> sum() {
    List<Slice> slices = new ArrayList<>();
    found.forEach(
        (occasion, bySeries) -> {
          for (Cells.Columns model : cells.models) {
            PointScores.Sum sum = new PointScores.Sum();
            for (int c = 0; c < cells.count(); c++) {
              if (bySeries[cells.series[c]].get(cells.day(c) - from)) {
                sum.add(cells.actual[c], model.mean()[c]);
              }
            }
            if (sum.cells() > 0) {
              slices.add(
                  new Slice(
                      Slice.Dimension.OCCASION, occasion.name(), model.model(), sum.scores()));
            }
          }
        });
    return slices;
  }
}
