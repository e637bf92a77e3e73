package io.shelfcast.database;

import io.shelfcast.ShelfcastException;
import io.shelfcast.progress.Progress;
import io.shelfcast.tables.Column;
import io.shelfcast.tables.DataDirectory;
import io.shelfcast.tables.Row;
import io.shelfcast.tables.Table;
import io.shelfcast.tables.TableReading;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Loads a directory of canonical files into Shelfcast's tables: all of it or, whatever happens,
 * nothing. Loads of one customer wait for each other; commands that read see the old data until the
 * new are complete.
 */
public final class Loader {

  /** What becomes of the data that the customer has already. */
  public enum Mode {
    /** All of it is replaced. */
    REPLACE,
    /**
     * Sales are added; a day that a store has already is refused. Rows of the other tables are
     * added or renewed.
     */
    APPEND,
    /**
     * Like {@link #APPEND}, but the days of a store that come again replace those that are there.
     */
    APPEND_REPLACING_DAYS
  }

  /**
   * What was loaded.
   *
   * @param rows rows of each table that the directory has
   * @param firstDay first day of the transactions loaded; null if there were none
   * @param lastDay last day of them
   * @param rowsReplaced transactions that were there before and had to go
   */
  public record Result(
      Map<Table, Long> rows, LocalDate firstDay, LocalDate lastDay, long rowsReplaced) {}

  private static final int SAY_EVERY = 100_000;

  private final Database database;
  private final Progress progress;

  public Loader(Database database, Progress progress) {
    this.database = database;
    this.progress = progress;
  }

  /**
   * The tables of a directory that is to be loaded; needs no database.
   *
   * @throws ShelfcastException if it is no directory, or lacks what this mode needs
   */
  public static DataDirectory files(Path directory, Mode mode) {
    return mode == Mode.REPLACE ? DataDirectory.of(directory) : DataDirectory.ofPlans(directory);
  }

  /**
   * Loads a customer.
   *
   * @param customer any text but an empty one
   * @throws ShelfcastException listing the first 20 defects of the files, or telling why the
   *     database cannot take them
   */
  public Result load(String customer, Path directory, Mode mode) {
    if (customer.isBlank() || customer.indexOf('\0') >= 0) {
      throw new ShelfcastException("--customer must not be empty");
    }
    DataDirectory files = files(directory, mode);
    database.requireSchema();
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      Result result = new Load(connection, customer, files, mode).run();
      connection.commit();
      tidy(connection);
      return result;
    } catch (SQLException e) {
      throw SqlFailure.of("load " + directory + " for customer '" + customer + "'", e);
    }
  }

  /**
   * Gives the room of replaced rows back and renews statistics and index at once; many reloads
   * would otherwise pile up before the server's own turn.
   */
  private static void tidy(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM (ANALYZE, SKIP_LOCKED) shelfcast.transactions");
    }
  }

  /** One load, in one transaction. */
  private final class Load {

    private final Connection connection;
    private final String customer;
    private final DataDirectory files;
    private final Mode mode;
    private int firstDay = Integer.MAX_VALUE;
    private int lastDay = Integer.MIN_VALUE;

    Load(Connection connection, String customer, DataDirectory files, Mode mode) {
      this.connection = connection;
      this.customer = customer;
      this.files = files;
      this.mode = mode;
    }

    Result run() throws SQLException {
      update("SELECT pg_advisory_xact_lock(hashtextextended(?, 7461))");
      TableReading reading = new TableReading(files, progress);
      long replaced = 0;
      if (mode == Mode.REPLACE) {
        for (Table table : Table.values()) {
          long rows =
              update("DELETE FROM shelfcast." + table.baseName() + " WHERE customer_id = ?");
          replaced += table == Table.TRANSACTIONS ? rows : 0;
        }
      } else {
        each(
            "SELECT DISTINCT product_id FROM shelfcast.transactions WHERE customer_id = ?",
            reading::knowProduct);
        each(
            "SELECT product_id FROM shelfcast.products WHERE customer_id = ?",
            reading::knowProduct);
        each(
            "SELECT DISTINCT store_id FROM shelfcast.transactions WHERE customer_id = ?",
            reading::knowStore);
        each("SELECT store_id FROM shelfcast.stores WHERE customer_id = ?", reading::knowStore);
      }
      Map<Table, Long> rows = new EnumMap<>(Table.class);
      for (Table table : files.tables()) {
        rows.put(table, copy(table, reading));
      }
      reading.finish();
      if (mode != Mode.REPLACE) {
        Append append = new Append(connection, customer, mode == Mode.APPEND_REPLACING_DAYS);
        for (Table table : files.tables()) {
          replaced += append.merge(table);
        }
      }
      LocalDate first = firstDay > lastDay ? null : LocalDate.ofEpochDay(firstDay);
      LocalDate last = firstDay > lastDay ? null : LocalDate.ofEpochDay(lastDay);
      Result result = new Result(rows, first, last, replaced);
      note(result);
      return result;
    }

    private long copy(Table table, TableReading reading) throws SQLException {
      String target = "shelfcast." + table.baseName();
      if (mode != Mode.REPLACE) {
        target = Append.stage(connection, table);
      }
      String columns =
          table.columns().stream().map(c -> '"' + c.name() + '"').collect(Collectors.joining(", "));
      CopyWriter writer = new CopyWriter(connection, target + " (customer_id, " + columns + ")");
      try {
        long[] done = {0};
        long rows =
            reading.read(
                table,
                row -> {
                  write(row, writer);
                  if (++done[0] % SAY_EVERY == 0) {
                    progress.step("loading " + table.baseName(), done[0], 0, "rows");
                  }
                });
        writer.end();
        return rows;
      } catch (Broken e) {
        throw (SQLException) e.getCause();
      } finally {
        writer.cancel();
      }
    }

    private void write(Row row, CopyWriter writer) {
      writer.text(customer);
      List<Column> columns = row.table().columns();
      for (int c = 0; c < columns.size(); c++) {
        switch (columns.get(c).type()) {
          case TIMESTAMP -> {
            writer.timestamp(row.day(c), row.second(c));
            firstDay = Math.min(firstDay, row.day(c));
            lastDay = Math.max(lastDay, row.day(c));
          }
          case DATE -> writer.day(row.day(c));
          case NUMBER -> writer.number(row.text(c));
          default -> writer.text(row.text(c));
        }
      }
      try {
        writer.endRow();
      } catch (SQLException e) {
        throw new Broken(e);
      }
    }

    private void note(Result result) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              INSERT INTO shelfcast.customers AS c (customer_id, tables, loaded_at) VALUES (?, ?, now())
              ON CONFLICT (customer_id) DO UPDATE SET loaded_at = now(), tables =
                CASE WHEN ? THEN ARRAY(SELECT DISTINCT unnest(c.tables || excluded.tables)) ELSE excluded.tables END""")) {
        statement.setString(1, customer);
        String[] tables = files.tables().stream().map(Table::baseName).toArray(String[]::new);
        statement.setArray(2, connection.createArrayOf("text", tables));
        statement.setBoolean(3, mode != Mode.REPLACE);
        statement.executeUpdate();
      }
      try (PreparedStatement statement =
          connection.prepareStatement(
              "INSERT INTO shelfcast.loads (customer_id, loaded_at, mode, source, rows, first_day, last_day)"
                  + " VALUES (?, now(), ?, ?, ?, ?, ?)")) {
        statement.setString(1, customer);
        statement.setString(2, mode.name().toLowerCase(java.util.Locale.ROOT));
        statement.setString(3, files.path().toAbsolutePath().normalize().toString());
        statement.setLong(4, result.rows.getOrDefault(Table.TRANSACTIONS, 0L));
        statement.setObject(5, result.firstDay);
        statement.setObject(6, result.lastDay);
        statement.executeUpdate();
      }
    }

    /** Runs a statement whose only parameter is the customer. */
    private long update(String sql) throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, customer);
        return statement.execute() ? 0 : statement.getUpdateCount();
      }
    }

    private void each(String sql, java.util.function.Consumer<String> take) throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, customer);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            take.accept(rows.getString(1));
          }
        }
      }
    }
  }

  /** Carries a checked exception through the reading. */
  private static final class Broken extends RuntimeException {
    Broken(SQLException cause) {
      super(cause);
    }
  }
}
