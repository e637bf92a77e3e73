package io.shelfcast.evaluation;

import io.shelfcast.database.ForecastStore;
import io.shelfcast.models.Forecasts;
import io.shelfcast.sales.PlainNumber;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.tables.WholeCsv;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Forecasts as CSV: {@code product_id,store_id,origin,date,model,forecast,p10,p50,p90}. */
public final class ForecastCsv {

  private ForecastCsv() {}

  /**
   * Writes the file whole or not at all; a name that ends in {@code .gz} is compressed.
   *
   * @return the number of rows
   * @throws io.shelfcast.ShelfcastException if the file cannot be written
   */
  public static long write(SalesPanel panel, List<Forecasts> forecasts, Path file) {
    return write(ForecastRows.of(panel, forecasts), file);
  }

  /** As {@link #write(SalesPanel, List, Path)}, of rows in their order. */
  public static long write(Stream<ForecastStore.Row> rows, Path file) {
    return WholeCsv.write(
        file,
        csv -> {
          csv.writeRecord(
              "product_id", "store_id", "origin", "date", "model", "forecast", "p10", "p50", "p90");
          long count = 0;
          for (var all = rows.iterator(); all.hasNext(); count++) {
            ForecastStore.Row row = all.next();
            csv.writeRecord(
                row.productId(),
                row.storeId(),
                row.origin().toString(),
                row.date().toString(),
                row.model(),
                PlainNumber.of(row.forecast()),
                PlainNumber.of(row.p10()),
                PlainNumber.of(row.p50()),
                PlainNumber.of(row.p90()));
          }
          return count;
        });
  }
}
