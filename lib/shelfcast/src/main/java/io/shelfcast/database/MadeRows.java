package io.shelfcast.database;

import io.shelfcast.tables.MadeTables;
import io.shelfcast.tables.Table;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Rows that a program makes, which need no checking. */
record MadeRows(MadeTables made) implements TableRows {

  @Override
  public Set<Table> tables() {
    return made.tables();
  }

  @Override
  public String source() {
    return made.source();
  }

  @Override
  public void knowProduct(String id) {}

  @Override
  public void knowStore(String id) {}

  @Override
  public long write(Table table, CopyWriter writer) {
    return made.write(table, writer);
  }

  @Override
  public void finish() {}

  @Override
  public Optional<ToLongFunction<CopyWriter>> dailySales() {
    return Optional.of(made::writeDailySales);
  }
}
