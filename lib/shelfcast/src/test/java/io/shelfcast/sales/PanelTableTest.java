package io.shelfcast.sales;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.DataFiles;
import io.shelfcast.fixtures.Kiosk;
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

  /** 400 series of 2,500 days. */
  @Test
  void tableOfAMillionRowsIsThePanelCellByCell() {
    Kiosk kiosk = new Kiosk();
    for (int s = 0; s < 400; s++) {
      int series = s;
      kiosk.sells(
          "p" + s % 20, "s" + s / 20, 0, 2499, i -> 1 + (i * 31 + series) % 97, i -> 1 + i % 7);
    }
    SalesPanel panel = kiosk.panel();

    Table table = PanelTable.of(panel);

    assertThat(table.rowCount()).isEqualTo(1_000_000);
    int row = 0;
    int wrong = 0;
    for (int s = 0; s < panel.seriesCount(); s++) {
      for (int day = panel.startDay(s); day <= panel.lastDay(); day++, row++) {
        boolean same =
            table.stringColumn("product_id").get(row).equals(panel.productId(s))
                && table.stringColumn("store_id").get(row).equals(panel.storeId(s))
                && table.dateColumn("date").get(row).toEpochDay() == day
                && table.floatColumn("quantity").getFloat(row) == panel.quantity(s, day)
                && table.floatColumn("unit_price").getFloat(row) == panel.unitPrice(s, day);
        wrong += same ? 0 : 1;
      }
    }
    assertThat(row).isEqualTo(1_000_000);
    assertThat(wrong).isZero();
  }
}
