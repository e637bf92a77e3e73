package io.shelfcast.serving;

import io.shelfcast.database.Database;
import io.shelfcast.database.SqlFailure;
import io.shelfcast.database.TransactionsSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A text that changes when a customer's data has: the time of the last load, or, of a transactions
 * table that is the user's own, the time of its last sale.
 */
final class DataState {

  private DataState() {}

  static String of(Database database, String customer) {
    TransactionsSource source = database.transactions();
    String sql =
        source.own()
            ? "SELECT loaded_at::text FROM shelfcast.customers WHERE customer_id = ?"
            : "SELECT max(\"timestamp\")::text FROM "
                + source.relation()
                + " WHERE customer_id = CAST(? AS "
                + source.customerType()
                + ")";
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, customer);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? String.valueOf(row.getString(1)) : "";
      }
    } catch (SQLException e) {
      throw SqlFailure.of("read when the data of customer '" + customer + "' changed", e);
    }
  }
}
