package io.shelfcast.simulation;

import io.shelfcast.tables.Decimal;
import io.shelfcast.tables.RowWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Writes rows as CSV, fast: texts that come again are encoded once. */
final class CsvRows implements RowWriter, AutoCloseable {

  private static final int FULL = 1 << 16;
  private static final int REMEMBERED = 1 << 16;
  private static final int LONGEST_NUMBER = 32;

  private final OutputStream out;
  private final Map<String, byte[]> texts = new HashMap<>();
  private byte[] buffer = new byte[2 * FULL];
  private int used;
  private boolean begun;
  private int lastDay = Integer.MIN_VALUE;
  private byte[] lastDayText;

  CsvRows(OutputStream out, String header) {
    this.out = out;
    put((header + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void text(String value) {
    separate();
    if (value != null) {
      byte[] bytes = texts.get(value);
      if (bytes == null) {
        bytes = quoted(value).getBytes(StandardCharsets.UTF_8);
        if (texts.size() < REMEMBERED) {
          texts.put(value, bytes);
        }
      }
      put(bytes);
    }
  }

  private static String quoted(String value) {
    boolean plain = !value.isEmpty() && value.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
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
    day(epochDay);
    if (second > 0) {
      String time = java.time.LocalTime.ofSecondOfDay(second).toString();
      put((' ' + time).getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Override
  public void decimal(long unscaled, int decimals) {
    separate();
    reserve(LONGEST_NUMBER);
    used = Decimal.write(unscaled, decimals, buffer, used);
  }

  @Override
  public void missing() {
    separate();
  }

  @Override
  public void endRow() {
    reserve(1);
    buffer[used++] = '\n';
    begun = false;
    if (used >= FULL) {
      flush();
    }
  }

  private void separate() {
    if (begun) {
      reserve(1);
      buffer[used++] = ',';
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

  private void flush() {
    try {
      out.write(buffer, 0, used);
      used = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
  }
}
