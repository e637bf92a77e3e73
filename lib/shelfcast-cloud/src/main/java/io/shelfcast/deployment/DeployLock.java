package io.shelfcast.deployment;

import io.shelfcast.database.Database;
import io.shelfcast.database.SqlFailure;
import io.shelfcast.progress.Progress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * One deployment of a customer at a time, among all that use the same database. The lock belongs to
 * a connection: it ends with the process, however that ends.
 */
record DeployLock(Connection connection) implements AutoCloseable {

  private static final String KEY = "hashtextextended('shelfcast deploy ' || ?, 0)";

  /** Takes the lock; where another run has it, says so and waits. */
  static DeployLock take(Database database, String customer, Progress progress) {
    Connection connection = database.connect();
    boolean taken = false;
    try {
      if (!call(connection, "SELECT pg_try_advisory_lock(" + KEY + ")", customer)) {
        progress.say(
            "Customer '" + customer + "' is being deployed by another run: waiting for it");
        call(connection, "SELECT pg_advisory_lock(" + KEY + ") IS NOT NULL", customer);
      }
      taken = true;
      return new DeployLock(connection);
    } catch (SQLException e) {
      throw SqlFailure.of("lock the deployment of customer '" + customer + "'", e);
    } finally {
      if (!taken) {
        new DeployLock(connection).close();
      }
    }
  }

  private static boolean call(Connection connection, String sql, String customer)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, customer);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw SqlFailure.of("end the lock of a deployment", e);
    }
  }
}
