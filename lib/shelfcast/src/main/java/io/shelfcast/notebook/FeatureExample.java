package io.shelfcast.notebook;

import io.shelfcast.features.Feature;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.features.FeatureGroup;
import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.Covariates.Event;
import io.shelfcast.sales.Covariates.Promotion;
import io.shelfcast.sales.Covariates.Weather;
import io.shelfcast.sales.Product;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * One row of features, as known the day before, and the raw tables beside it, so that each value
 * can be worked out by hand.
 */
public final class FeatureExample {

  private static final double ROUNDING = 1e-6;

  private final SalesPanel panel;
  private final int series;
  private final int known;
  private final int day;
  private final float[] row;

  private FeatureExample(SalesPanel panel, int series, int day) {
    this.panel = panel;
    this.series = series;
    this.day = day;
    known = Math.min(panel.lastDay(), day - 1);
    row = new FeatureBuilder(panel).row(series, known, day);
  }

  /**
   * The features of a product in a store on a date.
   *
   * @throws io.shelfcast.ShelfcastException if there is no such series
   */
  public static FeatureExample of(SalesPanel panel, String product, String store, LocalDate date) {
    return new FeatureExample(panel, panel.series(product, store), (int) date.toEpochDay());
  }

  /** A value in raw units; NaN where it is missing. */
  public double value(Feature feature) {
    return row[feature.ordinal()];
  }

  /** Says whether what was worked out by hand is what the row has. */
  public void byHand(Feature feature, double value) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "%s: by hand %.4f, in the row %.4f, %s",
            feature.label(),
            value,
            value(feature),
            agrees(feature, value) ? "the same" : "NOT THE SAME"));
  }

  /** Whether a value is that of the row, but for the rounding of floats. */
  public boolean agrees(Feature feature, double value) {
    return Math.abs(value - value(feature)) <= ROUNDING * Math.abs(value);
  }

  /** A group's values, with how they come about. */
  public Table table(FeatureGroup group) {
    List<Feature> some = Arrays.stream(Feature.values()).filter(f -> f.group() == group).toList();
    FloatColumn values = FloatColumn.create(TableText.VALUE);
    some.forEach(f -> values.append(row[f.ordinal()]));
    return Table.create(
        group.label(),
        StringColumn.create("feature", some.stream().map(Feature::label)),
        values,
        StringColumn.create("unit", some.stream().map(Feature::unit)),
        StringColumn.create("formula", some.stream().map(Feature::formula)),
        StringColumn.create("window", some.stream().map(Feature::window)));
  }

  /** The series' days up to the last known one: date, weekday (1-7), quantity, unit price. */
  public Table sales() {
    Table table =
        Table.create(
            "sales",
            DateColumn.create("date"),
            IntColumn.create("weekday"),
            DoubleColumn.create("quantity"));
    FloatColumn price = FloatColumn.create("unit_price");
    for (int d = panel.startDay(series); d <= known; d++) {
      LocalDate date = LocalDate.ofEpochDay(d);
      table.dateColumn("date").append(date);
      table.intColumn("weekday").append(date.getDayOfWeek().getValue());
      table.doubleColumn("quantity").append(panel.quantity(series, d));
      price.append(panel.unitPrice(series, d));
    }
    return panel.hasUnitPrices() ? table.addColumns(price) : table;
  }

  /** What the products table tells of the product. */
  public Table product() {
    Product product = panel.products().get(panel.product(series));
    return Table.create(
        "product",
        StringColumn.create("product", List.of(product.id())),
        text("category", product.category()),
        text("department", product.department()),
        text("brand", product.brand()));
  }

  private static StringColumn text(String name, String value) {
    return StringColumn.create(name, List.of(value == null ? "" : value));
  }

  /**
   * The kinds of promotion that the customer tells, by alphabet, and how many there are of each.
   */
  public Table promotionKinds() {
    Map<String, Long> kinds =
        panel.covariates().promotions().stream()
            .filter(p -> p.kind() != null)
            .collect(Collectors.groupingBy(Promotion::kind, TreeMap::new, Collectors.counting()));
    return Table.create(
        "kinds of promotion",
        StringColumn.create("kind", kinds.keySet()),
        IntColumn.create("promotions", kinds.values().stream().mapToInt(Long::intValue).toArray()));
  }

  /** Promotions of the product in the store that touch the days around. */
  public Table promotions(int around) {
    List<Promotion> some =
        panel.covariates().promotions().stream()
            .filter(p -> p.product() == Covariates.ALL || p.product() == panel.product(series))
            .filter(p -> p.store() == Covariates.ALL || p.store() == panel.store(series))
            .filter(p -> p.endDay() >= day - around && p.startDay() <= day + around)
            .sorted(Comparator.comparingInt(Promotion::startDay))
            .toList();
    return Table.create(
        "promotions",
        StringColumn.create("promotion", some.stream().map(Promotion::id)),
        DateColumn.create("start", dates(some.stream().mapToInt(Promotion::startDay).toArray())),
        DateColumn.create("end", dates(some.stream().mapToInt(Promotion::endDay).toArray())),
        StringColumn.create(
            "kind", some.stream().map(p -> p.kind() == null ? "not told" : p.kind())),
        DoubleColumn.create(
            "discount, %", some.stream().mapToDouble(Promotion::discountPct).toArray()));
  }

  /** Events at the store on the days around. */
  public Table events(int around) {
    String region = panel.stores().get(panel.store(series)).region();
    List<Event> some =
        panel.covariates().events().stream()
            .filter(
                e ->
                    e.store() == panel.store(series)
                        || e.store() == Covariates.ALL
                            && (e.region() == null || e.region().equals(region)))
            .filter(e -> Math.abs(e.day() - day) <= around)
            .sorted(Comparator.comparingInt(Event::day).thenComparing(e -> e.kind().ordinal()))
            .toList();
    return Table.create(
        "events",
        DateColumn.create("date", dates(some.stream().mapToInt(Event::day).toArray())),
        StringColumn.create(
            "kind", some.stream().map(e -> e.kind().name().toLowerCase(Locale.ROOT))),
        StringColumn.create("name", some.stream().map(Event::name)));
  }

  /** The weather of the store's region on the day. */
  public Table weather() {
    String region = panel.stores().get(panel.store(series)).region();
    List<Weather> some =
        panel.covariates().weather().stream()
            .filter(w -> w.region().equals(region) && w.day() == day)
            .toList();
    return Table.create(
        "weather",
        StringColumn.create("region", some.stream().map(Weather::region)),
        DateColumn.create("date", dates(some.stream().mapToInt(Weather::day).toArray())),
        floats("temperature, deg C", some, Weather::temperatureC),
        floats("precipitation, mm", some, Weather::precipitationMm));
  }

  private static FloatColumn floats(
      String name, List<Weather> rows, Function<Weather, Float> value) {
    FloatColumn column = FloatColumn.create(name);
    rows.forEach(w -> column.append(value.apply(w)));
    return column;
  }

  private static LocalDate[] dates(int[] days) {
    return Arrays.stream(days).mapToObj(LocalDate::ofEpochDay).toArray(LocalDate[]::new);
  }
}
