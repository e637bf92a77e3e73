package io.shelfcast.features;

import io.shelfcast.sales.CovariateBuilder;
import io.shelfcast.sales.Product;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.SalesPanelBuilder;
import io.shelfcast.sales.Store;
import io.shelfcast.tables.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;

/** Puts small panels together for tests, product by product. Days count from {@link #FIRST}. */
final class Kiosk {

  /** A Monday. */
  static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

  private final SalesPanelBuilder builder = new SalesPanelBuilder("kiosk");
  private final Map<String, Product> products = new HashMap<>();
  private final Map<String, Store> stores = new HashMap<>();
  private final Set<Table> tables = EnumSet.noneOf(Table.class);
  private final List<Consumer<CovariateBuilder>> rows = new ArrayList<>();

  static int day(int i) {
    return (int) FIRST.toEpochDay() + i;
  }

  static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }

  /** Sales of a product in a store on days from..to; a day of 0 has a row too, one of NaN none. */
  Kiosk sells(String product, String store, int from, int to, IntToDoubleFunction units) {
    return sells(product, store, from, to, units, i -> Double.NaN);
  }

  Kiosk sells(
      String product,
      String store,
      int from,
      int to,
      IntToDoubleFunction units,
      IntToDoubleFunction price) {
    for (int i = from; i <= to; i++) {
      if (!Double.isNaN(units.applyAsDouble(i))) {
        builder.sale(product, store, day(i), units.applyAsDouble(i), price.applyAsDouble(i));
      }
    }
    return this;
  }

  Kiosk product(Product product) {
    products.put(product.id(), product);
    return this;
  }

  Kiosk store(Store store) {
    stores.put(store.id(), store);
    return this;
  }

  /** Rows of a table, which the customer then has. */
  Kiosk table(Table table, Consumer<CovariateBuilder> add) {
    tables.add(table);
    rows.add(add);
    return this;
  }

  SalesPanel panel() {
    return builder.build(
        Integer.MIN_VALUE,
        products,
        stores,
        (p, s, lastDay) -> {
          CovariateBuilder covariates = new CovariateBuilder(tables, p, s, lastDay);
          rows.forEach(r -> r.accept(covariates));
          return covariates.build();
        });
  }
}
