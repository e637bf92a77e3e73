package io.shelfcast.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Keeps table {@code daily_sales}, the sums of a customer's transactions by product, store and day,
 * equal to the transactions. To be called in the transaction that changes them.
 */
final class DailySales {

  /** The table and its columns. */
  static final String TARGET =
      "shelfcast.daily_sales"
          + " (customer_id, product_id, store_id, day, quantity, paid, paid_units, transactions)";

  private static final String SUM =
      """
      INSERT INTO %s
      SELECT customer_id, product_id, store_id, "timestamp"::date, sum(quantity), sum(abs(quantity) * unit_price),
        sum(abs(quantity)) FILTER (WHERE unit_price IS NOT NULL), count(*)
      FROM %s WHERE customer_id = ? GROUP BY 1, 2, 3, 4""";

  private DailySales() {}

  /** Forgets a customer's sums. */
  static void clear(Connection connection, String customer) throws SQLException {
    run(connection, customer, "DELETE FROM shelfcast.daily_sales WHERE customer_id = ?");
  }

  /** Sums all transactions of a customer that has no sums. */
  static void sumAll(Connection connection, String customer) throws SQLException {
    run(connection, customer, SUM.formatted(TARGET, "shelfcast.transactions"));
  }

  /**
   * Sums the days of stores that have come anew. All of their transactions are in table {@code
   * new_transactions}: an append refuses or replaces those that were there. The days of their
   * stores are in table {@code new_days}.
   */
  static void sumNew(Connection connection, String customer) throws SQLException {
    run(
        connection,
        customer,
        "DELETE FROM shelfcast.daily_sales s USING new_days d WHERE s.customer_id = ?"
            + " AND s.day >= (SELECT min(day) FROM new_days) AND s.store_id = d.store_id AND s.day = d.day");
    run(connection, customer, SUM.formatted(TARGET, "new_transactions"));
  }

  private static void run(Connection connection, String customer, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, customer);
      statement.executeUpdate();
    }
  }
}
