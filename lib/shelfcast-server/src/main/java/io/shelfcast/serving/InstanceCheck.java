package io.shelfcast.serving;

import java.time.LocalDate;
import java.util.List;

/** Demands of an instance what JSON alone cannot: dates that fit, numbers within their range. */
final class InstanceCheck {

  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);
  private static final int MOST_DAYS = 20 * 366;
  private static final int LONGEST_HORIZON = 60;
  private static final double MOST = 1e12;
  private static final List<String> KINDS =
      List.of("public_holiday", "school_holiday", "closed", "event");

  private InstanceCheck() {}

  /** Checks what every instance needs. */
  static void named(Instance in) {
    id("product_id", in.productId());
    id("store_id", in.storeId());
    if (in.horizon() != null && (in.horizon() < 1 || in.horizon() > LONGEST_HORIZON)) {
      throw new Refusal("horizon", "must be 1 to " + LONGEST_HORIZON + " days");
    }
  }

  private static void id(String field, String id) {
    if (id == null || id.isBlank()) {
      throw new Refusal(field, "is required");
    }
    if (id.chars().anyMatch(c -> c == '\n' || c == '\r' || c == '\t')) {
      throw new Refusal(field, "must not have tabs or line breaks");
    }
  }

  /** Checks an instance that carries its history. */
  static void complete(Instance in) {
    Instance.History h = in.history();
    days("history", h.from(), h.quantity());
    if (h.unitPrice() != null && h.unitPrice().length != h.quantity().length) {
      throw new Refusal(
          "history.unit_price", "must have a value for each of quantity: " + h.quantity().length);
    }
    numbers("history.unit_price", h.unitPrice(), 0, MOST);
    LocalDate origin = h.from().plusDays(h.quantity().length - 1L);
    totals("store_history", in.storeHistory(), origin);
    totals("product_history", in.productHistory(), origin);
    if (in.product() != null) {
      number("product.price", in.product().price(), 0, MOST);
      number("product.shelf_life_days", in.product().shelfLifeDays(), 0, 1e6);
    }
    if (in.store() != null) {
      number("store.size_sqft", in.store().sizeSqft(), 0, MOST);
      number("store.population", in.store().population(), 0, MOST);
      number("store.median_income", in.store().medianIncome(), 0, MOST);
      number("store.competitor_distance_miles", in.store().competitorDistanceMiles(), 0, 1e6);
    }
    each(
        "prices",
        in.prices(),
        (at, r) -> {
          date(at + ".valid_from", r.validFrom());
          required(at + ".price", r.price(), 0, MOST);
        });
    each(
        "promotions",
        in.promotions(),
        (at, r) -> {
          date(at + ".start_date", r.startDate());
          date(at + ".end_date", r.endDate());
          if (r.endDate().isBefore(r.startDate())) {
            throw new Refusal(at + ".end_date", "must not be before start_date");
          }
          number(at + ".discount_pct", r.discountPct(), 0, 100);
        });
    each(
        "events",
        in.events(),
        (at, r) -> {
          date(at + ".date", r.date());
          if (!KINDS.contains(r.kind())) {
            throw new Refusal(at + ".kind", "must be one of " + String.join(", ", KINDS));
          }
        });
    weather(in.weather());
    each(
        "availability",
        in.availability(),
        (at, r) -> {
          date(at + ".date", r.date());
          required(at + ".stockout_hours", r.stockoutHours(), 0, 24);
        });
    number("level_correction", in.levelCorrection(), .1, 10);
    until("promotions", in.promotions(), in.promotionsUntil());
    until("events", in.events(), in.eventsUntil());
  }

  private static void until(String table, List<?> rows, LocalDate until) {
    if (until != null) {
      if (rows == null) {
        throw new Refusal(table, "is required where " + table + "_until is given; it may be []");
      }
      date(table + "_until", until);
    }
  }

  private static void weather(Instance.WeatherDays w) {
    if (w != null) {
      date("weather.from", w.from());
      if (w.temperatureC() == null || w.temperatureC().length == 0) {
        throw new Refusal("weather.temperature_c", "must have a value a day from 'from' on");
      }
      if (w.precipitationMm() == null || w.precipitationMm().length != w.temperatureC().length) {
        throw new Refusal(
            "weather.precipitation_mm",
            "must have a value for each of temperature_c: " + w.temperatureC().length);
      }
      last("weather.temperature_c", w.from(), w.temperatureC().length);
      numbers("weather.temperature_c", w.temperatureC(), -90, 60);
      numbers("weather.precipitation_mm", w.precipitationMm(), 0, 2000);
    }
  }

  private static void totals(String field, Instance.Totals t, LocalDate origin) {
    if (t != null) {
      days(field, t.from(), t.quantity());
      if (!t.from().plusDays(t.quantity().length - 1L).equals(origin)) {
        throw new Refusal(
            field + ".quantity",
            "must end on the last day of history, " + origin + ", with a value a day");
      }
    }
  }

  private static void days(String field, LocalDate from, double[] quantity) {
    date(field + ".from", from);
    if (quantity == null || quantity.length == 0) {
      throw new Refusal(field + ".quantity", "must have a value a day, up to the last day known");
    }
    last(field + ".quantity", from, quantity.length);
    for (int i = 0; i < quantity.length; i++) {
      if (!(Math.abs(quantity[i]) <= MOST)) {
        throw new Refusal(field + ".quantity[" + i + "]", "must be a number up to 1e12");
      }
    }
  }

  private static void last(String field, LocalDate from, int days) {
    if (days > MOST_DAYS || from.plusDays(days).isAfter(LATEST)) {
      throw new Refusal(field, "must not have more than " + MOST_DAYS + " days");
    }
  }

  private static void date(String field, LocalDate date) {
    if (date == null) {
      throw new Refusal(field, "is required, a date like 2019-04-30");
    }
    if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
      throw new Refusal(field, "must be a date of the years 1900 to 2199");
    }
  }

  private static void required(String field, Double value, double min, double max) {
    if (value == null) {
      throw new Refusal(field, "is required");
    }
    number(field, value, min, max);
  }

  private static void number(String field, Double value, double min, double max) {
    if (value != null && !(value >= min && value <= max)) {
      throw new Refusal(field, "must be a number from " + plain(min) + " to " + plain(max));
    }
  }

  private static void numbers(String field, Double[] values, double min, double max) {
    for (int i = 0; values != null && i < values.length; i++) {
      number(field + "[" + i + "]", values[i], min, max);
    }
  }

  private static String plain(double d) {
    return d == Math.rint(d) && Math.abs(d) < 1e9 ? String.valueOf((long) d) : String.valueOf(d);
  }

  private interface RowCheck<T> {
    void check(String at, T row);
  }

  private static <T> void each(String field, List<T> rows, RowCheck<T> check) {
    for (int i = 0; rows != null && i < rows.size(); i++) {
      if (rows.get(i) == null) {
        throw new Refusal(field + "[" + i + "]", "must be an object");
      }
      check.check(field + "[" + i + "]", rows.get(i));
    }
  }
}
