package io.shelfcast.simulation;

import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Loader;
import io.shelfcast.tables.Column;
import io.shelfcast.tables.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Where a simulation goes: a directory, or a customer of the database; whole or not at all. */
public final class SimulationOutput {

  /** The file of the true means, beside the tables and none of them. */
  public static final String TRUTH = "truth.csv.gz";

  private SimulationOutput() {}

  /**
   * Writes every table into a new directory, and the true means if they are wanted; returns the
   * rows of each table.
   *
   * @throws ShelfcastException if the directory has something in it, or cannot be written
   */
  public static Map<Table, Long> write(Simulation simulation, Path directory, boolean truth) {
    Path target = directory.toAbsolutePath().normalize();
    try {
      refuseWhatIsThere(target);
      try (UnfinishedFolder unfinished = UnfinishedFolder.begin(target)) {
        Path folder = unfinished.path();
        Map<Table, Long> rows = new EnumMap<>(Table.class);
        try (TrueMeans means = truth ? new TrueMeans(folder.resolve(TRUTH)) : null) {
          if (means != null) {
            simulation.truth(means);
          }
          for (Table table : simulation.tables()) {
            try (CsvRows csv =
                new CsvRows(
                    Files.newOutputStream(folder.resolve(table.baseName() + ".csv")),
                    header(table))) {
              rows.put(table, simulation.write(table, csv));
            }
          }
          if (means != null) {
            means.complete();
          }
        }
        unfinished.complete();
        return rows;
      }
    } catch (IOException | UncheckedIOException e) {
      throw new ShelfcastException("Cannot write " + directory + ": " + e, e);
    }
  }

  /**
   * Loads every table into the database, in place of what the customer has.
   *
   * @param truth file for the true means, null for none
   */
  public static Map<Table, Long> load(
      Simulation simulation, Loader loader, String customer, Path truth) {
    try (TrueMeans means = truth == null ? null : new TrueMeans(truth)) {
      if (means != null) {
        simulation.truth(means);
      }
      Map<Table, Long> rows = loader.load(customer, simulation).rows();
      if (means != null) {
        means.complete();
      }
      return rows;
    }
  }

  private static String header(Table table) {
    return table.columns().stream().map(Column::name).collect(Collectors.joining(","));
  }

  private static void refuseWhatIsThere(Path target) throws IOException {
    if (Files.exists(target) && !Files.isDirectory(target)) {
      throw new ShelfcastException("--out " + target + " is a file: it must be a new directory");
    }
    if (Files.isDirectory(target)) {
      try (Stream<Path> entries = Files.list(target)) {
        if (entries.findAny().isPresent()) {
          throw new ShelfcastException(
              "--out " + target + " has files in it: it must be a new directory, or an empty one");
        }
      }
    }
  }

  /** The file of the true means of a simulation, compressed lightly: it is large. */
  public static final class TrueMeans implements Simulation.Truth, AutoCloseable {

    private static final int LIGHTLY = 1;
    private static final int DECIMALS = 6;

    private final Path file;
    private final Path beside;
    private final CsvRows csv;
    private boolean complete;

    public TrueMeans(Path file) {
      this.file = file.toAbsolutePath();
      this.beside = this.file.resolveSibling(this.file.getFileName() + ".tmp");
      try {
        Files.createDirectories(this.file.getParent());
        OutputStream out = Files.newOutputStream(beside);
        boolean zipped = file.toString().endsWith(".gz");
        csv = new CsvRows(zipped ? new Light(out) : out, "product_id,store_id,date,mean");
      } catch (IOException e) {
        throw new ShelfcastException("Cannot write " + file + ": " + e, e);
      }
    }

    @Override
    public void mean(String productId, String storeId, int day, double mean) {
      csv.text(productId);
      csv.text(storeId);
      csv.day(day);
      csv.decimal(Math.round(mean * 1e6), DECIMALS);
      csv.endRow();
    }

    /** Says that all means were told: only then is there a file in the end. */
    public void complete() {
      complete = true;
    }

    @Override
    public void close() {
      try {
        csv.close();
        if (complete) {
          Files.move(
              beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.deleteIfExists(beside);
      } catch (IOException e) {
        throw new ShelfcastException("Cannot write " + file + ": " + e, e);
      }
    }

    private static final class Light extends GZIPOutputStream {
      Light(OutputStream out) throws IOException {
        super(out, 1 << 16);
        def.setLevel(LIGHTLY);
      }
    }
  }
}
