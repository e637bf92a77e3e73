package io.shelfcast.database;

import io.shelfcast.ShelfcastException;
import java.sql.SQLException;

/** Turns what the database says into the one line that a user needs. */
public final class SqlFailure {

  private SqlFailure() {}

  /** The exception to throw; {@code doing} completes "Cannot ...". */
  public static ShelfcastException of(String doing, SQLException e) {
    return new ShelfcastException("Cannot " + doing + ": " + reason(e), e);
  }

  private static String reason(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String said =
        String.valueOf(e.getMessage()).replaceFirst("^(ERROR|FATAL): ", "").split("\\R")[0];
    return switch (state) {
      case "53100" -> "the disk of the database is full";
      case "57P01", "57P02" -> "the database was stopped meanwhile; run again";
      case "28P01", "28000" ->
          said + "; set SHELFCAST_DB_USER and SHELFCAST_DB_PASSWORD to a user who may connect";
      case "08001" ->
          said + " (is the database running, and is " + PostgresAddress.URL_VARIABLE + " right?)";
      default -> said;
    };
  }
}
