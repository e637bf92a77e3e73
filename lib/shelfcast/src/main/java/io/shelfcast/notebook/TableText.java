package io.shelfcast.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table's first rows as text: rounded as people read them, or as CSV with every digit. */
final class TableText {

  /** Rows shown of a longer table. */
  static final int ROWS = 20;

  /** A column of this name holds values of different kinds, each shown with decimals of its own. */
  static final String VALUE = "value";

  private static final String MISSING = "\u2013";
  private static final int WHOLE_FROM = 1000;
  private static final int ONE_DECIMAL_FROM = 20;

  private TableText() {}

  /** CSV of the rows shown, unrounded. */
  static String of(Table table) {
    StringBuilder csv = new StringBuilder(line(table.columnNames()));
    for (int row = 0; row < Math.min(ROWS, table.rowCount()); row++) {
      List<String> values = new ArrayList<>();
      for (Column<?> column : table.columns()) {
        values.add(column.isMissing(row) ? "" : String.valueOf(column.get(row)));
      }
      csv.append(line(values));
    }
    return csv.toString();
  }

  private static String line(List<String> values) {
    return values.stream()
        .map(v -> v.matches("[^\",\\n\\r]*") ? v : '"' + v.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(",", "", "\n"));
  }

  /**
   * The cells of a column as people read them. All numbers of a column have the same decimals: none
   * where they are whole, or above a thousand; one in a column of percents (a name that ends in %)
   * or of values from 20 on; else three. Beside values from 20 on, one below 1 has three, too.
   */
  static List<String> shown(Column<?> column, int rows) {
    int decimals = column instanceof NumericColumn<?> n ? decimals(n, column.name(), rows) : -1;
    List<String> cells = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      if (column.isMissing(row)) {
        cells.add(column.name().equals(VALUE) ? "missing" : MISSING);
      } else if (decimals >= 0) {
        double value = ((NumericColumn<?>) column).getDouble(row);
        cells.add(
            column.name().equals(VALUE)
                ? number(value, 3).replaceAll("\\.?0+$", "")
                : number(value, decimals == 1 && small(column, value) ? 3 : decimals));
      } else {
        cells.add(String.valueOf(column.get(row)));
      }
    }
    return cells;
  }

  private static boolean small(Column<?> column, double value) {
    return Math.abs(value) < 1 && value != 0 && !column.name().endsWith("%");
  }

  private static String number(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
    return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
  }

  private static int decimals(NumericColumn<?> column, String name, int rows) {
    double most = 0;
    boolean whole = true;
    for (int row = 0; row < rows; row++) {
      double value = column.isMissing(row) ? 0 : column.getDouble(row);
      most = Math.max(most, Math.abs(value));
      whole &= value == Math.rint(value);
    }
    if (name.endsWith("%")) {
      return 1;
    }
    return whole || most >= WHOLE_FROM ? 0 : most >= ONE_DECIMAL_FROM ? 1 : 3;
  }
}
