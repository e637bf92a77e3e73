package io.shelfcast.sales;

import io.shelfcast.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A query on a connection of its own that sees the data of the same moment as another connection's
 * transaction, and runs while that one works: the server gives a connection one processor, where a
 * result goes out row by row.
 */
final class QueryBeside implements AutoCloseable {

  /** Makes the statement on the connection given. */
  @FunctionalInterface
  interface Query {
    PreparedStatement on(Connection connection) throws SQLException;
  }

  private final Connection connection;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final PreparedStatement statement;
  private final Future<ResultSet> rows;

  private QueryBeside(Connection connection, PreparedStatement statement) {
    this.connection = connection;
    this.statement = statement;
    this.rows = thread.submit(() -> statement.executeQuery());
    thread.shutdown();
  }

  /**
   * Starts a query.
   *
   * @param first in a transaction that goes on until the rows are read
   */
  static QueryBeside start(Database database, Connection first, Query query) throws SQLException {
    Connection connection = database.connect();
    try {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      String moment;
      try (var statement = first.createStatement();
          ResultSet row = statement.executeQuery("SELECT pg_export_snapshot()")) {
        row.next();
        moment = row.getString(1);
      }
      try (var statement = connection.createStatement()) {
        statement.execute("SET TRANSACTION SNAPSHOT '" + moment + "'");
      }
      Database.sumInMemory(connection);
      return new QueryBeside(connection, query.on(connection));
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** The rows, once the server has the first of them. */
  ResultSet rows() throws SQLException {
    try {
      return rows.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException sql) {
        throw sql;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while the server summed up sales", e);
    }
  }

  /** Ends the query, done or not. */
  @Override
  public void close() throws SQLException {
    try (connection) {
      if (!rows.isDone()) {
        statement.cancel();
        thread.awaitTermination(1, TimeUnit.MINUTES);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
