package io.shelfcast.database;

import io.shelfcast.ShelfcastException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table or view that sales are read from.
 *
 * @param relation its quoted name, fit to stand in SQL
 * @param own whether it is Shelfcast's table
 * @param customerType SQL type of its column {@code customer_id}, to which a customer's id is cast
 *     so that an index serves
 * @param hasUnitPrice whether it has the optional column {@code unit_price}
 */
public record TransactionsSource(
    String relation, boolean own, String customerType, boolean hasUnitPrice) {

  static final TransactionsSource OWN =
      new TransactionsSource("shelfcast.transactions", true, "text", true);

  private static final List<String> REQUIRED =
      List.of("customer_id", "timestamp", "product_id", "store_id", "quantity");

  private static final String FIND =
      """
      SELECT c.oid, format('%I.%I', n.nspname, c.relname)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f')
        AND (n.nspname || '.' || c.relname = ? OR c.oid = to_regclass(?))
      ORDER BY (n.nspname || '.' || c.relname = ?) DESC""";

  static TransactionsSource find(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      for (int i = 1; i <= 3; i++) {
        statement.setString(i, name);
      }
      try (ResultSet found = statement.executeQuery()) {
        if (!found.next()) {
          throw unknown(name);
        }
        return checked(found.getString(2), columns(connection, found.getLong(1)));
      }
    } catch (SQLException e) {
      if ("42602".equals(e.getSQLState()) || "42601".equals(e.getSQLState())) {
        throw unknown(name);
      }
      throw e;
    }
  }

  private static ShelfcastException unknown(String name) {
    return new ShelfcastException(
        "--transactions-table: no table or view '"
            + name
            + "' in the database: expected schema.name");
  }

  private static TransactionsSource checked(String relation, Map<String, String> columns) {
    List<String> missing = REQUIRED.stream().filter(c -> !columns.containsKey(c)).toList();
    if (!missing.isEmpty()) {
      throw new ShelfcastException(
          "--transactions-table: "
              + relation
              + " has no column "
              + String.join(", ", missing)
              + ": it must have "
              + String.join(", ", REQUIRED)
              + "; a view can rename what is there");
    }
    return new TransactionsSource(
        relation, false, columns.get("customer_id"), columns.containsKey("unit_price"));
  }

  private static Map<String, String> columns(Connection connection, long oid) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
                + " WHERE attrelid = ? AND attnum > 0 AND NOT attisdropped")) {
      statement.setLong(1, oid);
      Map<String, String> columns = new LinkedHashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.put(rows.getString(1), rows.getString(2));
        }
      }
      return columns;
    }
  }
}
