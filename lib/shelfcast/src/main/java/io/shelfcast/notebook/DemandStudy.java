package io.shelfcast.notebook;

import io.shelfcast.charts.DemandFigures;
import io.shelfcast.evaluation.GradedMetric;
import io.shelfcast.evaluation.Level;
import io.shelfcast.evaluation.NoiseFloor;
import io.shelfcast.sales.Covariates.Event;
import io.shelfcast.sales.Covariates.EventKind;
import io.shelfcast.sales.Covariates.Weather;
import io.shelfcast.sales.DemandClass;
import io.shelfcast.sales.DemandClasses;
import io.shelfcast.sales.SalesPanel;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How the demand of a customer behaves. Effects of special days are measured against usual demand:
 * the mean of the same series' same weekday on ordinary days of the six weeks before and after.
 */
public final class DemandStudy {

  private static final float WET_MM = 5;
  private static final float DRY_MM = .1f;
  private static final float HOT_C = 20;
  private static final float COLD_C = 0;
  private static final int WEEK = 7;
  private static final int MOST_NAMES = 8;
  private static final int NEVER = Integer.MIN_VALUE;

  private final SalesPanel panel;
  private final UsualDemand usual;

  private DemandStudy(SalesPanel panel) {
    this.panel = panel;
    usual = new UsualDemand(panel);
  }

  public static DemandStudy of(SalesPanel panel) {
    return new DemandStudy(panel);
  }

  /** A row a table: how many rows it has, and the days that they cover. */
  public Table tables() {
    var c = panel.covariates();
    StringColumn name = StringColumn.create("table");
    DoubleColumn rows = DoubleColumn.create("rows");
    StringColumn until = StringColumn.create("known until");
    List<Object[]> all = new ArrayList<>();
    all.add(new Object[] {"transactions", panel.reading().rows(), panel.lastDay()});
    all.add(new Object[] {"products", (long) panel.products().size(), null});
    all.add(new Object[] {"stores", (long) panel.stores().size(), null});
    all.add(new Object[] {"prices", size(c.prices()), null});
    all.add(new Object[] {"promotions", size(c.promotions()), c.promotionsUntil()});
    all.add(new Object[] {"events", size(c.events()), c.eventsUntil()});
    all.add(new Object[] {"weather", size(c.weather()), c.weatherUntil()});
    all.add(new Object[] {"availability", size(c.stockouts()), null});
    for (Object[] row : all) {
      name.append((String) row[0]);
      if (row[1] == null) {
        rows.appendMissing();
      } else {
        rows.append((Long) row[1]);
      }
      boolean known = row[1] != null && row[2] != null;
      until.append(known ? LocalDate.ofEpochDay((Integer) row[2]).toString() : "");
    }
    return Table.create("tables", name, rows, until);
  }

  private static Long size(List<?> rows) {
    return rows == null ? null : (Long) (long) rows.size();
  }

  /** Mean units a day by weekday and product, over the days on which the store sold anything. */
  public Table weekdays() {
    Table table = Table.create("weekdays");
    String[] names =
        Arrays.stream(DayOfWeek.values())
            .map(d -> d.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
            .toArray(String[]::new);
    table.addColumns(StringColumn.create("weekday", names));
    weekdayMeans().forEach((p, means) -> table.addColumns(DoubleColumn.create(p, means)));
    return table;
  }

  /** {@link #weekdays} as bars. */
  public CategoryChart weekdayFigure() {
    return DemandFigures.weekdayProfile("Mean sales by weekday", "units a store", weekdayMeans());
  }

  private Map<String, double[]> weekdayMeans() {
    Map<String, double[]> means = new LinkedHashMap<>();
    for (int p = 0; p < panel.products().size(); p++) {
      double[] sum = new double[WEEK];
      int[] days = new int[WEEK];
      for (int s = 0; s < panel.seriesCount(); s++) {
        for (int day = panel.startDay(s); panel.product(s) == p && day <= panel.lastDay(); day++) {
          if (usual.open(s, day)) {
            sum[weekday(day)] += panel.quantity(s, day);
            days[weekday(day)]++;
          }
        }
      }
      for (int d = 0; d < WEEK; d++) {
        sum[d] /= Math.max(1, days[d]);
      }
      means.put("product " + panel.products().get(p).id(), sum);
    }
    return means;
  }

  private static int weekday(int day) {
    return LocalDate.ofEpochDay(day).getDayOfWeek().ordinal();
  }

  /** Units a week of each product in all stores, whole weeks from the panel's first Monday on. */
  public XYChart weeksFigure() {
    int first = panel.firstDay() + (WEEK - weekday(panel.firstDay())) % WEEK;
    int weeks = (panel.lastDay() - first + 1) / WEEK;
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (int s = 0; s < panel.seriesCount(); s++) {
      double[] sum = sums.computeIfAbsent("product " + panel.productId(s), k -> new double[weeks]);
      for (int day = Math.max(first, panel.startDay(s)); day < first + WEEK * weeks; day++) {
        sum[(day - first) / WEEK] += panel.quantity(s, day);
      }
    }
    return DemandFigures.overTime(
        "Sales a week, all stores", "units a week", LocalDate.ofEpochDay(first), WEEK, sums);
  }

  /** The calendar: holidays, the days beside them, and school holidays apart from all of these. */
  public List<DemandEffect> holidays() {
    return List.of(
        effect("public holiday", usual::holiday),
        effect("day before a public holiday", (s, d) -> !off(s, d) && off(s, d + 1)),
        effect("day after a public holiday", (s, d) -> plainAfter(s, d) && off(s, d - 1)),
        effect("other school holiday", (s, d) -> plain(s, d) && usual.school(s, d)),
        effect("no holiday", (s, d) -> plain(s, d) && !usual.school(s, d)));
  }

  /** Neither a public holiday nor beside one. */
  private boolean plain(int series, int day) {
    return !off(series, day) && !usual.besideHoliday(series, day);
  }

  /** Neither a public holiday nor the day before one. */
  private boolean plainAfter(int series, int day) {
    return !off(series, day) && !off(series, day + 1);
  }

  private boolean off(int series, int day) {
    return usual.holiday(series, day);
  }

  /** The last public holidays on which any store sold something, each on its own, oldest first. */
  public List<DemandEffect> lastHolidays(int n) {
    List<DemandEffect> all =
        panel.covariates().events().stream()
            .filter(e -> e.kind() == EventKind.PUBLIC_HOLIDAY)
            .map(Event::day)
            .distinct()
            .sorted()
            .map(day -> effect(name(day), (s, d) -> d == day))
            .filter(e -> e.cells() > 0)
            .toList();
    return all.subList(Math.max(0, all.size() - n), all.size());
  }

  private static String name(int day) {
    return DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH)
        .format(LocalDate.ofEpochDay(day));
  }

  /**
   * Promotions: of each product that has any, and what they do to the other products of the store.
   * Promoted days in a row count as one time, since they go well or badly together.
   */
  public List<DemandEffect> promotions() {
    List<DemandEffect> all = new ArrayList<>();
    for (int p = 0; p < panel.products().size(); p++) {
      int product = p;
      all.add(
          DemandEffect.of(
              "product " + panel.products().get(p).id() + ", promoted",
              usual,
              (s, d) -> panel.product(s) == product && !off(s, d) && usual.promoted(s, d),
              usual::promotedSince));
    }
    all.add(
        DemandEffect.of(
            "not promoted, but another product",
            usual,
            (s, d) -> !off(s, d) && !usual.promoted(s, d) && otherPromotedSince(s, d) != NEVER,
            this::otherPromotedSince));
    return all.stream().filter(e -> e.cells() > 0).toList();
  }

  /** Since when the promotion of another product runs, the latest of several; else NEVER. */
  private int otherPromotedSince(int series, int day) {
    int since = NEVER;
    for (int p = 0; p < panel.products().size(); p++) {
      int other = panel.seriesAt(p, panel.store(series));
      if (other >= 0 && other != series && usual.promoted(other, day)) {
        since = Math.max(since, usual.promotedSince(other, day));
      }
    }
    return since;
  }

  /** The weather, on days that are neither a public holiday nor beside one. */
  public List<DemandEffect> weather() {
    Map<Long, Weather> weather = new HashMap<>();
    Map<String, Integer> regions = new HashMap<>();
    for (Weather w : panel.covariates().weather()) {
      long region = regions.computeIfAbsent(w.region(), k -> regions.size());
      weather.put(region << 32 | w.day(), w);
    }
    record Kind(String name, java.util.function.Predicate<Weather> holds) {}
    return Stream.of(
            new Kind("wet, 5 mm and more", w -> w.precipitationMm() >= WET_MM),
            new Kind(
                "some rain", w -> w.precipitationMm() >= DRY_MM && w.precipitationMm() < WET_MM),
            new Kind("dry", w -> w.precipitationMm() < DRY_MM),
            new Kind("hot, 20 deg C and more", w -> w.temperatureC() >= HOT_C),
            new Kind("frost, 0 deg C and less", w -> w.temperatureC() <= COLD_C))
        .map(
            kind ->
                effect(
                    kind.name(),
                    (s, d) -> {
                      String region = panel.stores().get(panel.store(s)).region();
                      Weather w = weather.get((long) regions.getOrDefault(region, -1) << 32 | d);
                      return plain(s, d) && w != null && kind.holds().test(w);
                    }))
        .filter(e -> e.times() > 1)
        .toList();
  }

  private DemandEffect effect(String what, DemandEffect.Days days) {
    return DemandEffect.of(what, usual, days);
  }

  /** Effects as lying bars around 0. */
  public static HorizontalBarChart figure(String title, List<DemandEffect> effects) {
    return DemandFigures.changes(
        title,
        "sales against usual, %",
        effects.stream().map(DemandEffect::what).toList(),
        effects.stream().mapToDouble(DemandEffect::change).toArray());
  }

  /** Store-days without any sale, by what the events table calls the day, the most first. */
  public Table daysWithoutSales() {
    Map<String, Integer> counts = new HashMap<>();
    int[] start = new int[panel.stores().size()];
    Arrays.fill(start, Integer.MAX_VALUE);
    int[] any = new int[start.length];
    for (int s = 0; s < panel.seriesCount(); s++) {
      start[panel.store(s)] = Math.min(start[panel.store(s)], panel.startDay(s));
      any[panel.store(s)] = s;
    }
    for (int store = 0; store < start.length; store++) {
      for (int day = start[store]; day <= panel.lastDay(); day++) {
        if (!panel.recorded(store, day)) {
          String weekday =
              DayOfWeek.of(weekday(day) + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
          boolean off = usual.holiday(any[store], day);
          counts.merge(off ? "a public holiday" : "another " + weekday, 1, Integer::sum);
        }
      }
    }
    List<Map.Entry<String, Integer>> sorted =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_NAMES)
            .toList();
    return Table.create(
        "days without sales",
        StringColumn.create("day", sorted.stream().map(Map.Entry::getKey)),
        IntColumn.create("store-days", sorted.stream().mapToInt(Map.Entry::getValue)));
  }

  /** A row a class of demand: how many series, and their share of all sales. */
  public Table classes() {
    DemandClasses classes = DemandClasses.of(panel);
    double[] sold = new double[DemandClass.values().length];
    for (int s = 0; s < panel.seriesCount(); s++) {
      for (float q : panel.quantities(s)) {
        sold[classes.get(s).ordinal()] += q;
      }
    }
    double all = Arrays.stream(sold).sum();
    List<DemandClass> some =
        Arrays.stream(DemandClass.values()).filter(c -> classes.counts().get(c) > 0).toList();
    return Table.create(
        "classes of demand",
        StringColumn.create("class", some.stream().map(c -> c.name().toLowerCase(Locale.ROOT))),
        IntColumn.create("series", some.stream().mapToInt(classes.counts()::get)),
        DoubleColumn.create(
            "share of sales, %", some.stream().mapToDouble(c -> 100 * sold[c.ordinal()] / all)));
  }

  /**
   * A row a level, over the last days: what a cell sells on average; the MAE % of a forecaster who
   * knew the usual demand, were sales pure chance about it (the noise floor); and how far sales
   * really were from the usual demand.
   *
   * @param days whole weeks, back from the last day
   */
  public Table noise(int days) {
    StringColumn level = StringColumn.create("level");
    DoubleColumn mean = DoubleColumn.create("units a cell");
    DoubleColumn floor = DoubleColumn.create("noise floor, MAE %");
    DoubleColumn real = DoubleColumn.create("from usual, MAE %");
    DoubleColumn limit = DoubleColumn.create("acceptable, MAE %");
    for (Level l : Level.values()) {
      Map<List<Integer>, double[]> cells = cells(l, days);
      double[] means = cells.values().stream().mapToDouble(c -> c[0]).toArray();
      double sold = cells.values().stream().mapToDouble(c -> c[1]).sum();
      double off = cells.values().stream().mapToDouble(c -> Math.abs(c[1] - c[0])).sum();
      level.append(l.title());
      mean.append(sold / means.length);
      floor.append(100 * NoiseFloor.of(l, means).wape());
      real.append(100 * off / sold);
      limit.append(100 * GradedMetric.MAE_PCT.acceptable());
    }
    return Table.create("noise", level, mean, floor, real, limit);
  }

  /** By what makes a cell: usual and real sales. */
  private Map<List<Integer>, double[]> cells(Level level, int days) {
    Map<List<Integer>, double[]> cells = new LinkedHashMap<>();
    for (int s = 0; s < panel.seriesCount(); s++) {
      for (int back = days - 1; back >= 0; back--) {
        int day = panel.lastDay() - back;
        if (day >= panel.startDay(s) && usual.open(s, day) && !Float.isNaN(usual.of(s, day))) {
          double[] cell = cells.computeIfAbsent(key(level, s, day, back), k -> new double[2]);
          cell[0] += usual.of(s, day);
          cell[1] += panel.quantity(s, day);
        }
      }
    }
    return cells;
  }

  private List<Integer> key(Level level, int series, int day, int back) {
    return switch (level) {
      case PRODUCT_STORE_DAY -> List.of(series, day);
      case PRODUCT_STORE_HORIZON -> List.of(series, back / WEEK);
      case PRODUCT_DAY -> List.of(panel.product(series), day);
      case STORE_DAY -> List.of(panel.store(series), day);
      case TOTAL_DAY -> List.of(day);
    };
  }
}
