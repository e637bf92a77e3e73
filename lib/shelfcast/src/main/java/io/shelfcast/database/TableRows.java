package io.shelfcast.database;

import io.shelfcast.tables.Table;
import java.util.Set;

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
}
