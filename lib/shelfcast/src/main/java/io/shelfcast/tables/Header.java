package io.shelfcast.tables;

import io.shelfcast.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds a table's columns in the header of a file. Blanks around a name and its case do not matter. */
final class Header {

  private Header() {}

  /**
   * Reads a header.
   *
   * @return for each column of the table its place in the file, -1 where the file lacks an optional one; null after a
   *     defect
   */
  static int[] read(Table table, String file, RawRecord record, Defects defects, Progress progress) {
    if (record.fields() > 0 && record.text(0).startsWith("\u001f")) {
      defects.file(file, "the file is compressed; name it " + table.baseName() + ".csv.gz");
      return null;
    }
    int[] place = new int[table.columns().size()];
    Arrays.fill(place, -1);
    List<String> unknown = new ArrayList<>();
    boolean good = true;
    for (int field = 0; field < record.fields(); field++) {
      String name = record.text(field).strip().toLowerCase(Locale.ROOT);
      int column = names(table).indexOf(name);
      if (column < 0) {
        unknown.add(name);
      } else if (place[column] >= 0) {
        defects.line(file, record.line(), "column " + name + " stands twice in the header; keep one of them");
        good = false;
      } else {
        place[column] = field;
      }
    }
    for (int column = 0; column < place.length; column++) {
      if (table.columns().get(column).required() && place[column] < 0) {
        defects.line(
            file,
            record.line(),
            "the header has no column " + table.columns().get(column).name() + "; it must be " + expected(table)
                + (unknown.isEmpty() ? "" : ", and these are unknown: " + Defects.shown(String.join(", ", unknown))));
        good = false;
      }
    }
    if (good && !unknown.isEmpty()) {
      progress.say(file + ": not used: column " + Defects.shown(String.join(", ", unknown)));
    }
    return good ? place : null;
  }

  private static List<String> names(Table table) {
    return table.columns().stream().map(Column::name).toList();
  }

  /** The header as it should be, optional columns in brackets. */
  static String expected(Table table) {
    return table.columns().stream()
        .map(c -> c.required() ? c.name() : "[" + c.name() + "]")
        .collect(Collectors.joining(","));
  }
}
