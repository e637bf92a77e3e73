package io.shelfcast.database;

import io.shelfcast.ShelfcastException;
import io.shelfcast.StateFolder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The database that Shelfcast works on: the user's own if {@code SHELFCAST_DB_URL} is set (with
 * {@code SHELFCAST_DB_USER} and {@code SHELFCAST_DB_PASSWORD}), else the embedded server of the
 * state folder, started and migrated as needed. On a user's database nothing is created without
 * {@link #migrate()}.
 */
public final class Database {

  private final PostgresAddress address;
  private final boolean embedded;
  private final String transactionsTable;

  private Database(PostgresAddress address, boolean embedded, String transactionsTable) {
    this.address = address;
    this.embedded = embedded;
    this.transactionsTable = transactionsTable;
  }

  /**
   * Opens the database that the environment names, or else the embedded one.
   *
   * @throws ShelfcastException if it cannot be started or reached
   */
  public static Database open(StateFolder state, Map<String, String> environment) {
    String url = environment.get(PostgresAddress.URL_VARIABLE);
    if (url != null && !url.isBlank()) {
      return new Database(PostgresAddress.of(environment), false, null);
    }
    Database database = new Database(new EmbeddedPostgres(state).start(), true, null);
    if (!database.hasSchema()) {
      database.migrate();
    }
    return database;
  }

  /**
   * The same database, whose sales are in a table or view of the user's, which is only read.
   *
   * @param name {@code schema.name} as in SQL, quoted where need be; null for Shelfcast's own table
   */
  public Database withTransactions(String name) {
    return new Database(address, embedded, name);
  }

  public PostgresAddress address() {
    return address;
  }

  /** Whether this is the embedded server. */
  public boolean embedded() {
    return embedded;
  }

  /** A new connection, to be closed by the caller. */
  public Connection connect() {
    try {
      return address.connect();
    } catch (SQLException e) {
      throw SqlFailure.of("connect to " + address.shown(), e);
    }
  }

  /**
   * A new connection whose transaction only reads, all of it as of one moment, whatever is loaded
   * meanwhile; to be closed by the caller.
   */
  public Connection connectToRead() throws SQLException {
    Connection connection = connect();
    try {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** The database for a library that opens and closes a connection for each of its statements. */
  public DataSource source() {
    return address.source();
  }

  /**
   * Lets the sums of the current transaction take more memory than the server's cautious default of
   * 4 MB, with which millions of groups go to disk and come back. At most this much a hash table or
   * sort, of which a query by day has one.
   */
  public static void sumInMemory(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("SET LOCAL work_mem = '256MB'");
    }
  }

  /** Makes or renews Shelfcast's own tables, in schema {@code shelfcast}. */
  public void migrate() {
    Schema.migrate(address);
  }

  /** Whether Shelfcast's own tables are there, in this program's version. */
  public boolean hasSchema() {
    try (Connection connection = connect()) {
      return Schema.isCurrent(connection);
    } catch (SQLException e) {
      throw SqlFailure.of("look for Shelfcast's tables in " + address.shown(), e);
    }
  }

  /** Demands Shelfcast's own tables. */
  public void requireSchema() {
    if (!hasSchema()) {
      throw new ShelfcastException(
          "The database "
              + address.shown()
              + " lacks Shelfcast's tables or has older ones: 'jbang database migrate' makes"
              + " them, in a schema 'shelfcast' of their own");
    }
  }

  /** Where the sales are; checks that they can be read. */
  public TransactionsSource transactions() {
    if (transactionsTable == null) {
      requireSchema();
      return TransactionsSource.OWN;
    }
    try (Connection connection = connect()) {
      return TransactionsSource.find(connection, transactionsTable);
    } catch (SQLException e) {
      throw SqlFailure.of("read " + transactionsTable, e);
    }
  }

  /** Ids of the customers with sales, sorted, at most {@code limit}. */
  public List<String> customers(int limit) {
    TransactionsSource source = transactions();
    String sql =
        source.own()
            ? "SELECT customer_id FROM shelfcast.customers ORDER BY 1 LIMIT ?"
            : "SELECT DISTINCT customer_id::text FROM " + source.relation() + " ORDER BY 1 LIMIT ?";
    try (Connection connection = connect();
        var statement = connection.prepareStatement(sql)) {
      statement.setInt(1, limit);
      List<String> ids = new ArrayList<>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
      return ids;
    } catch (SQLException e) {
      throw SqlFailure.of("list the customers", e);
    }
  }

  /** The exception for a customer without sales; it names those that there are. */
  public ShelfcastException unknownCustomer(String customer) {
    List<String> known = customers(11);
    String hint =
        known.isEmpty()
            ? "there is none yet; 'jbang load --customer ID --data DIR' loads one"
            : "known are "
                + String.join(", ", known.subList(0, Math.min(10, known.size())))
                + (known.size() > 10 ? ", ..." : "");
    return new ShelfcastException("No customer '" + customer + "': " + hint);
  }
}
