package io.shelfcast.simulation;

import io.shelfcast.tables.RowBuffer;
import io.shelfcast.tables.RowWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes rows as CSV. */
final class CsvRows implements RowWriter, AutoCloseable {

  private final OutputStream out;
  private final RowBuffer row = new RowBuffer(',', CsvRows::quoted);

  CsvRows(OutputStream out, String header) {
    this.out = out;
    row.put((header + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String quoted(String value) {
    boolean plain = !value.isEmpty() && value.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  @Override
  public void text(String value) {
    row.next();
    if (value != null) {
      row.text(value);
    }
  }

  @Override
  public void day(int epochDay) {
    row.next();
    row.day(epochDay);
  }

  @Override
  public void timestamp(int epochDay, int second) {
    day(epochDay);
    if (second > 0) {
      row.ascii(' ' + java.time.LocalTime.ofSecondOfDay(second).toString());
    }
  }

  @Override
  public void decimal(long unscaled, int decimals) {
    row.next();
    row.decimal(unscaled, decimals);
  }

  @Override
  public void missing() {
    row.next();
  }

  @Override
  public void endRow() {
    if (row.endRow()) {
      try {
        flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void flush() throws IOException {
    row.empty((bytes, n) -> out.write(bytes, 0, n));
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
  }
}
