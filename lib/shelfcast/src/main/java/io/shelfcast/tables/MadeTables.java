package io.shelfcast.tables;

import java.util.Set;

/** Canonical tables that a program makes, row by row, and that need no checking. */
public interface MadeTables {

  /** The tables that there are, in the order in which they are to be written. */
  Set<Table> tables();

  /** Writes a table and returns its number of rows. */
  long write(Table table, RowWriter rows);

  /**
   * Writes the sums of the transactions by product, store and day, and returns their number. Their
   * columns: product, store, day, quantity, sum of |quantity| x unit price, sum of |quantity| that
   * has a price, number of transactions. They are exact, with as many decimals as a query over the
   * rows gives.
   */
  long writeDailySales(RowWriter rows);

  /** Where they come from, in words for a log. */
  String source();
}
