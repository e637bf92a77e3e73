package io.shelfcast.database;

import io.shelfcast.ShelfcastException;
import io.shelfcast.progress.Progress;
import io.shelfcast.tables.DataDirectory;
import io.shelfcast.tables.MadeTables;
import io.shelfcast.tables.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToLongFunction;
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
    return mode == Mode.REPLACE
        ? DataDirectory.of(directory)
        : DataDirectory.ofAdditions(directory);
  }

  /**
   * Loads a customer.
   *
   * @param customer any text but an empty one
   * @throws ShelfcastException listing the first 20 defects of the files, or telling why the
   *     database cannot take them
   */
  public Result load(String customer, Path directory, Mode mode) {
    return load(customer, new FileRows(files(directory, mode), progress), mode);
  }

  /**
   * Loads a customer whose tables are made by a program, in place of what is there.
   *
   * @param customer any text but an empty one
   */
  public Result load(String customer, MadeTables tables) {
    return load(customer, new MadeRows(tables), Mode.REPLACE);
  }

  private Result load(String customer, TableRows rows, Mode mode) {
    if (customer.isBlank() || customer.indexOf('\0') >= 0) {
      throw new ShelfcastException("--customer must not be empty");
    }
    database.requireSchema();
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      Result result = new Load(connection, customer, rows, mode).run();
      connection.commit();
      tidy(connection, result.rowsReplaced > 0);
      return result;
    } catch (SQLException e) {
      throw SqlFailure.of("load " + rows.source() + " for customer '" + customer + "'", e);
    }
  }

  /**
   * Renews statistics at once, and where rows were replaced gives their room back; many reloads
   * would otherwise pile up before the server's own turn. Of rows that only came, its autovacuum
   * takes care: that would take another third of the time of their COPY here.
   */
  private static void tidy(Connection connection, boolean replaced) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          (replaced ? "VACUUM (ANALYZE, SKIP_LOCKED)" : "ANALYZE (SKIP_LOCKED)")
              + " shelfcast.transactions, shelfcast.daily_sales");
    }
  }

  /** One load, in one transaction. */
  private final class Load {

    private final Connection connection;
    private final String customer;
    private final TableRows source;
    private final Mode mode;
    private LocalDate firstDay;
    private LocalDate lastDay;

    Load(Connection connection, String customer, TableRows source, Mode mode) {
      this.connection = connection;
      this.customer = customer;
      this.source = source;
      this.mode = mode;
    }

    Result run() throws SQLException {
      update("SELECT pg_advisory_xact_lock(hashtextextended(?, 7461))");
      long replaced = 0;
      if (mode == Mode.REPLACE) {
        for (Table table : Table.loaded()) {
          long rows =
              update("DELETE FROM shelfcast." + table.baseName() + " WHERE customer_id = ?");
          replaced += table == Table.TRANSACTIONS ? rows : 0;
        }
      } else {
        each(
            "SELECT DISTINCT product_id FROM shelfcast.transactions WHERE customer_id = ?",
            source::knowProduct);
        each(
            "SELECT product_id FROM shelfcast.products WHERE customer_id = ?", source::knowProduct);
        each(
            "SELECT DISTINCT store_id FROM shelfcast.transactions WHERE customer_id = ?",
            source::knowStore);
        each("SELECT store_id FROM shelfcast.stores WHERE customer_id = ?", source::knowStore);
      }
      Map<Table, Long> rows = new EnumMap<>(Table.class);
      for (Table table : source.tables()) {
        rows.put(table, copy(table));
      }
      source.finish();
      if (mode != Mode.REPLACE) {
        Append append = new Append(connection, customer, mode == Mode.APPEND_REPLACING_DAYS);
        for (Table table : source.tables()) {
          replaced += append.merge(table);
        }
      }
      if (rows.containsKey(Table.TRANSACTIONS)) {
        sumUp();
      }
      Result result = new Result(rows, firstDay, lastDay, replaced);
      note(result);
      return result;
    }

    private void sumUp() throws SQLException {
      if (mode == Mode.REPLACE) {
        DailySales.clear(connection, customer);
      }
      var known = source.dailySales();
      if (known.isPresent()) {
        copy(DailySales.TARGET, known.get());
        return;
      }
      String task = "summing sales by day";
      progress.step(task, 0, 1, "");
      Database.sumInMemory(connection);
      if (mode == Mode.REPLACE) {
        DailySales.sumAll(connection, customer);
      } else {
        DailySales.sumNew(connection, customer);
      }
      progress.step(task, 1, 1, "");
    }

    private long copy(Table table) throws SQLException {
      String target = "shelfcast." + table.baseName();
      if (mode != Mode.REPLACE) {
        target = Append.stage(connection, table);
      }
      String columns =
          table.columns().stream().map(c -> '"' + c.name() + '"').collect(Collectors.joining(", "));
      return copy(
          target + " (customer_id, " + columns + ")", writer -> source.write(table, writer));
    }

    private long copy(String target, ToLongFunction<CopyWriter> writing) throws SQLException {
      CopyWriter writer = new CopyWriter(connection, target, customer);
      try {
        long rows = writing.applyAsLong(writer);
        writer.end();
        if (writer.firstTimestamp() <= writer.lastTimestamp()) {
          firstDay = LocalDate.ofEpochDay(writer.firstTimestamp());
          lastDay = LocalDate.ofEpochDay(writer.lastTimestamp());
        }
        return rows;
      } catch (CopyWriter.Refused e) {
        throw e.sql();
      } finally {
        writer.cancel();
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
        String[] tables = source.tables().stream().map(Table::baseName).toArray(String[]::new);
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
        statement.setString(3, source.source());
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
}
