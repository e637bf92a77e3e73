package io.shelfcast.sales;

import io.shelfcast.database.SqlFailure;
import io.shelfcast.tables.Column;
import io.shelfcast.tables.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a customer's master data and plans from Shelfcast's tables; there are none without a
 * connection.
 */
final class PostgresCovariates {

  private final Connection connection;
  private final String customer;

  PostgresCovariates(Connection connection, String customer) {
    this.connection = connection;
    this.customer = customer;
  }

  Map<String, Product> products() {
    Map<String, Product> products = new HashMap<>();
    each(
        Table.PRODUCTS,
        r ->
            products.put(
                r.text(1),
                new Product(
                    r.text(1),
                    r.text(2),
                    r.text(3),
                    r.text(4),
                    r.text(5),
                    (float) r.number(6),
                    (float) r.number(7))));
    return products;
  }

  Map<String, Store> stores() {
    Map<String, Store> stores = new HashMap<>();
    each(
        Table.STORES,
        r ->
            stores.put(
                r.text(1),
                new Store(
                    r.text(1),
                    r.text(2),
                    r.text(3),
                    r.text(4),
                    (float) r.number(5),
                    (float) r.number(6),
                    (float) r.number(7),
                    (float) r.number(8))));
    return stores;
  }

  Covariates read(Map<String, Integer> products, Map<String, Integer> stores, int lastSale) {
    CovariateBuilder c = new CovariateBuilder(tables(), products, stores, lastSale);
    each(Table.PRICES, r -> c.price(r.text(1), r.text(2), r.day(3), r.number(4)));
    each(
        Table.PROMOTIONS,
        r ->
            c.promotion(
                r.text(1), r.text(2), r.text(3), r.day(4), r.day(5), r.number(6), r.text(7)));
    each(Table.EVENTS, r -> c.event(r.day(1), r.text(2), r.text(3), r.text(4), r.text(5)));
    each(
        Table.WEATHER,
        r -> c.weather(r.text(1), r.day(2), r.number(3), r.number(4), r.number(5), r.number(6)));
    each(Table.AVAILABILITY, r -> c.stockout(r.text(1), r.text(2), r.day(3), r.number(4)));
    return c.build();
  }

  /** The tables that the customer has, be they empty. */
  private Set<Table> tables() {
    Set<Table> tables = EnumSet.noneOf(Table.class);
    if (connection == null) {
      return tables;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT unnest(tables) FROM shelfcast.customers WHERE customer_id = ?")) {
      statement.setString(1, customer);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String name = rows.getString(1);
          for (Table table : Table.loaded()) {
            if (table.baseName().equals(name)) {
              tables.add(table);
            }
          }
        }
      }
      return tables;
    } catch (SQLException e) {
      throw SqlFailure.of("read the tables of customer '" + customer + "'", e);
    }
  }

  /** A row whose columns are counted from 1, in the order of the canonical table. */
  private record Row(ResultSet row) {

    String text(int column) throws SQLException {
      return row.getString(column);
    }

    int day(int column) throws SQLException {
      return row.getInt(column);
    }

    double number(int column) throws SQLException {
      double value = row.getDouble(column);
      return row.wasNull() ? Double.NaN : value;
    }
  }

  @FunctionalInterface
  private interface Take {
    void row(Row row) throws SQLException;
  }

  private void each(Table table, Take take) {
    if (connection == null) {
      return;
    }
    String sql =
        "SELECT "
            + columns(table.columns())
            + " FROM shelfcast."
            + table.baseName()
            + " WHERE customer_id = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(20_000);
      statement.setString(1, customer);
      try (ResultSet rows = statement.executeQuery()) {
        Row row = new Row(rows);
        while (rows.next()) {
          take.row(row);
        }
      }
    } catch (SQLException e) {
      throw SqlFailure.of("read the " + table.baseName() + " of customer '" + customer + "'", e);
    }
  }

  private static String columns(List<Column> columns) {
    return columns.stream()
        .map(
            c ->
                c.type() == Column.Type.DATE
                    ? '"' + c.name() + "\" - DATE '1970-01-01'"
                    : '"' + c.name() + '"')
        .collect(Collectors.joining(", "));
  }
}
