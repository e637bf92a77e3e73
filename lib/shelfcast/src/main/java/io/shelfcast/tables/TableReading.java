package io.shelfcast.tables;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.shelfcast.ShelfcastException;
import io.shelfcast.progress.Progress;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * One pass over a customer's files that checks every row and hands the valid ones on.
 *
 * <pre>{@code
 * TableReading reading = new TableReading(DataDirectory.of(path), progress);
 * for (Table table : directory.tables()) {
 *   reading.read(table, row -> ...);
 * }
 * reading.finish();
 * }</pre>
 *
 * <p>Defects are gathered over all tables; {@link #finish} throws one {@link ShelfcastException}
 * that lists them, and so does {@link #read} as soon as it meets the 20th. Rows that were handed on
 * before must then be thrown away, as a database transaction does. Tables must be read in the order
 * of {@link DataDirectory#tables()}: products and stores are known when they stand in the
 * transactions or in their own table, and any other mention of them is a defect.
 */
public final class TableReading {

  private static final int BUFFER = 1 << 16;

  private final DataDirectory directory;
  private final Progress progress;
  private final Defects defects;
  private final KnownIds known = new KnownIds();
  private final Regions regions = new Regions();

  public TableReading(DataDirectory directory, Progress progress) {
    this.directory = directory;
    this.progress = progress;
    this.defects = new Defects(directory.path());
  }

  /** Makes a product known that the files may mention, for instance because the database has it. */
  public void knowProduct(String id) {
    known.products.add(id);
  }

  /** Makes a store known that the files may mention. */
  public void knowStore(String id) {
    known.stores.add(id);
  }

  /**
   * Reads a table.
   *
   * @param rows takes each valid row; the object is used again for the next one
   * @return how many rows were handed on
   * @throws ShelfcastException at the 20th defect, or if the directory has no such table
   */
  public long read(Table table, Consumer<? super Row> rows) {
    Path file = directory.file(table);
    String name = file.getFileName().toString();
    RawRecord record = new RawRecord();
    long count = 0;
    try (InputStream in = open(file);
        CsvReader<RawRecord> csv =
            CsvReader.builder()
                .detectBomHeader(true)
                .acceptCharsAfterQuotes(false)
                .build(record, in, StandardCharsets.UTF_8)) {
      CloseableIterator<RawRecord> records = csv.iterator();
      if (!records.hasNext()) {
        defects.file(
            name, "the file is empty; its first line must be the header " + Header.expected(table));
        return 0;
      }
      int[] place = Header.read(table, name, records.next(), defects, progress);
      if (place == null) {
        return 0;
      }
      CheckedRow row = new CheckedRow(table, name, record, place, known, defects);
      while (records.hasNext()) {
        records.next();
        if (row.check()) {
          regions.see(table, row);
          rows.accept(row);
          count++;
        }
      }
      if (count == 0 && table == Table.TRANSACTIONS && defects.none()) {
        defects.file(name, "there is no row after the header; at least one sale is needed");
      }
    } catch (CsvParseException e) {
      defects.line(name, record.line(), "the CSV is broken near here: " + reason(e));
    } catch (IOException | UncheckedIOException e) {
      if (record.line() == 0) {
        defects.file(name, unreadable(e));
      } else {
        defects.line(name, record.line(), unreadable(e));
      }
    }
    return count;
  }

  /** Ends the pass: throws one exception with all defects, if there is any; notes odd regions. */
  public void finish() {
    defects.throwIfAny();
    regions.note(directory, progress);
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      return file.toString().endsWith(".gz") ? new GZIPInputStream(in, BUFFER) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static String unreadable(Exception e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    if (cause instanceof EOFException) {
      return "the gzip file is cut off here; copy it again";
    }
    if (cause instanceof ZipException) {
      return "the gzip file is damaged (" + cause.getMessage() + "); copy it again";
    }
    return "the file cannot be read on (" + cause + ")";
  }

  private static String reason(Throwable e) {
    Throwable root = e.getCause() == null ? e : e.getCause();
    return String.valueOf(root.getMessage());
  }
}
