package io.shelfcast.cli;

import io.shelfcast.ShelfcastException;
import io.shelfcast.StateFolder;
import io.shelfcast.database.Database;
import io.shelfcast.database.EmbeddedPostgres;
import io.shelfcast.database.PostgresAddress;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code database} does: the embedded server's life, and the tables in a database of the
 * user's.
 */
public final class DatabaseVerb {

  /** What is asked for. */
  public enum Action {
    START,
    STOP,
    STATUS,
    URL,
    MIGRATE;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private DatabaseVerb() {}

  /** Does it for this process's environment and prints what came of it. */
  public static void run(Action action, boolean jdbc, PrintWriter out) {
    run(action, jdbc, StateFolder.current(), System.getenv(), out);
  }

  static void run(
      Action action,
      boolean jdbc,
      StateFolder state,
      Map<String, String> environment,
      PrintWriter out) {
    boolean own = !environment.getOrDefault(PostgresAddress.URL_VARIABLE, "").isBlank();
    if (own && (action == Action.START || action == Action.STOP)) {
      throw new ShelfcastException(
          PostgresAddress.URL_VARIABLE
              + " is set, so that the embedded server is not used: unset it to "
              + action
              + " that");
    }
    EmbeddedPostgres embedded = new EmbeddedPostgres(state);
    switch (action) {
      case START ->
          out.println(
              "Running at "
                  + Database.open(state, environment).address()
                  + ", data in "
                  + embedded.folder());
      case STOP -> out.println(embedded.stop() ? "Stopped" : "Was not running");
      case STATUS ->
          status(
              own ? Optional.empty() : embedded.running(), own, embedded, state, environment, out);
      case URL -> {
        PostgresAddress address = Database.open(state, environment).address();
        out.println(jdbc ? address.fullJdbcUrl() : address.psqlUrl());
      }
      case MIGRATE -> {
        Database database = Database.open(state, environment);
        boolean before = database.hasSchema();
        database.migrate();
        out.println(
            "Shelfcast's tables in "
                + database.address()
                + (before ? " are up to date" : " are made, in schema shelfcast"));
      }
    }
  }

  private static void status(
      Optional<PostgresAddress> running,
      boolean own,
      EmbeddedPostgres embedded,
      StateFolder state,
      Map<String, String> environment,
      PrintWriter out) {
    if (!own && running.isEmpty()) {
      out.println(
          "Not running; data " + (embedded.exists() ? "in " : "will be in ") + embedded.folder());
      return;
    }
    Database database = Database.open(state, environment);
    out.println(
        (own ? "Your database " : "Running at ")
            + database.address()
            + (own ? "" : ", data in " + embedded.folder()));
    out.println(
        database.hasSchema()
            ? "Customers: " + shown(database)
            : "Shelfcast's tables are not there: 'jbang database migrate' makes them");
  }

  private static String shown(Database database) {
    var customers = database.customers(101);
    return customers.isEmpty()
        ? "none yet"
        : String.join(", ", customers.subList(0, Math.min(100, customers.size())))
            + (customers.size() > 100 ? ", ..." : "");
  }
}
