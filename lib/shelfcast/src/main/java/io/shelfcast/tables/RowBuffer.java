package io.shelfcast.tables;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Rows as bytes, made fast: texts and dates that come again are encoded once. Whoever owns it says
 * how a missing value is written, and takes the bytes away when it is full.
 */
public final class RowBuffer {

  private static final int FULL = 1 << 16;
  private static final int REMEMBERED = 1 << 16;

  /** Where the bytes go. */
  @FunctionalInterface
  public interface Receiver<E extends Exception> {
    void take(byte[] bytes, int n) throws E;
  }

  private final byte separator;
  private final UnaryOperator<String> escaping;
  private final Map<String, byte[]> texts = new HashMap<>();
  private byte[] buffer = new byte[2 * FULL];
  private int used;
  private boolean begun;
  private int lastDay = Integer.MIN_VALUE;
  private byte[] lastDayText;

  /**
   * @param separator between two values, ASCII
   * @param escaping of a text
   */
  public RowBuffer(char separator, UnaryOperator<String> escaping) {
    this.separator = (byte) separator;
    this.escaping = escaping;
  }

  /** Whether the row has a value. */
  public boolean begun() {
    return begun;
  }

  /** Begins a value, which is what is written from now on. */
  public void next() {
    if (begun) {
      put(separator);
    }
    begun = true;
  }

  /** Writes a text, escaped. */
  public void text(String value) {
    byte[] bytes = texts.get(value);
    if (bytes == null) {
      bytes = escaping.apply(value).getBytes(StandardCharsets.UTF_8);
      if (texts.size() < REMEMBERED) {
        texts.put(value, bytes);
      }
    }
    put(bytes);
  }

  /** Writes an ISO date. */
  public void day(int epochDay) {
    if (epochDay != lastDay) {
      lastDay = epochDay;
      lastDayText = LocalDate.ofEpochDay(epochDay).toString().getBytes(StandardCharsets.US_ASCII);
    }
    put(lastDayText);
  }

  /** Writes a number, as {@link Decimal#write} does. */
  public void decimal(long unscaled, int decimals) {
    reserve(21 + decimals);
    used = Decimal.write(unscaled, decimals, buffer, used);
  }

  /** Writes ASCII as it is. */
  public void ascii(String value) {
    int n = value.length();
    reserve(n);
    for (int i = 0; i < n; i++) {
      buffer[used++] = (byte) value.charAt(i);
    }
  }

  public void put(byte value) {
    reserve(1);
    buffer[used++] = value;
  }

  public void put(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, used, bytes.length);
    used += bytes.length;
  }

  /**
   * Ends the row.
   *
   * @return whether it is time to empty the buffer
   */
  public boolean endRow() {
    put((byte) '\n');
    begun = false;
    return used >= FULL;
  }

  /** Hands all bytes on. */
  public <E extends Exception> void empty(Receiver<E> receiver) throws E {
    receiver.take(buffer, used);
    used = 0;
  }

  private void reserve(int n) {
    if (used + n > buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * (used + n));
    }
  }
}
