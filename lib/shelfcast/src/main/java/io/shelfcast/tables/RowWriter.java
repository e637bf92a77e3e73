package io.shelfcast.tables;

/**
 * Takes the rows of a canonical table, value after value in the order of {@link Table#columns()},
 * wherever they go: a file, a database.
 */
public interface RowWriter {

  /** A text or id; null where it is missing. */
  void text(String value);

  /** A date. */
  void day(int epochDay);

  /** A date and the second of the day; 0 writes the date alone. */
  void timestamp(int epochDay, int second);

  /** A decimal number: {@code decimal(1234, 2)} is 12.34. */
  void decimal(long unscaled, int decimals);

  /** A number that is missing. */
  void missing();

  void endRow();
}
