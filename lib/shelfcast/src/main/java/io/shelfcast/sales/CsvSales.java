package io.shelfcast.sales;

import io.shelfcast.ShelfcastException;
import io.shelfcast.progress.Progress;
import io.shelfcast.tables.DataDirectory;
import io.shelfcast.tables.Row;
import io.shelfcast.tables.Table;
import io.shelfcast.tables.TableReading;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads a directory of canonical CSV files into a {@link SalesPanel}. */
public final class CsvSales {

  private static final Set<Table> COVARIATES =
      EnumSet.of(Table.PRICES, Table.PROMOTIONS, Table.EVENTS, Table.WEATHER, Table.AVAILABILITY);

  private final DataDirectory directory;
  private final TableReading reading;
  private final long lastDay;
  private int firstSale = Integer.MAX_VALUE;

  private CsvSales(DataDirectory directory, LocalDate asOf, Progress progress) {
    this.directory = directory;
    this.lastDay = asOf == null ? Long.MAX_VALUE : asOf.toEpochDay();
    this.reading = new TableReading(directory, progress);
  }

  /** Reads all sales of a directory, without progress. */
  public static SalesPanel read(Path directory, String customer) {
    return read(directory, customer, Progress.NONE);
  }

  /**
   * Reads all sales of a directory.
   *
   * @param customer the name of the tenant that the panel shall bear
   * @param progress is told of columns that are not used
   * @throws ShelfcastException listing the first 20 defects, each with file, line, column and what
   *     would be right
   */
  public static SalesPanel read(Path directory, String customer, Progress progress) {
    return read(directory, customer, null, progress);
  }

  /**
   * As {@link #read(Path, String, Progress)}, as if the sales had been written down on an earlier
   * day: those after it are checked, but left out.
   *
   * @param asOf the last day to be known; null for the last sale
   */
  public static SalesPanel read(
      Path directory, String customer, LocalDate asOf, Progress progress) {
    return new CsvSales(DataDirectory.of(directory), asOf, progress).panel(customer);
  }

  private SalesPanel panel(String customer) {
    SalesPanelBuilder builder = new SalesPanelBuilder(customer);
    long sales = reading.read(Table.TRANSACTIONS, row -> sale(row, builder));
    Map<String, Product> products = new HashMap<>();
    read(Table.PRODUCTS, row -> products.put(row.text(0), product(row)));
    Map<String, Store> stores = new HashMap<>();
    read(Table.STORES, row -> stores.put(row.text(0), store(row)));
    if (sales == 0) { // no panel to build, but the other tables' defects are worth telling too
      COVARIATES.forEach(table -> read(table, row -> {}));
      reading.finish();
    }
    if (sales > 0 && firstSale > lastDay) {
      throw new ShelfcastException(
          "--as-of "
              + LocalDate.ofEpochDay(lastDay)
              + " is before the first sale, which is of "
              + LocalDate.ofEpochDay(firstSale));
    }
    SalesPanel panel = builder.build(Integer.MIN_VALUE, products, stores, this::covariates);
    reading.finish();
    return panel;
  }

  private void sale(Row row, SalesPanelBuilder builder) {
    firstSale = Math.min(firstSale, row.day(0));
    if (row.day(0) <= lastDay) {
      builder.sale(row.text(1), row.text(2), row.day(0), row.number(3), row.number(4));
    }
  }

  private Covariates covariates(
      Map<String, Integer> products, Map<String, Integer> stores, int lastSale) {
    CovariateBuilder c = new CovariateBuilder(directory.tables(), products, stores, lastSale);
    read(Table.PRICES, c::price);
    read(Table.PROMOTIONS, c::promotion);
    read(Table.EVENTS, c::event);
    read(Table.WEATHER, c::weather);
    read(Table.AVAILABILITY, c::stockout);
    return c.build();
  }

  private void read(Table table, Consumer<Row> rows) {
    if (directory.has(table)) {
      reading.read(table, rows);
    }
  }

  private static Product product(Row row) {
    return new Product(
        row.text(0),
        row.text(1),
        row.text(2),
        row.text(3),
        row.text(4),
        (float) row.number(5),
        (float) row.number(6));
  }

  private static Store store(Row row) {
    return new Store(
        row.text(0),
        row.text(1),
        row.text(2),
        row.text(3),
        (float) row.number(4),
        (float) row.number(5),
        (float) row.number(6),
        (float) row.number(7));
  }
}
