package io.shelfcast.notebook;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.shelfcast.tables.DataDirectory;
import io.shelfcast.tables.Table;
import io.shelfcast.tables.WholeCsv;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * A copy of a sample with the sales of a few stores only, in a directory that goes when it is
 * closed; the other tables are whole.
 *
 * @param directory canonical files
 */
record QuickSample(Path directory) implements AutoCloseable {

  /** So many stores are kept, the first that the transactions name. */
  static final int STORES = 6;

  private static final String STORE = "store_id";

  static QuickSample of(Path sample) {
    DataDirectory files = DataDirectory.of(sample);
    try {
      Path copy = Files.createTempDirectory("shelfcast");
      for (Table table : files.tables()) {
        Path file = files.file(table);
        if (table == Table.TRANSACTIONS) {
          fewStores(file, copy.resolve(file.getFileName()));
        } else {
          Files.copy(file, copy.resolve(file.getFileName()));
        }
      }
      return new QuickSample(copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fewStores(Path from, Path to) throws IOException {
    try (BufferedReader reader = open(from);
        CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(reader)) {
      var all = rows.iterator();
      List<String> header = all.next().getFields();
      int store = header.indexOf(STORE);
      Set<String> kept = new HashSet<>();
      WholeCsv.write(
          to,
          csv -> {
            long n = 0;
            csv.writeRecord(header);
            while (all.hasNext()) {
              List<String> row = all.next().getFields();
              if (kept.contains(row.get(store))
                  || kept.size() < STORES && kept.add(row.get(store))) {
                csv.writeRecord(row);
                n++;
              }
            }
            return n;
          });
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return new BufferedReader(
        new InputStreamReader(
            file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in,
            StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
