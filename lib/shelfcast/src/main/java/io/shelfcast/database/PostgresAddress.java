package io.shelfcast.database;

import io.shelfcast.ShelfcastException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a PostgreSQL database is and who connects.
 *
 * @param jdbcUrl without credentials, where they were given apart
 * @param user null where the URL or the machine's defaults say it
 */
public record PostgresAddress(String jdbcUrl, String user, String password) {

  public static final String URL_VARIABLE = "SHELFCAST_DB_URL";

  /**
   * The database that {@code SHELFCAST_DB_URL} names, with {@code SHELFCAST_DB_USER} and {@code
   * SHELFCAST_DB_PASSWORD}. The URL may be JDBC's or psql's.
   */
  static PostgresAddress of(Map<String, String> environment) {
    String url = environment.get(URL_VARIABLE).strip();
    String user = environment.get("SHELFCAST_DB_USER");
    String password = environment.get("SHELFCAST_DB_PASSWORD");
    if (url.startsWith("jdbc:postgresql:")) {
      return new PostgresAddress(url, user, password);
    }
    if (!url.startsWith("postgresql://") && !url.startsWith("postgres://")) {
      throw invalid();
    }
    try {
      URI uri = new URI(url);
      String[] who =
          uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
      if (uri.getHost() == null) {
        throw invalid();
      }
      return new PostgresAddress(
          "jdbc:postgresql://"
              + uri.getHost()
              + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
              + uri.getRawPath()
              + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()),
          user == null && who.length > 0 ? decode(who[0]) : user,
          password == null && who.length > 1 ? decode(who[1]) : password);
    } catch (java.net.URISyntaxException e) {
      throw invalid(); // without the cause, whose message may show a password
    }
  }

  private static ShelfcastException invalid() {
    return new ShelfcastException(
        URL_VARIABLE
            + " is not a PostgreSQL address: expected jdbc:postgresql://host:port/database");
  }

  Connection connect() throws SQLException {
    return connect(30);
  }

  /** Connects, or gives up after some seconds. */
  Connection connect(int seconds) throws SQLException {
    Properties p = new Properties();
    if (user != null) {
      p.setProperty("user", user);
    }
    if (password != null) {
      p.setProperty("password", password);
    }
    p.setProperty("ApplicationName", "shelfcast");
    p.setProperty("connectTimeout", String.valueOf(seconds));
    p.setProperty("loginTimeout", String.valueOf(seconds));
    p.setProperty("tcpKeepAlive", "true");
    p.setProperty("reWriteBatchedInserts", "true");
    return DriverManager.getConnection(jdbcUrl, p);
  }

  /**
   * Gives a new connection each time, for many small statements far apart: none is kept that a
   * restart of the server would break. An answer that takes a minute is given up.
   */
  DataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(jdbcUrl);
    if (user != null) {
      source.setUser(user);
    }
    if (password != null) {
      source.setPassword(password);
    }
    source.setApplicationName("shelfcast");
    source.setConnectTimeout(30);
    source.setLoginTimeout(30);
    source.setSocketTimeout(60);
    source.setTcpKeepAlive(true);
    return source;
  }

  /** Host and database without anything secret, for messages. */
  public String shown() {
    return jdbcUrl
        .replaceFirst("^jdbc:", "")
        .replaceFirst("\\?.*$", "")
        .replaceFirst("//[^/@]*@", "//");
  }

  /** One line for psql and most other clients, password included. */
  public String psqlUrl() {
    String plain = jdbcUrl.replaceFirst("^jdbc:", "");
    return user == null
        ? plain
        : plain.replaceFirst(
            "//", "//" + encode(user) + (password == null ? "" : ":" + encode(password)) + "@");
  }

  /** One line for JDBC, password included. */
  public String fullJdbcUrl() {
    if (user == null) {
      return jdbcUrl;
    }
    return jdbcUrl
        + (jdbcUrl.contains("?") ? "&" : "?")
        + "user="
        + encode(user)
        + (password == null ? "" : "&password=" + encode(password));
  }

  @Override
  public String toString() {
    return shown();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
