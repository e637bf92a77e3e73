package io.shelfcast.database;

import io.shelfcast.tables.RowBuffer;
import io.shelfcast.tables.RowWriter;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Streams rows into a table by COPY, PostgreSQL's fastest way in. */
final class CopyWriter implements RowWriter {

  /** Carries the server's refusal through whoever makes the rows. */
  static final class Refused extends RuntimeException {
    Refused(SQLException cause) {
      super(cause);
    }

    SQLException sql() {
      return (SQLException) getCause();
    }
  }

  private static final byte[] NULL = {'\\', 'N'};

  private final CopyIn copy;
  private final RowBuffer row = new RowBuffer('\t', CopyWriter::escape);
  private final String firstColumn;
  private int firstTimestamp = Integer.MAX_VALUE;
  private int lastTimestamp = Integer.MIN_VALUE;

  /**
   * @param target table and columns, as they stand in SQL
   * @param firstColumn the text of the first column in every row; null to write all columns
   */
  CopyWriter(Connection connection, String target, String firstColumn) throws SQLException {
    this.firstColumn = firstColumn;
    copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + target + " FROM STDIN");
  }

  @Override
  public void text(String value) {
    next();
    if (value == null) {
      row.put(NULL);
    } else {
      row.text(value);
    }
  }

  @Override
  public void day(int epochDay) {
    next();
    row.day(epochDay);
  }

  @Override
  public void timestamp(int epochDay, int second) {
    firstTimestamp = Math.min(firstTimestamp, epochDay);
    lastTimestamp = Math.max(lastTimestamp, epochDay);
    day(epochDay);
    if (second > 0) {
      row.put((byte) ' ');
      two(second / 3600);
      row.put((byte) ':');
      two(second / 60 % 60);
      row.put((byte) ':');
      two(second % 60);
    }
  }

  private void two(int value) {
    row.put((byte) ('0' + value / 10));
    row.put((byte) ('0' + value % 10));
  }

  /**
   * Writes a number as it was written; whoever wrote it was checked, so that nothing needs
   * escaping.
   */
  void number(String value) {
    next();
    if (value == null) {
      row.put(NULL);
    } else {
      row.ascii(value);
    }
  }

  @Override
  public void decimal(long unscaled, int decimals) {
    next();
    row.decimal(unscaled, decimals);
  }

  @Override
  public void missing() {
    next();
    row.put(NULL);
  }

  /** The earliest day of any timestamp; greater than the last where there was none. */
  int firstTimestamp() {
    return firstTimestamp;
  }

  int lastTimestamp() {
    return lastTimestamp;
  }

  /**
   * @throws Refused if the server does not take the rows
   */
  @Override
  public void endRow() {
    if (row.endRow()) {
      try {
        flush();
      } catch (SQLException e) {
        throw new Refused(e);
      }
    }
  }

  /** Ends the table. */
  void end() throws SQLException {
    flush();
    copy.endCopy();
  }

  /** Gives up, so that the connection can be used again. */
  void cancel() {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      // The server has ended the copy by itself; the first exception tells why.
    }
  }

  private void flush() throws SQLException {
    row.empty((bytes, n) -> copy.writeToCopy(bytes, 0, n));
  }

  private void next() {
    if (firstColumn != null && !row.begun()) {
      row.next();
      row.text(firstColumn);
    }
    row.next();
  }

  private static String escape(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
