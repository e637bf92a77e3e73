package io.shelfcast.monitoring;

import io.shelfcast.database.ForecastStore;
import io.shelfcast.evaluation.IntervalScores;
import io.shelfcast.evaluation.PointScores;
import io.shelfcast.models.SeasonalNaive;
import io.shelfcast.sales.ClosedDays;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins forecasts, which come by day, with what was sold, and scores them week by week; a week's
 * cells are forgotten once it is scored.
 */
final class ForecastJoin {

  private static final int DAYS = 7;

  private final SalesPanel panel;
  private final ClosedDays closed;
  private final ClosedDays excused;
  private final int recentFrom;
  private final Map<String, Integer> products = new HashMap<>();
  private final Map<String, Integer> stores = new HashMap<>();
  private final List<Week> weeks = new ArrayList<>();
  private final List<DayTotal> days = new ArrayList<>();
  private final double[] forecastOfProduct;
  private final Columns cells = new Columns();
  private int monday;
  private int day = Integer.MIN_VALUE;
  private double soldOnDay;
  private double forecastOnDay;

  /**
   * Begins with a week.
   *
   * @param firstDay epoch day, a day of it
   * @param recentFrom first of the days that {@link #forecastOfProduct} sums
   */
  ForecastJoin(SalesPanel panel, int firstDay, int recentFrom) {
    this.panel = panel;
    this.closed = ClosedDays.of(panel);
    this.excused = ClosedDays.orHolidays(panel);
    this.recentFrom = recentFrom;
    this.monday = monday(firstDay);
    for (int p = 0; p < panel.products().size(); p++) {
      products.put(panel.products().get(p).id(), p);
    }
    for (int s = 0; s < panel.stores().size(); s++) {
      stores.put(panel.stores().get(s).id(), s);
    }
    forecastOfProduct = new double[panel.products().size()];
  }

  static int monday(int day) {
    return day - Math.floorMod(day + 3, DAYS);
  }

  /** Takes the next forecast; days never go back. One of a series never sold is passed over. */
  void add(ForecastStore.Row row) {
    int at = (int) row.date().toEpochDay();
    int product = products.getOrDefault(row.productId(), -1);
    int store = stores.getOrDefault(row.storeId(), -1);
    int series = product < 0 || store < 0 ? -1 : panel.seriesAt(product, store);
    if (series < 0 || at < panel.startDay(series) || !panel.started(series)) {
      return;
    }
    if (at != day) {
      endDay();
      while (at >= monday + DAYS) {
        endWeek();
      }
      day = at;
    }
    forecastOnDay += row.forecast();
    if (at >= recentFrom) {
      forecastOfProduct[product] += row.forecast();
    }
    if (at <= panel.lastDay()) {
      float actual = panel.quantity(series, at);
      int origin = (int) row.origin().toEpochDay();
      soldOnDay += actual;
      cells.add(row, actual, naive(series, origin, at));
    }
  }

  private float naive(int series, int origin, int at) {
    return closed.closed(panel.store(series), at)
        ? 0
        : SeasonalNaive.forecast(panel, series, origin, at - origin);
  }

  private void endDay() {
    if (day != Integer.MIN_VALUE) {
      double sold = day <= panel.lastDay() ? soldOnDay : Double.NaN;
      days.add(new DayTotal(LocalDate.ofEpochDay(day), sold, forecastOnDay));
    }
    soldOnDay = 0;
    forecastOnDay = 0;
  }

  private void endWeek() {
    if (monday <= panel.lastDay() && monday + DAYS > panel.firstDay()) {
      weeks.add(week());
    }
    cells.clear();
    monday += DAYS;
  }

  private Week week() {
    int first = Math.max(monday, panel.firstDay());
    int last = Math.min(monday + DAYS - 1, panel.lastDay());
    long daysForecast =
        days.stream()
            .mapToLong(d -> d.date().toEpochDay())
            .filter(d -> d >= first && d <= last)
            .count();
    boolean scored = cells.count > 0;
    return new Week(
        LocalDate.ofEpochDay(monday),
        last - first + 1,
        (int) daysForecast,
        scored ? PointScores.of(cells.doubles(Columns.ACTUAL), cells.doubles(Columns.MEAN)) : null,
        scored ? PointScores.of(cells.doubles(Columns.ACTUAL), cells.doubles(Columns.NAIVE)) : null,
        cells.intervals(),
        zeroShare(first, last),
        gapShare(first, last));
  }

  /**
   * Of series-days on which the store was to be open. Public holidays are left out: their number
   * would make the weeks differ, and a band of such weeks hide a store that sells nothing.
   */
  private double zeroShare(int first, int last) {
    long all = 0;
    long zeros = 0;
    for (int s = 0; s < panel.seriesCount(); s++) {
      for (int d = Math.max(first, panel.startDay(s)); d <= last; d++) {
        if (!excused.closed(panel.store(s), d)) {
          all++;
          zeros += panel.quantity(s, d) == 0 ? 1 : 0;
        }
      }
    }
    return all == 0 ? Double.NaN : (double) zeros / all;
  }

  private double gapShare(int first, int last) {
    int[] start = new int[panel.stores().size()];
    Arrays.fill(start, Integer.MAX_VALUE);
    for (int s = 0; s < panel.seriesCount(); s++) {
      start[panel.store(s)] = Math.min(start[panel.store(s)], panel.startDay(s));
    }
    long all = 0;
    long gaps = 0;
    for (int store = 0; store < start.length; store++) {
      for (int d = Math.max(first, start[store]); d <= last; d++) {
        if (!excused.closed(store, d)) {
          all++;
          gaps += panel.recorded(store, d) ? 0 : 1;
        }
      }
    }
    return all == 0 ? Double.NaN : (double) gaps / all;
  }

  /** Ends the last week with known sales. */
  ForecastJoin end() {
    endDay();
    day = Integer.MIN_VALUE;
    while (monday <= panel.lastDay()) {
      endWeek();
    }
    return this;
  }

  /** The weeks from the first to the one of the panel's last day. */
  List<Week> weeks() {
    return List.copyOf(weeks);
  }

  /** The days with forecasts, those to come included. */
  List<DayTotal> days() {
    return List.copyOf(days);
  }

  /** Units forecast of each product, by index into the panel. */
  double[] forecastOfProduct() {
    return forecastOfProduct;
  }

  /** The cells of one week. */
  private static final class Columns {
    static final int ACTUAL = 0;
    static final int MEAN = 1;
    static final int NAIVE = 2;
    private static final int P10 = 3;
    private static final int COLUMNS = 6;

    private final float[][] columns = new float[COLUMNS][1024];
    private int count;
    private boolean quantiles = true;

    void add(ForecastStore.Row row, float actual, float naive) {
      if (count == columns[0].length) {
        for (int c = 0; c < COLUMNS; c++) {
          columns[c] = Arrays.copyOf(columns[c], 2 * count);
        }
      }
      float[] cell = {actual, row.forecast(), naive, row.p10(), row.p50(), row.p90()};
      for (int c = 0; c < COLUMNS; c++) {
        columns[c][count] = cell[c];
        quantiles &= !Float.isNaN(cell[c]);
      }
      count++;
    }

    double[] doubles(int column) {
      double[] wide = new double[count];
      Arrays.setAll(wide, i -> columns[column][i]);
      return wide;
    }

    /** Null where there is no cell, or a cell without quantiles. */
    IntervalScores intervals() {
      return count == 0 || !quantiles
          ? null
          : IntervalScores.of(
              Arrays.copyOf(columns[ACTUAL], count),
              Arrays.copyOf(columns[P10], count),
              Arrays.copyOf(columns[P10 + 1], count),
              Arrays.copyOf(columns[P10 + 2], count));
    }

    void clear() {
      count = 0;
      quantiles = true;
    }
  }
}
