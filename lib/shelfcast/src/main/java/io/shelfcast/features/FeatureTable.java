package io.shelfcast.features;

import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.Arrays;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A feature matrix as a Tablesaw table, for looking at it in a notebook. */
public final class FeatureTable {

  private FeatureTable() {}

  /**
   * The matrix's rows: {@code product_id}, {@code store_id}, {@code known_until}, {@code date}, and
   * the 45 features in raw units, missing where they are NaN.
   *
   * @param panel that the matrix was made of
   */
  public static Table of(SalesPanel panel, FeatureMatrix matrix) {
    String[] products =
        Arrays.stream(matrix.series()).mapToObj(panel::productId).toArray(String[]::new);
    String[] stores =
        Arrays.stream(matrix.series()).mapToObj(panel::storeId).toArray(String[]::new);
    Table table =
        Table.create(
            "features",
            StringColumn.create("product_id", products),
            StringColumn.create("store_id", stores),
            DateColumn.create("known_until", dates(matrix.known())),
            DateColumn.create("date", dates(matrix.day())));
    for (Feature feature : Feature.values()) {
      float[] values = new float[matrix.rows()];
      for (int i = 0; i < values.length; i++) {
        values[i] = matrix.get(i, feature);
      }
      table.addColumns(FloatColumn.create(feature.label(), values));
    }
    return table;
  }

  private static LocalDate[] dates(int[] days) {
    return Arrays.stream(days).mapToObj(LocalDate::ofEpochDay).toArray(LocalDate[]::new);
  }
}
