package io.shelfcast.sales;

import java.time.LocalDate;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The panel as a Tablesaw table, for looking at it in a notebook; features and models read the
 * panel itself.
 */
public final class PanelTable {

  private PanelTable() {}

  /**
   * A row a series-day, zero-filled, in the panel's order: {@code product_id}, {@code store_id},
   * {@code date}, {@code quantity}, and {@code unit_price} where the sales have prices (missing on
   * days without a sale).
   */
  public static Table of(SalesPanel panel) {
    StringColumn product = StringColumn.create("product_id");
    StringColumn store = StringColumn.create("store_id");
    DateColumn date = DateColumn.create("date");
    FloatColumn quantity = FloatColumn.create("quantity");
    FloatColumn price = FloatColumn.create("unit_price");
    for (int s = 0; s < panel.seriesCount(); s++) {
      for (int day = panel.startDay(s); day <= panel.lastDay(); day++) {
        product.append(panel.productId(s));
        store.append(panel.storeId(s));
        date.append(LocalDate.ofEpochDay(day));
        quantity.append(panel.quantity(s, day));
        price.append(panel.unitPrice(s, day));
      }
    }
    Table table = Table.create(panel.customer(), product, store, date, quantity);
    return panel.hasUnitPrices() ? table.addColumns(price) : table;
  }
}
