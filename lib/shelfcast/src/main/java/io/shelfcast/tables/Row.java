package io.shelfcast.tables;

/**
 * A valid row of a canonical table. Columns are counted as in {@link Table#columns()}, in whatever order the file has
 * them. One object is used again for every row of a reading: take what you need and do not keep it.
 */
public interface Row {

  Table table();

  /** The line of the file on which the row begins; the header is on line 1. */
  long line();

  /** Whether the field is empty or the file lacks the column. */
  boolean missing(int column);

  /**
   * The field's text, null where it is missing. Ids and texts are as written, blanks included; dates, timestamps and
   * numbers come without surrounding blanks.
   */
  String text(int column);

  /** The epoch day of a date or timestamp. */
  int day(int column);

  /** The second of the day of a timestamp, 0 where it is a date alone. */
  int second(int column);

  /** The number, NaN where it is missing. */
  double number(int column);
}
