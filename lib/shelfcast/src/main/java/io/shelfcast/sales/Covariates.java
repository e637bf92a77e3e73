package io.shelfcast.sales;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of days besides their sales. Days are epoch days; {@code product} and {@code store}
 * are indexes into the panel's lists, {@link #ALL} where a row holds for all of them. A list is
 * null where the customer has no such table.
 *
 * @param promotionsUntil last day for which the promotion plan is complete; likewise the other
 *     three. A day after it has <em>unknown</em> promotions, not none.
 */
public record Covariates(
    List<Price> prices,
    List<Promotion> promotions,
    List<Event> events,
    List<Weather> weather,
    List<Stockout> stockouts,
    int promotionsUntil,
    int eventsUntil,
    int weatherUntil) {

  /** Stands for every product or every store. */
  public static final int ALL = -1;

  /** No covariate table at all. */
  public static final Covariates NONE = new Covariates(null, null, null, null, null, 0, 0, 0);

  /**
   * The same tables with the weather known up to a day only, as it would have been on that day;
   * plans stay as they are.
   */
  public Covariates withWeatherUntil(int day) {
    if (weather == null) {
      return this;
    }
    return new Covariates(
        prices,
        promotions,
        events,
        weather.stream().filter(w -> w.day() <= day).toList(),
        stockouts,
        promotionsUntil,
        eventsUntil,
        Math.min(weatherUntil, day));
  }

  /** The tables that are lacking, or end before a day, in words for a warning; empty if none. */
  public List<String> missingTables(int day) {
    List<String> missing = new ArrayList<>();
    say(missing, "events", events, eventsUntil, day);
    say(missing, "promotions", promotions, promotionsUntil, day);
    say(missing, "weather", weather, weatherUntil, day);
    // Neither of these ends: a price holds on, and no day to come is known to be sold out.
    if (prices == null) {
      missing.add("prices (no such table: list prices, else unit prices stand in)");
    }
    if (stockouts == null) {
      missing.add("availability (no such table: days sold out count as days of low demand)");
    }
    return missing;
  }

  private static void say(List<String> missing, String table, List<?> rows, int until, int day) {
    if (rows == null) {
      missing.add(table + " (no such table)");
    } else if (until < day) {
      missing.add(table + " (ends " + LocalDate.ofEpochDay(until) + ")");
    }
  }

  /** A price from a day on, until the next row of the same product and store. */
  public record Price(int product, int store, int validFrom, float price) {}

  /**
   * A planned promotion; {@code discountPct} is NaN and {@code kind} null where the plan does not
   * say.
   */
  public record Promotion(
      String id,
      int product,
      int store,
      int startDay,
      int endDay,
      float discountPct,
      String kind) {}

  /** What kind of day an event makes. */
  public enum EventKind {
    PUBLIC_HOLIDAY,
    SCHOOL_HOLIDAY,
    CLOSED,
    EVENT
  }

  /**
   * An event of one day: of one store, or of a region (store {@link #ALL}), or everywhere (region
   * null too).
   */
  public record Event(int day, int store, String region, EventKind kind, String name) {}

  /** A day's weather in a region; NaN where it is not recorded. */
  public record Weather(
      String region,
      int day,
      float temperatureC,
      float precipitationMm,
      float humidityPct,
      float windKmh) {}

  /** Hours of a day on which a series could not be sold because it was out of stock. */
  public record Stockout(int product, int store, int day, float hours) {}
}
