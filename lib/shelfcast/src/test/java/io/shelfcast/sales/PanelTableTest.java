package io.shelfcast.sales;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.DataFiles;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class PanelTableTest {

  @Test
  void tableHasARowASeriesDay() {
    SalesPanel panel = CsvSales.read(CornerShop.directory(), "corner shop");

    Table table = PanelTable.of(panel);

    assertThat(table.name()).isEqualTo("corner shop");
    assertThat(table.columnNames())
        .containsExactly("product_id", "store_id", "date", "quantity", "unit_price");
    assertThat(table.rowCount()).isEqualTo(676);
    Table milk =
        table.where(
            table
                .stringColumn("product_id")
                .isEqualTo("milk")
                .and(table.stringColumn("store_id").isEqualTo("south 2")));
    assertThat(milk.dateColumn("date").min()).isEqualTo(LocalDate.of(2023, 10, 15));
    int series = panel.series("milk", "south 2");
    for (int row = 0; row < milk.rowCount(); row++) {
      int day = (int) milk.dateColumn("date").get(row).toEpochDay();
      assertThat(milk.floatColumn("quantity").getFloat(row)).isEqualTo(panel.quantity(series, day));
      assertThat(
              Float.compare(
                  milk.floatColumn("unit_price").getFloat(row), panel.unitPrice(series, day)))
          .isZero();
    }
  }

  @Test
  void withoutPricesThereIsNoPriceColumn(@TempDir Path dir) {
    new DataFiles(dir).sales("2024-01-01,P,S,1");

    assertThat(PanelTable.of(CsvSales.read(dir, "shop")).columnNames())
        .containsExactly("product_id", "store_id", "date", "quantity");
  }
}
