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
 * A query on a connection and a thread of its own that sees the data of the same moment as another
 * connection's transaction, and runs and is read while that one works: the server gives a
 * connection one processor, where a result goes out row by row.
 */
final class QueryBeside implements AutoCloseable {

  /** Makes the statement on the connection given. */
  @FunctionalInterface
  interface Query {
    PreparedStatement on(Connection connection) throws SQLException;
  }

  /** Reads all rows; returns how many transactions they are of. */
  @FunctionalInterface
  interface Reader {
    long read(ResultSet rows) throws SQLException;
  }

  private final Connection connection;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final PreparedStatement statement;
  private final Future<Long> transactions;

  private QueryBeside(Connection connection, PreparedStatement statement, Reader reader) {
    this.connection = connection;
    this.statement = statement;
    this.transactions =
        thread.submit(
            () -> {
              try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
              }
            });
    thread.shutdown();
  }

  /**
   * Starts a query.
   *
   * @param first in a transaction that goes on until the rows are read
   * @param reader is called on another thread
   */
  static QueryBeside start(Database database, Connection first, Query query, Reader reader)
      throws SQLException {
    Connection connection = database.connectToRead();
    try {
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
      return new QueryBeside(connection, query.on(connection), reader);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** What the reader returned, once all rows are read. */
  long transactions() throws SQLException {
    try {
      return transactions.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException sql) {
        throw sql;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
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
      if (!transactions.isDone()) {
        statement.cancel();
        thread.awaitTermination(1, TimeUnit.MINUTES);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
