package io.shelfcast.tables;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.shelfcast.ShelfcastException;
import io.shelfcast.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.ToLongFunction;
import java.util.zip.GZIPOutputStream;

/** Writes CSV files that are there whole or not at all. */
public final class WholeCsv {

  private WholeCsv() {}

  /**
   * Writes a file as {@link WholeFile} does. A name that ends in {@code .gz} is compressed.
   *
   * @param rows writes header and rows, and returns what the caller wants to know of them
   * @throws ShelfcastException if the file cannot be written
   */
  public static long write(Path file, ToLongFunction<CsvWriter> rows) {
    long[] result = new long[1];
    WholeFile.write(
        file,
        out -> {
          try (CsvWriter csv =
              CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(open(out, file))) {
            result[0] = rows.applyAsLong(csv);
          }
        });
    return result[0];
  }

  private static OutputStreamWriter open(OutputStream out, Path file) throws IOException {
    boolean zipped = file.toString().endsWith(".gz");
    return new OutputStreamWriter(
        zipped ? new GZIPOutputStream(out, 1 << 16) : out, StandardCharsets.UTF_8);
  }
}
