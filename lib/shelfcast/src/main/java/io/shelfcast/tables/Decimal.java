package io.shelfcast.tables;

/** Writes decimal numbers as ASCII, without an object a number. */
public final class Decimal {

  private Decimal() {}

  /**
   * Writes {@code unscaled / 10^decimals}, with all its decimals, from {@code at} on; returns the
   * place behind it. At most 21 + decimals bytes.
   */
  public static int write(long unscaled, int decimals, byte[] into, int at) {
    int place = at;
    if (unscaled < 0) {
      into[place++] = '-';
    }
    long left = Math.abs(unscaled);
    int digits = 1;
    for (long rest = left / 10; rest > 0 || digits <= decimals; rest /= 10) {
      digits++;
    }
    int end = place + digits + (decimals > 0 ? 1 : 0);
    for (int i = end - 1, written = 0; i >= place; i--) {
      if (decimals > 0 && written == decimals) {
        into[i] = '.';
        written++;
        continue;
      }
      into[i] = (byte) ('0' + left % 10);
      left /= 10;
      written++;
    }
    return end;
  }
}
