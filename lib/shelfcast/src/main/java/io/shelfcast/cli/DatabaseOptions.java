package io.shelfcast.cli;

import io.shelfcast.StateFolder;
import io.shelfcast.database.Database;
import picocli.CommandLine.Option;

/** The options of every verb that reads the database; a picocli mixin. */
public final class DatabaseOptions {

  @Option(
      names = "--transactions-table",
      paramLabel = "SCHEMA.NAME",
      description =
          "Read sales from this table or view of your own database (SHELFCAST_DB_URL), which is never changed.")
  private String transactionsTable;

  /** Opens the database: the user's if SHELFCAST_DB_URL is set, else the embedded one. */
  public Database open() {
    return database().withTransactions(transactionsTable);
  }

  /** The database with Shelfcast's own tables, for verbs that write. */
  public static Database database() {
    return Database.open(StateFolder.current(), System.getenv());
  }
}
