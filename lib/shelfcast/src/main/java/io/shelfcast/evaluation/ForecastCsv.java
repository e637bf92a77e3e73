package io.shelfcast.evaluation;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.shelfcast.ShelfcastException;
import io.shelfcast.models.Forecasts;
import io.shelfcast.sales.SalesPanel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;

/** Forecasts as CSV: {@code product_id,store_id,origin,date,model,forecast,p10,p50,p90}. */
public final class ForecastCsv {

  private ForecastCsv() {}

  /** Writes the file whole or not at all. */
  public static void write(SalesPanel panel, List<Forecasts> forecasts, Path file) {
    Path beside = file.resolveSibling(file.getFileName() + ".partial");
    try {
      try (CsvWriter csv = CsvWriter.builder().build(beside)) {
        csv.writeRecord(
            "product_id", "store_id", "origin", "date", "model", "forecast", "p10", "p50", "p90");
        for (Forecasts f : forecasts) {
          String origin = LocalDate.ofEpochDay(f.origin()).toString();
          for (int i = 0; i < f.series().length; i++) {
            for (int a = 1; a <= f.horizon(); a++) {
              int c = f.cell(i, a);
              csv.writeRecord(
                  panel.productId(f.series()[i]),
                  panel.storeId(f.series()[i]),
                  origin,
                  LocalDate.ofEpochDay(f.origin() + a).toString(),
                  f.model(),
                  Float.toString(f.mean()[c]),
                  Float.toString(f.p10()[c]),
                  Float.toString(f.p50()[c]),
                  Float.toString(f.p90()[c]));
            }
          }
        }
      }
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ShelfcastException("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
