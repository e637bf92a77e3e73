package io.shelfcast.tables;

import java.util.List;

/**
 * A column of a canonical table.
 *
 * @param name as in the header
 * @param type what its values are
 * @param required whether the column must be there and filled in every row
 * @param min smallest number allowed, where the type is a number
 * @param max largest number allowed
 * @param values the texts allowed, empty where any is
 */
public record Column(String name, Type type, boolean required, double min, double max, List<String> values) {

  /** What a column's values are. */
  public enum Type {
    /** A product's id, free text without line breaks. */
    PRODUCT,
    /** A store's id, free text without line breaks. */
    STORE,
    /** Another id, free text without line breaks. */
    ID,
    TEXT,
    /** An ISO date, 2024-03-28. */
    DATE,
    /** An ISO date, or a date and a store-local time: 2024-03-28, 2024-03-28 17:05, 2024-03-28T17:05:09. */
    TIMESTAMP,
    /** A finite decimal number with a point: 3, -1.5, 2e3. */
    NUMBER
  }

  static Column of(String name, Type type) {
    return new Column(name, type, true, 0, 0, List.of());
  }

  static Column number(String name, double min, double max) {
    return new Column(name, Type.NUMBER, true, min, max, List.of());
  }

  static Column oneOf(String name, String... values) {
    return new Column(name, Type.TEXT, true, 0, 0, List.of(values));
  }

  /** The same column, which may be lacking or empty. */
  Column optional() {
    return new Column(name, type, false, min, max, values);
  }
}
