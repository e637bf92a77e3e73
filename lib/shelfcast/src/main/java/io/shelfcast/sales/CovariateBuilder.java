package io.shelfcast.sales;

import static io.shelfcast.tables.Table.AVAILABILITY;
import static io.shelfcast.tables.Table.EVENTS;
import static io.shelfcast.tables.Table.PRICES;
import static io.shelfcast.tables.Table.PROMOTIONS;
import static io.shelfcast.tables.Table.WEATHER;
import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.shelfcast.sales.Covariates.Event;
import io.shelfcast.sales.Covariates.EventKind;
import io.shelfcast.sales.Covariates.Price;
import io.shelfcast.sales.Covariates.Promotion;
import io.shelfcast.sales.Covariates.Stockout;
import io.shelfcast.sales.Covariates.Weather;
import io.shelfcast.tables.Row;
import io.shelfcast.tables.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes {@link Covariates} of table rows, whichever source they come from and in whichever order.
 * Ids are null where a row holds for all; rows of products and stores that were never sold are left
 * out. Days are epoch days, absent numbers NaN, absent texts null.
 */
public final class CovariateBuilder {

  private static final int UNKNOWN = -2;
  private static final Comparator<String> TEXT = nullsFirst(naturalOrder());

  private final Map<String, Integer> products;
  private final Map<String, Integer> stores;
  private final int lastSale;
  private final List<Price> prices;
  private final List<Promotion> promotions;
  private final List<Event> events;
  private final List<Weather> weather;
  private final List<Stockout> stockouts;
  private int promotionsUntil;
  private int eventsUntil;
  private int weatherUntil;

  /**
   * @param tables those that the customer has; the others become null
   * @param products index of each product in the panel, by id
   * @param stores index of each store in the panel, by id
   * @param lastSale last day of the sales; the plans are taken as complete up to it at least
   */
  public CovariateBuilder(
      Set<Table> tables, Map<String, Integer> products, Map<String, Integer> stores, int lastSale) {
    this.products = products;
    this.stores = stores;
    this.lastSale = lastSale;
    prices = tables.contains(PRICES) ? new ArrayList<>() : null;
    promotions = tables.contains(PROMOTIONS) ? new ArrayList<>() : null;
    events = tables.contains(EVENTS) ? new ArrayList<>() : null;
    weather = tables.contains(WEATHER) ? new ArrayList<>() : null;
    stockouts = tables.contains(AVAILABILITY) ? new ArrayList<>() : null;
    promotionsUntil = lastSale;
    eventsUntil = lastSale;
  }

  /** Adds a row of a canonical table. */
  void price(Row r) {
    price(r.text(0), r.text(1), r.day(2), r.number(3));
  }

  void promotion(Row r) {
    promotion(r.text(0), r.text(1), r.text(2), r.day(3), r.day(4), r.number(5), r.text(6));
  }

  void event(Row r) {
    event(r.day(0), r.text(1), r.text(2), r.text(3), r.text(4));
  }

  void weather(Row r) {
    weather(r.text(0), r.day(1), r.number(2), r.number(3), r.number(4), r.number(5));
  }

  void stockout(Row r) {
    stockout(r.text(0), r.text(1), r.day(2), r.number(3));
  }

  public void price(String productId, String storeId, int validFrom, double price) {
    int product = index(products, productId);
    int store = index(stores, storeId);
    if (product != UNKNOWN && store != UNKNOWN) {
      prices.add(new Price(product, store, validFrom, (float) price));
    }
  }

  public void promotion(
      String id,
      String productId,
      String storeId,
      int startDay,
      int endDay,
      double discountPct,
      String kind) {
    promotionsUntil = Math.max(promotionsUntil, endDay);
    int product = index(products, productId);
    int store = index(stores, storeId);
    if (product != UNKNOWN && store != UNKNOWN) {
      promotions.add(
          new Promotion(id, product, store, startDay, endDay, (float) discountPct, kind));
    }
  }

  /**
   * Adds an event; {@code kind} is as in the canonical files, {@code public_holiday} for instance.
   */
  public void event(int day, String storeId, String region, String kind, String name) {
    eventsUntil = Math.max(eventsUntil, day);
    int store = index(stores, storeId);
    if (store != UNKNOWN) {
      events.add(
          new Event(day, store, region, EventKind.valueOf(kind.toUpperCase(Locale.ROOT)), name));
    }
  }

  public void weather(
      String region,
      int day,
      double temperatureC,
      double precipitationMm,
      double humidityPct,
      double windKmh) {
    weatherUntil = weather.isEmpty() ? day : Math.max(weatherUntil, day);
    weather.add(
        new Weather(
            region,
            day,
            (float) temperatureC,
            (float) precipitationMm,
            (float) humidityPct,
            (float) windKmh));
  }

  public void stockout(String productId, String storeId, int day, double hours) {
    int product = index(products, productId);
    int store = index(stores, storeId);
    if (product != UNKNOWN && store != UNKNOWN) {
      stockouts.add(new Stockout(product, store, day, (float) hours));
    }
  }

  private static int index(Map<String, Integer> indexes, String id) {
    return id == null ? Covariates.ALL : indexes.getOrDefault(id, UNKNOWN);
  }

  /** The tables, each in an order of its own that does not depend on the source's. */
  public Covariates build() {
    sort(
        prices,
        comparingInt(Price::product)
            .thenComparingInt(Price::store)
            .thenComparingInt(Price::validFrom));
    sort(
        promotions,
        comparingInt(Promotion::startDay)
            .thenComparingInt(Promotion::endDay)
            .thenComparingInt(Promotion::product)
            .thenComparingInt(Promotion::store)
            .thenComparing(Promotion::id)
            .thenComparing(Promotion::kind, TEXT)
            .thenComparing(Promotion::discountPct));
    sort(
        events,
        comparingInt(Event::day)
            .thenComparingInt(Event::store)
            .thenComparing(Event::region, TEXT)
            .thenComparing(Event::kind)
            .thenComparing(Event::name, TEXT));
    sort(weather, comparing(Weather::region).thenComparingInt(Weather::day));
    sort(
        stockouts,
        comparingInt(Stockout::product)
            .thenComparingInt(Stockout::store)
            .thenComparingInt(Stockout::day));
    return new Covariates(
        prices,
        promotions,
        events,
        weather,
        stockouts,
        promotions == null ? 0 : promotionsUntil,
        events == null ? 0 : eventsUntil,
        weatherUntil);
  }

  private static <T> void sort(List<T> rows, Comparator<T> order) {
    if (rows != null) {
      rows.sort(order);
    }
  }
}
