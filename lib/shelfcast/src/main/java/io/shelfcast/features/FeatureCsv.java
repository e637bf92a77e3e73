package io.shelfcast.features;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.shelfcast.sales.PlainNumber;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.tables.WholeCsv;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Writes feature rows as CSV, row by row: {@code product_id, store_id, known_until, date}, the 45
 * features (empty where missing), and {@code sales}, the units sold on the date (empty where the
 * date is after the last day known).
 */
public final class FeatureCsv {

  private FeatureCsv() {}

  /**
   * Writes the file whole or not at all; a name that ends in {@code .gz} is compressed.
   *
   * @return the number of rows
   * @throws io.shelfcast.ShelfcastException if the file cannot be written
   */
  public static long write(FeatureRows rows, Path file) {
    return WholeCsv.write(
        file,
        csv -> {
          header(csv);
          rows.forEach(
              (s, known, day, row) -> write(rows.builder().panel(), s, known, day, row, csv));
          return rows.count();
        });
  }

  private static void header(CsvWriter csv) {
    var header = csv.writeRecord();
    header.writeField("product_id").writeField("store_id");
    header.writeField("known_until").writeField("date");
    Feature.labels().forEach(header::writeField);
    header.writeField("sales").endRecord();
  }

  private static void write(
      SalesPanel panel, int series, int known, int day, float[] row, CsvWriter csv) {
    var record = csv.writeRecord();
    record.writeField(panel.productId(series)).writeField(panel.storeId(series));
    record.writeField(LocalDate.ofEpochDay(known).toString());
    record.writeField(LocalDate.ofEpochDay(day).toString());
    for (float value : row) {
      record.writeField(PlainNumber.of(value));
    }
    record
        .writeField(day > panel.lastDay() ? "" : PlainNumber.of(panel.quantity(series, day)))
        .endRecord();
  }
}
