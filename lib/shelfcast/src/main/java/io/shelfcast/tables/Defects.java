package io.shelfcast.tables;

import io.shelfcast.ShelfcastException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with a customer's files, up to {@link #LIMIT} defects, to tell all of it at once. */
final class Defects {

  static final int LIMIT = 20;
  private static final int SHOWN = 60;

  private final Path directory;
  private final List<String> found = new ArrayList<>();

  Defects(Path directory) {
    this.directory = directory;
  }

  boolean none() {
    return found.isEmpty();
  }

  /** A defect of one value. */
  void value(String file, long line, String column, String value, String right) {
    add(file + ", line " + line + ", column " + column + ": '" + shown(value) + "' " + right);
  }

  /** A defect of a whole line. */
  void line(String file, long line, String what) {
    add(file + ", line " + line + ": " + what);
  }

  /** A defect of a whole file. */
  void file(String file, String what) {
    add(file + ": " + what);
  }

  private void add(String defect) {
    found.add(defect);
    if (found.size() == LIMIT) {
      throwIfAny();
    }
  }

  /** Throws one exception that lists every defect, a line each, if there is any. */
  void throwIfAny() {
    if (found.isEmpty()) {
      return;
    }
    String count =
        found.size() == LIMIT
            ? "the first " + LIMIT + " defects"
            : found.size() == 1 ? "1 defect" : found.size() + " defects";
    throw new ShelfcastException(
        "The data in " + directory + " cannot be used, " + count + ":\n  " + String.join("\n  ", found));
  }

  /** A value fit for one line of a message: short, without line breaks or other control characters. */
  static String shown(String value) {
    String cut = value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value;
    StringBuilder text = new StringBuilder();
    for (char c : cut.toCharArray()) {
      if (c == '\n') {
        text.append("\\n");
      } else if (c == '\r') {
        text.append("\\r");
      } else if (c == '\t') {
        text.append("\\t");
      } else if (Character.isISOControl(c)) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
