package io.shelfcast.database;

import io.shelfcast.tables.Decimal;
import io.shelfcast.tables.RowWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
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

  private static final int FULL = 1 << 16;
  private static final byte[] NULL = {'\\', 'N'};
  private static final int REMEMBERED = 1 << 16;

  private final CopyIn copy;
  private final Map<String, byte[]> texts = new HashMap<>();
  private byte[] buffer = new byte[2 * FULL];
  private int used;
  private boolean begun;
  private int lastDay = Integer.MIN_VALUE;
  private byte[] lastDayText;
  private int firstTimestamp = Integer.MAX_VALUE;
  private int lastTimestamp = Integer.MIN_VALUE;
  private final byte[] firstColumn;

  /**
   * @param target table and columns, as they stand in SQL
   * @param firstColumn the text of the first column in every row; null to write all columns
   */
  CopyWriter(Connection connection, String target, String firstColumn) throws SQLException {
    this.firstColumn =
        firstColumn == null ? null : escape(firstColumn).getBytes(StandardCharsets.UTF_8);
    copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + target + " FROM STDIN");
  }

  @Override
  public void text(String value) {
    separate();
    if (value == null) {
      put(NULL);
      return;
    }
    byte[] bytes = texts.get(value);
    if (bytes == null) {
      bytes = escape(value).getBytes(StandardCharsets.UTF_8);
      if (texts.size() < REMEMBERED) {
        texts.put(value, bytes);
      }
    }
    put(bytes);
  }

  @Override
  public void day(int epochDay) {
    separate();
    if (epochDay != lastDay) {
      lastDay = epochDay;
      lastDayText = LocalDate.ofEpochDay(epochDay).toString().getBytes(StandardCharsets.US_ASCII);
    }
    put(lastDayText);
  }

  @Override
  public void timestamp(int epochDay, int second) {
    firstTimestamp = Math.min(firstTimestamp, epochDay);
    lastTimestamp = Math.max(lastTimestamp, epochDay);
    day(epochDay);
    if (second > 0) {
      reserve(9);
      buffer[used++] = ' ';
      two(second / 3600);
      buffer[used++] = ':';
      two(second / 60 % 60);
      buffer[used++] = ':';
      two(second % 60);
    }
  }

  private void two(int value) {
    buffer[used++] = (byte) ('0' + value / 10);
    buffer[used++] = (byte) ('0' + value % 10);
  }

  /**
   * Writes a number as it was written; whoever wrote it was checked, so that nothing needs
   * escaping.
   */
  void number(String value) {
    separate();
    if (value == null) {
      put(NULL);
      return;
    }
    int n = value.length();
    reserve(n);
    for (int i = 0; i < n; i++) {
      buffer[used++] = (byte) value.charAt(i);
    }
  }

  @Override
  public void decimal(long unscaled, int decimals) {
    separate();
    reserve(21 + decimals);
    used = Decimal.write(unscaled, decimals, buffer, used);
  }

  @Override
  public void missing() {
    separate();
    put(NULL);
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
    reserve(1);
    buffer[used++] = '\n';
    begun = false;
    if (used >= FULL) {
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
    copy.writeToCopy(buffer, 0, used);
    used = 0;
  }

  private void separate() {
    if (begun) {
      reserve(1);
      buffer[used++] = '\t';
    } else if (firstColumn != null) {
      put(firstColumn);
      reserve(1);
      buffer[used++] = '\t';
    }
    begun = true;
  }

  private void put(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, used, bytes.length);
    used += bytes.length;
  }

  private void reserve(int n) {
    if (used + n > buffer.length) {
      buffer = java.util.Arrays.copyOf(buffer, 2 * (used + n));
    }
  }

  private static String escape(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
