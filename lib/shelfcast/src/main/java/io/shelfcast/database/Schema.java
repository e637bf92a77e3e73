package io.shelfcast.database;

import io.shelfcast.ShelfcastException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Shelfcast's own tables, made by Flyway from {@code db/migration}. */
final class Schema {

  static final String NAME = "shelfcast";

  /** The last migration; asking for it costs a query, where asking Flyway costs half a second. */
  static final String VERSION = "4";

  private Schema() {}

  static void migrate(PostgresAddress address) {
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(address.jdbcUrl(), address.user(), address.password())
          .schemas(NAME)
          .defaultSchema(NAME)
          .createSchemas(true)
          .locations("classpath:db/migration")
          .cleanDisabled(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new ShelfcastException(
          "Cannot make Shelfcast's tables in " + address.shown() + ": " + cause(e), e);
    }
  }

  private static String cause(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).strip().split("\\R")[0];
  }

  static boolean isCurrent(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet there =
          statement.executeQuery(
              "SELECT to_regclass('shelfcast.flyway_schema_history') IS NOT NULL")) {
        there.next();
        if (!there.getBoolean(1)) {
          return false;
        }
      }
      try (ResultSet done =
          statement.executeQuery(
              "SELECT EXISTS (SELECT FROM shelfcast.flyway_schema_history WHERE success AND version = '"
                  + VERSION
                  + "')")) {
        done.next();
        return done.getBoolean(1);
      }
    }
  }
}
