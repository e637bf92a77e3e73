package io.shelfcast.scheduling;

import io.shelfcast.StateFolder;
import io.shelfcast.database.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A database of its own on the tests' server, emptied for each test: a schedule is of all customers
 * of a database.
 */
final class ScheduleDatabase {

  private static final String NAME = "schedule of tests";

  private final Database server;
  final Map<String, String> environment;
  final Database database;

  ScheduleDatabase(Database server) {
    this.server = server;
    if (ask(server, "SELECT datname FROM pg_database WHERE datname = '" + NAME + "'").isEmpty()) {
      run(server, "CREATE DATABASE \"" + NAME + "\"");
    }
    environment =
        Map.of(
            "SHELFCAST_DB_URL",
            server.address().jdbcUrl().replaceFirst("/shelfcast", "/" + NAME.replace(" ", "%20")),
            "SHELFCAST_DB_USER",
            server.address().user(),
            "SHELFCAST_DB_PASSWORD",
            server.address().password());
    database = Database.open(new StateFolder(Path.of("")), environment);
    if (!database.hasSchema()) {
      database.migrate();
    }
    run(
        "TRUNCATE shelfcast.customers, shelfcast.scheduled_tasks, shelfcast.timetable,"
            + " shelfcast.pauses, shelfcast.runs");
  }

  /** Customers without anything but a name. */
  void customers(String... ids) {
    for (String id : ids) {
      run(
          database,
          "INSERT INTO shelfcast.customers VALUES (?, '{transactions}', now())"
              + " ON CONFLICT DO NOTHING",
          id);
    }
  }

  void run(String sql, String... values) {
    run(database, sql, values);
  }

  /** The first column of a query's rows. */
  List<String> ask(String sql) {
    return ask(database, sql);
  }

  private static List<String> ask(Database database, String sql) {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends every connection to it and lets none in until {@link #comeBack()}. */
  void goAway() {
    run(server, "ALTER DATABASE \"" + NAME + "\" ALLOW_CONNECTIONS false");
    run(
        server,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + NAME + "'");
  }

  void comeBack() {
    run(server, "ALTER DATABASE \"" + NAME + "\" ALLOW_CONNECTIONS true");
  }

  /** Connections to it that are open right now, but for the one that asks. */
  int connections() {
    return Integer.parseInt(
        ask("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid()")
            .get(0));
  }

  private static void run(Database database, String sql, String... values) {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.execute();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
