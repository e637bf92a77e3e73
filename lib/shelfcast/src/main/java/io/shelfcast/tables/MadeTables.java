package io.shelfcast.tables;

import java.util.Set;

/** Canonical tables that a program makes, row by row, and that need no checking. */
public interface MadeTables {

  /** The tables that there are, in the order in which they are to be written. */
  Set<Table> tables();

  /** Writes a table and returns its number of rows. */
  long write(Table table, RowWriter rows);

  /** Where they come from, in words for a log. */
  String source();
}
