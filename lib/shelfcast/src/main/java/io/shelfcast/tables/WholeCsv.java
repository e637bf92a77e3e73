package io.shelfcast.tables;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.shelfcast.ShelfcastException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.zip.GZIPOutputStream;

/** Writes CSV files that are there whole or not at all. */
public final class WholeCsv {

  private WholeCsv() {}

  /**
   * Writes a file beside its place, then moves it there, over an earlier one; its directory is made
   * where it is lacking. A name that ends in {@code .gz} is compressed.
   *
   * @param rows writes header and rows, and returns what the caller wants to know of them
   * @throws ShelfcastException if the file cannot be written
   */
  public static long write(Path file, ToLongFunction<CsvWriter> rows) {
    Path target = file.toAbsolutePath();
    Path beside = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.createDirectories(target.getParent());
      try {
        long result;
        try (CsvWriter csv =
            CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(open(beside, target))) {
          result = rows.applyAsLong(csv);
        }
        Files.move(
            beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return result;
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new ShelfcastException("Cannot write " + file + ": " + e, e);
    }
  }

  private static Writer open(Path beside, Path target) throws IOException {
    OutputStream out = Files.newOutputStream(beside);
    boolean zipped = target.toString().endsWith(".gz");
    return new OutputStreamWriter(
        zipped ? new GZIPOutputStream(out, 1 << 16) : out, StandardCharsets.UTF_8);
  }
}
