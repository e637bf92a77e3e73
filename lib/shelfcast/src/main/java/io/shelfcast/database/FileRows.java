package io.shelfcast.database;

import io.shelfcast.progress.Progress;
import io.shelfcast.tables.Column;
import io.shelfcast.tables.DataDirectory;
import io.shelfcast.tables.Row;
import io.shelfcast.tables.Table;
import io.shelfcast.tables.TableReading;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/** The checked rows of a directory of canonical files. */
final class FileRows implements TableRows {

  private static final int SAY_EVERY = 100_000;

  private final DataDirectory files;
  private final TableReading reading;
  private final Progress progress;

  FileRows(DataDirectory files, Progress progress) {
    this.files = files;
    this.reading = new TableReading(files, progress);
    this.progress = progress;
  }

  @Override
  public Set<Table> tables() {
    return files.tables();
  }

  @Override
  public String source() {
    return files.path().toAbsolutePath().normalize().toString();
  }

  @Override
  public void knowProduct(String id) {
    reading.knowProduct(id);
  }

  @Override
  public void knowStore(String id) {
    reading.knowStore(id);
  }

  @Override
  public long write(Table table, CopyWriter writer) {
    long[] done = {0};
    return reading.read(
        table,
        row -> {
          write(row, writer);
          if (++done[0] % SAY_EVERY == 0) {
            progress.step("loading " + table.baseName(), done[0], 0, "rows");
          }
        });
  }

  private static void write(Row row, CopyWriter writer) {
    List<Column> columns = row.table().columns();
    for (int c = 0; c < columns.size(); c++) {
      switch (columns.get(c).type()) {
        case TIMESTAMP -> writer.timestamp(row.day(c), row.second(c));
        case DATE -> writer.day(row.day(c));
        case NUMBER -> writer.number(row.text(c));
        default -> writer.text(row.text(c));
      }
    }
    writer.endRow();
  }

  @Override
  public void finish() {
    reading.finish();
  }

  @Override
  public Optional<ToLongFunction<CopyWriter>> dailySales() {
    return Optional.empty();
  }
}
