package io.shelfcast.sales;

/** Reads a directory of canonical CSV files into a {@link SalesPanel}. */
public final class CsvSales {
  private CsvSales() {}
}
