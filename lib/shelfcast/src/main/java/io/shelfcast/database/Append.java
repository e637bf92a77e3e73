package io.shelfcast.database;

import io.shelfcast.ShelfcastException;
import io.shelfcast.tables.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Merges newly read rows, which wait in temporary tables, into what a customer has. Rows with a key
 * (products, prices, weather...) renew those of the same key; promotions those of the same id;
 * events are added unless they are there.
 */
final class Append {

  private final Connection connection;
  private final String customer;
  private final boolean replaceDays;

  Append(Connection connection, String customer, boolean replaceDays) {
    this.connection = connection;
    this.customer = customer;
    this.replaceDays = replaceDays;
  }

  /** Makes the temporary table of a table, gone with the transaction; returns its name. */
  static String stage(Connection connection, Table table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMPORARY TABLE "
              + staged(table)
              + " (LIKE shelfcast."
              + table.baseName()
              + ") ON COMMIT DROP");
    }
    return staged(table);
  }

  private static String staged(Table table) {
    return "new_" + table.baseName();
  }

  /** Merges a table; returns how many transactions had to go. */
  long merge(Table table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ANALYZE " + staged(table));
    }
    long replaced = 0;
    switch (table) {
      case TRANSACTIONS -> replaced = clearDays();
      case EVENTS ->
          run(
              "DELETE FROM shelfcast.events old USING new_events new WHERE "
                  + same(List.of("date", "store_id", "region", "kind", "name")));
      case PROMOTIONS ->
          run(
              "DELETE FROM shelfcast.promotions old USING new_promotions new WHERE "
                  + same(List.of("promotion_id")));
      default ->
          run(
              "DELETE FROM shelfcast."
                  + table.baseName()
                  + " old USING "
                  + staged(table)
                  + " new WHERE "
                  + same(table.key()));
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO shelfcast." + table.baseName() + " SELECT * FROM " + staged(table));
    }
    return table == Table.TRANSACTIONS ? replaced : 0;
  }

  private static String same(List<String> columns) {
    return "old.customer_id = ? AND "
        + columns.stream()
            .map(c -> "old." + c + " IS NOT DISTINCT FROM new." + c)
            .collect(Collectors.joining(" AND "));
  }

  /** Frees the days of a store that come anew, or refuses them. */
  private long clearDays() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMPORARY TABLE new_days ON COMMIT DROP AS"
              + " SELECT DISTINCT store_id, \"timestamp\"::date AS day FROM new_transactions");
      statement.execute("ANALYZE new_days");
    }
    String there =
        "FROM shelfcast.transactions t JOIN new_days d ON t.store_id = d.store_id AND t.\"timestamp\"::date = d.day"
            + " WHERE t.customer_id = ? AND t.\"timestamp\" >= (SELECT min(day) FROM new_days)";
    if (replaceDays) {
      return run("DELETE FROM shelfcast.transactions WHERE ctid IN (SELECT t.ctid " + there + ")");
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT d.day, min(d.store_id), count(*) OVER () FROM (SELECT DISTINCT d.day, d.store_id "
                + there
                + ") d GROUP BY d.day ORDER BY d.day LIMIT 1")) {
      statement.setString(1, customer);
      try (ResultSet row = statement.executeQuery()) {
        if (row.next()) {
          throw new ShelfcastException(
              "Customer '"
                  + customer
                  + "' has sales already on "
                  + row.getLong(3)
                  + " of the days to append, the first "
                  + row.getString(1)
                  + " in store '"
                  + row.getString(2)
                  + "': leave them out, or add --replace-days to replace those days of their stores");
        }
      }
    }
    return 0;
  }

  private long run(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, customer);
      return statement.executeUpdate();
    }
  }
}
