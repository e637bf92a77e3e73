package io.shelfcast.database;

import io.shelfcast.ShelfcastException;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Shelfcast's own tables, made by Flyway from {@code db/migration}. */
final class Schema {

  static final String NAME = "shelfcast";

  private static final String MIGRATIONS = "db/migration";
  private static final Pattern VERSIONED = Pattern.compile("V(\\d+)__.*\\.sql");

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

  /**
   * Whether every migration of this program has been made. Asking for them costs a query, where
   * asking Flyway costs half a second.
   */
  static boolean isCurrent(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet there =
            statement.executeQuery(
                "SELECT to_regclass('shelfcast.flyway_schema_history') IS NOT NULL")) {
      there.next();
      if (!there.getBoolean(1)) {
        return false;
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT NOT EXISTS (SELECT unnest(?) EXCEPT SELECT version::text"
                + " FROM shelfcast.flyway_schema_history WHERE success)")) {
      statement.setArray(1, connection.createArrayOf("text", versions().toArray()));
      try (ResultSet done = statement.executeQuery()) {
        done.next();
        return done.getBoolean(1);
      }
    }
  }

  /** Versions of the migrations that this program has, in no order. */
  static List<String> versions() {
    ClassLoader loader = Schema.class.getClassLoader();
    try {
      URLConnection place = loader.getResource(MIGRATIONS).openConnection();
      if (place instanceof JarURLConnection jar) {
        Path file = Path.of(jar.getJarFileURL().toURI());
        try (FileSystem inside = FileSystems.newFileSystem(file, loader)) {
          return versions(inside.getPath(MIGRATIONS));
        }
      }
      return versions(Path.of(place.getURL().toURI()));
    } catch (IOException | URISyntaxException e) {
      throw new ShelfcastException("Cannot list this program's own migrations: " + e, e);
    }
  }

  private static List<String> versions(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> VERSIONED.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> name.group(1))
          .toList();
    }
  }
}
