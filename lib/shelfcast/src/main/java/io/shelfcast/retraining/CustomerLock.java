package io.shelfcast.retraining;

import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import io.shelfcast.database.SqlFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The right to retrain a customer: an advisory lock of the database that has the sales, so that it
 * holds across machines, needs no table, and ends with the process or its connection.
 */
final class CustomerLock implements AutoCloseable {

  private static final String LOCK =
      "SELECT pg_try_advisory_lock(hashtextextended('shelfcast retraining of ' || ?, 0))";
  private static final String UNLOCK =
      "SELECT pg_advisory_unlock(hashtextextended('shelfcast retraining of ' || ?, 0))";
  private static final int SECONDS = 10;

  private final Connection connection;
  private final String customer;

  private CustomerLock(Connection connection, String customer) {
    this.connection = connection;
    this.customer = customer;
  }

  /** Null if somebody has it. */
  static CustomerLock take(Database database, String customer) {
    Connection connection = database.connect();
    boolean taken = false;
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setString(1, customer);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        taken = row.getBoolean(1);
      }
      return taken ? new CustomerLock(connection, customer) : null;
    } catch (SQLException e) {
      throw SqlFailure.of("lock customer '" + customer + "'", e);
    } finally {
      if (!taken) {
        close(connection);
      }
    }
  }

  /** Demands that it was not lost with its connection, for then another may be at work. */
  void requireHeld() {
    try {
      if (connection.isValid(SECONDS)) {
        return;
      }
    } catch (SQLException e) {
      // told below
    }
    throw new ShelfcastException(
        "The connection to the database was lost while customer '"
            + customer
            + "' was retrained: nothing is decided, the champion stays; run again");
  }

  /**
   * Gives the right back, and waits until it is: a server notices only some time after that a
   * connection was closed, and whoever asks in between would be told that the customer is busy.
   */
  @Override
  public void close() {
    try {
      connection.setNetworkTimeout(Runnable::run, 1000 * SECONDS);
      try (PreparedStatement statement = connection.prepareStatement(UNLOCK)) {
        statement.setString(1, customer);
        statement.execute();
      }
    } catch (SQLException e) {
      // A connection that is lost has lost the lock.
    }
    close(connection);
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // A connection that cannot be closed is gone, and its lock with it.
    }
  }
}
