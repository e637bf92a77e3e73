package io.shelfcast.tables;

import static io.shelfcast.tables.Column.Type.DATE;
import static io.shelfcast.tables.Column.Type.ID;
import static io.shelfcast.tables.Column.Type.PRODUCT;
import static io.shelfcast.tables.Column.Type.STORE;
import static io.shelfcast.tables.Column.Type.TEXT;
import static io.shelfcast.tables.Column.Type.TIMESTAMP;
import static io.shelfcast.tables.Column.number;
import static io.shelfcast.tables.Column.of;
import static io.shelfcast.tables.Column.oneOf;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The canonical tables of a customer, in an order in which each refers only to products and stores
 * of those before it. Only {@link #TRANSACTIONS} is required; {@link #ASSORTMENT} is a plan alone.
 */
public enum Table {
  /** Sales and returns, line by line or summed by day; a return has a negative quantity. */
  TRANSACTIONS(
      List.of(),
      of("timestamp", TIMESTAMP),
      of("product_id", PRODUCT),
      of("store_id", STORE),
      number("quantity", -1e12, 1e12),
      number("unit_price", 0, 1e12).optional()),
  PRODUCTS(
      List.of("product_id"),
      of("product_id", PRODUCT),
      of("category", TEXT).optional(),
      of("department", TEXT).optional(),
      of("brand", TEXT).optional(),
      of("name", TEXT).optional(),
      number("price", 0, 1e12).optional(),
      number("shelf_life_days", 0, 1e6).optional()),
  STORES(
      List.of("store_id"),
      of("store_id", STORE),
      of("region", TEXT).optional(),
      of("store_type", TEXT).optional(),
      of("assortment", TEXT).optional(),
      number("size_sqft", 0, 1e12).optional(),
      number("population", 0, 1e12).optional(),
      number("median_income", 0, 1e12).optional(),
      number("competitor_distance_miles", 0, 1e6).optional()),
  /** Prices, each from a day on; an empty store means all stores. */
  PRICES(
      List.of("product_id", "store_id", "valid_from"),
      of("product_id", PRODUCT),
      of("store_id", STORE).optional(),
      of("valid_from", DATE),
      number("price", 0, 1e12)),
  /**
   * Planned promotions; an empty product or store means all of them. One id may have several rows.
   */
  PROMOTIONS(
      List.of(),
      of("promotion_id", ID),
      of("product_id", PRODUCT).optional(),
      of("store_id", STORE).optional(),
      of("start_date", DATE),
      of("end_date", DATE),
      number("discount_pct", 0, 100).optional(),
      of("kind", TEXT).optional()),
  /**
   * Holidays, closed days and other events, of a store, of a region, or everywhere where both are
   * empty.
   */
  EVENTS(
      List.of(),
      of("date", DATE),
      of("store_id", STORE).optional(),
      of("region", TEXT).optional(),
      oneOf("kind", "public_holiday", "school_holiday", "closed", "event"),
      of("name", TEXT).optional()),
  WEATHER(
      List.of("region", "date"),
      of("region", TEXT),
      of("date", DATE),
      number("temperature_c", -90, 60),
      number("precipitation_mm", 0, 2000),
      number("humidity_pct", 0, 100).optional(),
      number("wind_kmh", 0, 500).optional()),
  /** Hours of a day on which a product was out of stock. */
  AVAILABILITY(
      List.of("product_id", "store_id", "date"),
      of("product_id", PRODUCT),
      of("store_id", STORE),
      of("date", DATE),
      number("stockout_hours", 0, 24)),
  /**
   * Products that a store takes up, and from which day on. Only told at forecast time: what was
   * taken up is seen from its sales, so that it is never loaded.
   */
  ASSORTMENT(
      List.of("product_id", "store_id"),
      of("product_id", PRODUCT),
      of("store_id", STORE),
      of("start_date", DATE).optional());

  private static final Set<Table> LOADED =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(ASSORTMENT)));

  private final List<String> key;
  private final List<Column> columns;

  Table(List<String> key, Column... columns) {
    this.key = key;
    this.columns = List.of(columns);
  }

  /** The tables that a customer's data is of, in their order; each is one in the database too. */
  public static Set<Table> loaded() {
    return LOADED;
  }

  /**
   * The columns, required and optional, in the order of the documentation; a {@link Row} counts
   * them from 0.
   */
  public List<Column> columns() {
    return columns;
  }

  /**
   * Names of the columns whose values together may occur once only; empty where rows may repeat.
   */
  public List<String> key() {
    return key;
  }

  /** The position of a column by its name, as {@link Row} counts. */
  public int column(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("Table " + baseName() + " has no column " + name);
  }

  /** The file's name without its ending; of a table that is loaded its name in the database. */
  public String baseName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
