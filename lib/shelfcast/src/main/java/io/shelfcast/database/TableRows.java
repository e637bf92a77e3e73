package io.shelfcast.database;

import io.shelfcast.tables.Table;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/** What a load takes its rows from. */
interface TableRows {

  Set<Table> tables();

  /** Where the rows come from, for messages and the log of loads. */
  String source();

  void knowProduct(String id);

  void knowStore(String id);

  /** Writes the rows of a table and returns their number. */
  long write(Table table, CopyWriter writer);

  /** Ends the pass; throws where rows that were written were wrong. */
  void finish();

  /**
   * Writes the sums of the transactions by day and returns their number, where they are known and
   * need no query.
   */
  Optional<ToLongFunction<CopyWriter>> dailySales();
}
