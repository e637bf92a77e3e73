package io.shelfcast.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tables as HTML that reads well with and without a style sheet. */
final class TableHtml {

  /** Cells of so many characters, a date for one, stay in one line. */
  private static final int SHORT = 10;

  private TableHtml() {}

  /** The first rows of a table, and how many more there are. */
  static String of(Table table) {
    int rows = Math.min(TableText.ROWS, table.rowCount());
    StringBuilder html = new StringBuilder("<table>\n<thead><tr>");
    List<List<String>> columns = new ArrayList<>();
    for (Column<?> column : table.columns()) {
      html.append("<th").append(align(column, false)).append(">").append(escape(column.name()));
      html.append("</th>");
      columns.add(TableText.shown(column, rows));
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (int row = 0; row < rows; row++) {
      html.append("<tr>");
      for (int c = 0; c < columns.size(); c++) {
        String cell = columns.get(c).get(row);
        html.append("<td").append(align(table.column(c), cell.length() <= SHORT)).append(">");
        html.append(escape(cell)).append("</td>");
      }
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table>\n");
    if (rows < table.rowCount()) {
      html.append(
          String.format(
              Locale.ROOT,
              "<p>%,d of %,d rows; %,d columns</p>%n",
              rows,
              table.rowCount(),
              table.columnCount()));
    }
    return html.toString();
  }

  private static String align(Column<?> column, boolean inOneLine) {
    return " style=\"text-align: "
        + (column instanceof NumericColumn<?> ? "right" : "left")
        + (inOneLine ? "; white-space: nowrap\"" : "\"");
  }

  /** Text of a script, as it is on a terminal. */
  static String preformatted(String text) {
    return "<pre>" + escape(text) + "</pre>\n";
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
