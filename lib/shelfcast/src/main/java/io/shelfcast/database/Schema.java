package io.shelfcast.database;

import io.shelfcast.ShelfcastException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Shelfcast's own tables, made by Flyway from {@code db/migration}. */
final class Schema {

  static final String NAME = "shelfcast";

  private static final String MIGRATIONS = "db/migration";
  private static final Pattern MIGRATION = Pattern.compile("V([0-9]+)__.*\\.sql");

  /**
   * The last migration among the resources; asking for it costs a query, where asking Flyway costs
   * half a second.
   */
  static final int VERSION = lastMigration();

  private Schema() {}

  static void migrate(PostgresAddress address) {
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(address.jdbcUrl(), address.user(), address.password())
          .schemas(NAME)
          .defaultSchema(NAME)
          .createSchemas(true)
          .locations("classpath:" + MIGRATIONS)
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

  private static int lastMigration() {
    try {
      URI folder = Schema.class.getResource("/" + MIGRATIONS).toURI();
      if (!folder.getScheme().equals("jar")) {
        return last(Path.of(folder));
      }
      String inJar = folder.getRawSchemeSpecificPart();
      Path jar = Path.of(URI.create(inJar.substring(0, inJar.lastIndexOf("!/"))));
      try (FileSystem inside = FileSystems.newFileSystem(jar)) {
        return last(inside.getPath(MIGRATIONS));
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("Cannot list " + MIGRATIONS, e);
    }
  }

  private static int last(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> MIGRATION.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .mapToInt(m -> Integer.parseInt(m.group(1)))
          .max()
          .orElseThrow();
    }
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
