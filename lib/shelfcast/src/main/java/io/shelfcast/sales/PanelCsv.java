package io.shelfcast.sales;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.shelfcast.tables.WholeCsv;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Writes the zero-filled daily panel as CSV, one row a series-day in the panel's order.
 *
 * <p>Columns: {@code product_id, store_id, date, quantity}, {@code unit_price} where the sales have
 * prices (empty on days without a sale), {@code closed} (1 where the events table has the store
 * closed) and {@code store_recorded} (1 where the store recorded any sale that day).
 */
public final class PanelCsv {

  private PanelCsv() {}

  /**
   * Writes a panel; a name that ends in {@code .gz} is compressed. The file appears whole or not at
   * all, in place of an earlier one; its directory is made where it is lacking.
   *
   * @return the number of rows
   * @throws io.shelfcast.ShelfcastException if the file cannot be written
   */
  public static long write(SalesPanel panel, Path file) {
    return WholeCsv.write(file, csv -> write(panel, csv));
  }

  private static long write(SalesPanel panel, CsvWriter csv) {
    boolean prices = panel.hasUnitPrices();
    ClosedDays closed = ClosedDays.of(panel);
    var header = csv.writeRecord();
    header
        .writeField("product_id")
        .writeField("store_id")
        .writeField("date")
        .writeField("quantity");
    if (prices) {
      header.writeField("unit_price");
    }
    header.writeField("closed").writeField("store_recorded").endRecord();
    String[] dates = new String[panel.lastDay() - panel.firstDay() + 1];
    for (int i = 0; i < dates.length; i++) {
      dates[i] = LocalDate.ofEpochDay(panel.firstDay() + i).toString();
    }
    long rows = 0;
    for (int s = 0; s < panel.seriesCount(); s++) {
      int store = panel.store(s);
      for (int day = panel.startDay(s); day <= panel.lastDay(); day++) {
        var record = csv.writeRecord();
        record.writeField(panel.productId(s)).writeField(panel.storeId(s));
        record.writeField(dates[day - panel.firstDay()]);
        record.writeField(PlainNumber.of(panel.quantity(s, day)));
        if (prices) {
          record.writeField(PlainNumber.of(panel.unitPrice(s, day)));
        }
        record.writeField(closed.closed(store, day) ? "1" : "0");
        record.writeField(panel.recorded(store, day) ? "1" : "0").endRecord();
        rows++;
      }
    }
    return rows;
  }
}
