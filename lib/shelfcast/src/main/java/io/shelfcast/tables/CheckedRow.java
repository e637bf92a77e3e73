package io.shelfcast.tables;

import java.util.HashMap;
import java.util.Map;

/** Checks a record against its table, column by column, and gives the values it read on the way. */
final class CheckedRow implements Row {

  private static final char NOT_UTF_8 = '\uFFFD';

  private final Table table;
  private final String file;
  private final RawRecord record;
  private final KnownIds known;
  private final Defects defects;
  private final Column[] columns;
  private final int[] place;
  private final int[] key;
  private final Map<String, Long> keys = new HashMap<>();
  private final int startDate;
  private final int endDate;
  private final int fieldCount;

  private final boolean[] missing;
  private final int[] from;
  private final int[] length;
  private final String[] text;
  private final int[] day;
  private final int[] second;
  private final double[] number;

  CheckedRow(
      Table table, String file, RawRecord header, int[] place, KnownIds known, Defects defects) {
    this.table = table;
    this.file = file;
    this.record = header;
    this.fieldCount = header.fields();
    this.place = place;
    this.known = known;
    this.defects = defects;
    columns = table.columns().toArray(Column[]::new);
    key = table.key().stream().mapToInt(table::column).toArray();
    startDate = table == Table.PROMOTIONS ? table.column("start_date") : -1;
    endDate = table == Table.PROMOTIONS ? table.column("end_date") : -1;
    missing = new boolean[columns.length];
    from = new int[columns.length];
    length = new int[columns.length];
    text = new String[columns.length];
    day = new int[columns.length];
    second = new int[columns.length];
    number = new double[columns.length];
  }

  /** Reads and checks the record that is there now; false where it has a defect. */
  boolean check() {
    if (record.fields() != fieldCount) {
      defects.line(
          file,
          record.line(),
          record.fields()
              + " fields, but the header has "
              + fieldCount
              + "; a field that holds a comma, a quote or a line break must stand in quotes");
      return false;
    }
    boolean good = true;
    for (int c = 0; c < columns.length; c++) {
      good &= check(c);
    }
    return good && endsAfterStart() && isNew();
  }

  private boolean check(int c) {
    Column column = columns[c];
    Column.Type type = column.type();
    boolean verbatim =
        type == Column.Type.PRODUCT
            || type == Column.Type.STORE
            || type == Column.Type.ID
            || (type == Column.Type.TEXT && column.values().isEmpty());
    locate(c, verbatim);
    if (missing[c]) {
      number[c] = Double.NaN;
      day[c] = Values.BAD;
      return !column.required() || bad(c, "is missing; every row must have one");
    }
    return switch (type) {
      case NUMBER -> checkNumber(c, column);
      case DATE -> checkDay(c);
      case TIMESTAMP -> checkTimestamp(c);
      case PRODUCT ->
          checkId(
              c, known.products, table == Table.TRANSACTIONS || table == Table.PRODUCTS, "product");
      case STORE ->
          checkId(c, known.stores, table == Table.TRANSACTIONS || table == Table.STORES, "store");
      case ID -> checkText(c, true);
      case TEXT -> checkText(c, false) && isAllowed(c, column);
    };
  }

  /**
   * Finds a field's characters; those of an id or a text are all kept unless there are only blanks.
   */
  private void locate(int c, boolean verbatim) {
    text[c] = null;
    if (place[c] < 0) {
      missing[c] = true;
      return;
    }
    char[] chars = record.chars();
    int start = record.from(place[c]);
    int end = record.end(place[c]);
    int first = start;
    int last = end;
    while (first < last && chars[first] <= ' ') {
      first++;
    }
    while (last > first && chars[last - 1] <= ' ') {
      last--;
    }
    missing[c] = first == last;
    from[c] = verbatim ? start : first;
    length[c] = verbatim ? end - start : last - first;
  }

  private boolean checkNumber(int c, Column column) {
    double value = Values.number(record.chars(), from[c], length[c]);
    number[c] = value;
    if (Double.isNaN(value)) {
      return bad(c, "is not a finite number; write it like 12.5");
    }
    if (value < column.min()) {
      return bad(
          c,
          column.min() == 0
              ? "is negative; it must be at least 0"
              : "is too small; it must be at least " + plain(column.min()));
    }
    return value <= column.max()
        || bad(c, "is too large; it must be at most " + plain(column.max()));
  }

  private static String plain(double limit) {
    return limit == Math.rint(limit) && Math.abs(limit) < 1e9
        ? String.valueOf((long) limit)
        : String.valueOf(limit);
  }

  private boolean checkDay(int c) {
    day[c] =
        Values.isDateAlone(length[c]) ? Values.day(record.chars(), from[c], length[c]) : Values.BAD;
    return day[c] != Values.BAD
        || bad(
            c,
            "is not a date from "
                + Values.FIRST_YEAR
                + " to "
                + Values.LAST_YEAR
                + "; write it like 2024-03-28");
  }

  private boolean checkTimestamp(int c) {
    day[c] = Values.day(record.chars(), from[c], length[c]);
    second[c] = 0;
    if (day[c] != Values.BAD && !Values.isDateAlone(length[c])) {
      second[c] = Values.second(record.chars(), from[c], length[c]);
    }
    return (day[c] != Values.BAD && second[c] != Values.BAD)
        || bad(
            c,
            "is not a date or store-local date and time from "
                + Values.FIRST_YEAR
                + " to "
                + Values.LAST_YEAR
                + "; write it like 2024-03-28 or 2024-03-28 17:05:00, without a zone");
  }

  private boolean checkId(int c, TextPool pool, boolean defines, String what) {
    text[c] = pool.find(record.chars(), from[c], length[c]);
    if (text[c] != null) {
      return true;
    }
    if (!checkText(c, true)) {
      return false;
    }
    if (!defines) {
      return bad(
          c, "is an unknown " + what + "; it must stand in transactions or in " + what + "s");
    }
    pool.add(text[c]);
    return true;
  }

  private boolean checkText(int c, boolean id) {
    text[c] = known.text(record.chars(), from[c], length[c]);
    for (int i = from[c]; i < from[c] + length[c]; i++) {
      char letter = record.chars()[i];
      if (letter == NOT_UTF_8) {
        return bad(c, "has characters that are not UTF-8; save the file in the encoding UTF-8");
      }
      if (letter == 0 || (id && Character.isISOControl(letter))) {
        return bad(c, "holds a line break, tab or other control character; take it out");
      }
    }
    return true;
  }

  private boolean isAllowed(int c, Column column) {
    return column.values().isEmpty()
        || column.values().contains(text[c])
        || bad(c, "is unknown; it must be one of " + String.join(", ", column.values()));
  }

  private boolean endsAfterStart() {
    return startDate < 0
        || day[startDate] <= day[endDate]
        || bad(
            endDate,
            "is before the start_date "
                + text(startDate)
                + "; a promotion ends on its start_date or later");
  }

  private boolean isNew() {
    if (key.length == 0) {
      return true;
    }
    StringBuilder values = new StringBuilder();
    for (int c : key) {
      values.append(missing[c] ? "" : text(c)).append('\0');
    }
    Long before = keys.putIfAbsent(values.toString(), record.line());
    if (before != null) {
      defects.line(
          file,
          record.line(),
          "the same "
              + String.join(", ", table.key())
              + " as on line "
              + before
              + "; keep one of the two rows");
    }
    return before == null;
  }

  private boolean bad(int c, String right) {
    String value = place[c] < 0 ? "" : record.text(place[c]);
    defects.value(file, record.line(), columns[c].name(), value, right);
    return false;
  }

  @Override
  public Table table() {
    return table;
  }

  @Override
  public long line() {
    return record.line();
  }

  @Override
  public boolean missing(int column) {
    return missing[column];
  }

  @Override
  public String text(int column) {
    if (missing[column]) {
      return null;
    }
    if (text[column] == null) {
      text[column] = new String(record.chars(), from[column], length[column]);
    }
    return text[column];
  }

  @Override
  public int day(int column) {
    return day[column];
  }

  @Override
  public int second(int column) {
    return second[column];
  }

  @Override
  public double number(int column) {
    return number[column];
  }
}
