package io.shelfcast.serving;

import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.Covariates.Event;
import io.shelfcast.sales.Covariates.EventKind;
import io.shelfcast.sales.Covariates.Weather;
import io.shelfcast.sales.Product;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.Store;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes the instance of a series of a panel: all that its forecast depends on, so that it is the
 * same wherever it is made.
 */
final class InstanceOf {

  private final SalesPanel panel;
  private final Covariates tables;
  private final int series;
  private final int product;
  private final int store;
  private final String region;

  private InstanceOf(SalesPanel panel, int series) {
    this.panel = panel;
    tables = panel.covariates();
    this.series = series;
    product = panel.product(series);
    store = panel.store(series);
    region = panel.stores().get(store).region();
  }

  static Instance series(SalesPanel panel, int series, Double levelCorrection) {
    return new InstanceOf(panel, series).make(levelCorrection);
  }

  private Instance make(Double levelCorrection) {
    return new Instance(
        null,
        panel.productId(series),
        panel.storeId(series),
        null,
        history(),
        product(panel.products().get(product)),
        store(panel.stores().get(store)),
        totals(false),
        totals(true),
        prices(),
        promotions(),
        tables.promotions() == null ? null : date(tables.promotionsUntil()),
        events(),
        tables.events() == null ? null : date(tables.eventsUntil()),
        weather(),
        availability(),
        levelCorrection);
  }

  private Instance.History history() {
    int start = panel.startDay(series);
    float[] y = panel.quantities(series);
    double[] quantity = new double[y.length];
    Double[] price = panel.hasUnitPrices() ? new Double[y.length] : null;
    for (int i = 0; i < y.length; i++) {
      quantity[i] = decimal(y[i]);
      if (price != null) {
        price[i] = orNull(panel.unitPrice(series, start + i));
      }
    }
    return new Instance.History(date(start), quantity, price);
  }

  /** Of the product in all stores, or of the store over all products. */
  private Instance.Totals totals(boolean ofProduct) {
    int first = Integer.MAX_VALUE;
    List<Integer> members = new ArrayList<>();
    for (int s = 0; s < panel.seriesCount(); s++) {
      boolean member = ofProduct ? panel.product(s) == product : panel.store(s) == store;
      if (member && panel.started(s)) {
        members.add(s);
        first = Math.min(first, panel.startDay(s));
      }
    }
    double[] sum = new double[panel.lastDay() - first + 1];
    for (int s : members) {
      float[] y = panel.quantities(s);
      for (int i = 0; i < y.length; i++) {
        sum[panel.startDay(s) - first + i] += y[i];
      }
    }
    return new Instance.Totals(date(first), sum);
  }

  private static Instance.ProductDetails product(Product p) {
    return new Instance.ProductDetails(
        p.category(),
        p.department(),
        p.brand(),
        p.name(),
        orNull(p.price()),
        orNull(p.shelfLifeDays()));
  }

  private static Instance.StoreDetails store(Store s) {
    return new Instance.StoreDetails(
        s.region(),
        s.type(),
        s.assortment(),
        orNull(s.sizeSqft()),
        orNull(s.population()),
        orNull(s.medianIncome()),
        orNull(s.competitorDistanceMiles()));
  }

  private List<Instance.PriceRow> prices() {
    return tables.prices() == null
        ? null
        : tables.prices().stream()
            .filter(p -> p.product() == product && here(p.store()))
            .map(
                p ->
                    new Instance.PriceRow(
                        storeId(p.store()), date(p.validFrom()), decimal(p.price())))
            .toList();
  }

  private List<Instance.PromotionRow> promotions() {
    return tables.promotions() == null
        ? null
        : tables.promotions().stream()
            .filter(p -> p.product() == Covariates.ALL || p.product() == product)
            .filter(p -> here(p.store()))
            .map(
                p ->
                    new Instance.PromotionRow(
                        p.id(),
                        p.product() == Covariates.ALL ? null : panel.productId(series),
                        storeId(p.store()),
                        date(p.startDay()),
                        date(p.endDay()),
                        orNull(p.discountPct()),
                        p.kind()))
            .toList();
  }

  private boolean here(int place) {
    return place == Covariates.ALL || place == store;
  }

  private String storeId(int place) {
    return place == Covariates.ALL ? null : panel.stores().get(place).id();
  }

  /**
   * The store's own events; and of others those of the same names, and the first and the last of
   * the table, by which features tell a recurring event from a rare one.
   */
  private List<Instance.EventRow> events() {
    if (tables.events() == null) {
      return null;
    }
    Set<String> names = new HashSet<>();
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    for (Event e : tables.events()) {
      first = Math.min(first, e.day());
      last = Math.max(last, e.day());
      if (atStore(e) && e.kind() == EventKind.EVENT) {
        names.add(e.name());
      }
    }
    int from = first;
    int to = last;
    return tables.events().stream()
        .filter(
            e ->
                atStore(e)
                    || e.day() == from
                    || e.day() == to
                    || (e.kind() == EventKind.EVENT && names.contains(e.name())))
        .map(
            e ->
                new Instance.EventRow(
                    date(e.day()),
                    storeId(e.store()),
                    e.region(),
                    e.kind().name().toLowerCase(Locale.ROOT),
                    e.name()))
        .toList();
  }

  private boolean atStore(Event e) {
    return e.store() == Covariates.ALL
        ? e.region() == null || e.region().equals(region)
        : e.store() == store;
  }

  private Instance.WeatherDays weather() {
    List<Weather> rows =
        tables.weather() == null || region == null
            ? List.of()
            : tables.weather().stream().filter(w -> w.region().equals(region)).toList();
    if (rows.isEmpty()) {
      return null;
    }
    int first = rows.get(0).day();
    int days = rows.get(rows.size() - 1).day() - first + 1;
    Double[] temperature = new Double[days];
    Double[] precipitation = new Double[days];
    for (Weather w : rows) {
      temperature[w.day() - first] = orNull(w.temperatureC());
      precipitation[w.day() - first] = orNull(w.precipitationMm());
    }
    return new Instance.WeatherDays(date(first), temperature, precipitation);
  }

  /**
   * The series' own stock-outs; and of others those that were longer than all before, by which
   * features tell how long stores are open.
   */
  private List<Instance.StockoutRow> availability() {
    if (tables.stockouts() == null) {
      return null;
    }
    float[] longest = new float[panel.lastDay() - panel.firstDay() + 1];
    for (Covariates.Stockout r : tables.stockouts()) {
      if (seen(r)) {
        int i = r.day() - panel.firstDay();
        longest[i] = Math.max(longest[i], r.hours());
      }
    }
    boolean[] longer = new boolean[longest.length];
    float most = 0;
    for (int i = 0; i < longest.length; i++) {
      longer[i] = longest[i] > most;
      most = Math.max(most, longest[i]);
    }
    return tables.stockouts().stream()
        .filter(this::seen)
        .filter(
            r ->
                (r.product() == product && r.store() == store)
                    || (longer[r.day() - panel.firstDay()]
                        && r.hours() == longest[r.day() - panel.firstDay()]))
        .map(
            r ->
                new Instance.StockoutRow(
                    panel.products().get(r.product()).id(),
                    panel.stores().get(r.store()).id(),
                    date(r.day()),
                    decimal(r.hours())))
        .toList();
  }

  private boolean seen(Covariates.Stockout r) {
    return r.day() >= panel.firstDay()
        && r.day() <= panel.lastDay()
        && r.product() >= 0
        && r.store() >= 0
        && panel.seriesAt(r.product(), r.store()) >= 0;
  }

  private static LocalDate date(int day) {
    return LocalDate.ofEpochDay(day);
  }

  private static Double orNull(float value) {
    return Float.isNaN(value) ? null : (Double) decimal(value);
  }

  /** The double with the float's own decimal digits: 2.4, not 2.4000000953674316. */
  private static double decimal(float value) {
    return value == (int) value ? value : Double.parseDouble(Float.toString(value));
  }
}
