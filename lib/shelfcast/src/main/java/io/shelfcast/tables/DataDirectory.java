package io.shelfcast.tables;

import io.shelfcast.ShelfcastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A directory with a customer's canonical files: {@code transactions.csv} or {@code
 * transactions.csv.gz} and so on.
 */
public final class DataDirectory {

  private final Path path;
  private final Map<Table, Path> files;

  private DataDirectory(Path path, Map<Table, Path> files) {
    this.path = path;
    this.files = files;
  }

  /**
   * Finds the tables of a directory.
   *
   * @throws ShelfcastException if it is no directory, has no transactions, or has a table twice
   */
  public static DataDirectory of(Path path) {
    DataDirectory directory = ofAny(path, Table.loaded(), "transactions.csv");
    if (!directory.has(Table.TRANSACTIONS)) {
      throw new ShelfcastException(
          "No transactions in "
              + path
              + ": it must hold transactions.csv or transactions.csv.gz; it holds "
              + directory.listing());
    }
    return directory;
  }

  /**
   * Finds the tables of a directory that adds to data loaded before, and need not have
   * transactions.
   *
   * @throws ShelfcastException if it is no directory, has no canonical table at all, or has a table
   *     twice
   */
  public static DataDirectory ofAdditions(Path path) {
    return ofSome(
        path,
        Table.loaded(),
        "promotions.csv, events.csv, prices.csv or weather.csv",
        "promotions, events, prices, weather");
  }

  /**
   * Finds the tables of a directory of plans for days to come.
   *
   * @throws ShelfcastException if it is no directory, has no canonical table at all, or has a table
   *     twice
   */
  public static DataDirectory ofPlans(Path path) {
    return ofSome(
        path,
        EnumSet.allOf(Table.class),
        "promotions.csv, events.csv, prices.csv, weather.csv or assortment.csv",
        "promotions, events, prices, weather, assortment");
  }

  private static DataDirectory ofSome(Path path, Set<Table> tables, String expected, String names) {
    DataDirectory directory = ofAny(path, tables, expected);
    if (directory.files.isEmpty()) {
      throw new ShelfcastException(
          "No table in "
              + path
              + ": it must hold one of "
              + names
              + " as .csv or .csv.gz; it holds "
              + directory.listing());
    }
    return directory;
  }

  private static DataDirectory ofAny(Path path, Set<Table> tables, String expected) {
    if (!Files.isDirectory(path)) {
      throw new ShelfcastException(
          Files.exists(path)
              ? path + " is a file: give the directory that holds " + expected
              : "No directory " + path + ": give the one that holds " + expected);
    }
    Map<Table, Path> files = new EnumMap<>(Table.class);
    for (Table table : tables) {
      Path plain = path.resolve(table.baseName() + ".csv");
      Path zipped = path.resolve(table.baseName() + ".csv.gz");
      if (Files.exists(plain) && Files.exists(zipped)) {
        throw new ShelfcastException(
            "Both "
                + plain.getFileName()
                + " and "
                + zipped.getFileName()
                + " are in "
                + path
                + ": keep one of them");
      }
      if (Files.exists(plain) || Files.exists(zipped)) {
        files.put(table, Files.exists(plain) ? plain : zipped);
      }
    }
    return new DataDirectory(path, Collections.unmodifiableMap(files));
  }

  private String listing() {
    try (var entries = Files.list(path)) {
      String names =
          entries
              .map(p -> p.getFileName().toString())
              .sorted()
              .limit(8)
              .collect(Collectors.joining(", "));
      return names.isEmpty() ? "nothing" : names;
    } catch (IOException e) {
      throw new ShelfcastException("Cannot list " + path + ": " + e.getMessage(), e);
    }
  }

  public Path path() {
    return path;
  }

  /** The tables that are there, in the order in which they are to be read. */
  public Set<Table> tables() {
    return files.keySet();
  }

  public boolean has(Table table) {
    return files.containsKey(table);
  }

  /** The file of a table that is there. */
  public Path file(Table table) {
    Path file = files.get(table);
    if (file == null) {
      throw new ShelfcastException(
          "No " + table.baseName() + ".csv or " + table.baseName() + ".csv.gz in " + path);
    }
    return file;
  }
}
