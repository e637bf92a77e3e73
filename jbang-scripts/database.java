///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Start, stop and look at the database, or make the tables in one of your own
//JAVA 17+
//DEPS io.shelfcast:shelfcast:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.cli.DatabaseVerb;
import io.shelfcast.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "database",
    description =
        "Starts, stops and shows the embedded PostgreSQL; on a database of your own (SHELFCAST_DB_URL),"
            + " migrate makes Shelfcast's tables, in a schema 'shelfcast'.")
class database extends Verb {

  @Parameters(
      index = "0",
      paramLabel = "ACTION",
      description =
          "start, stop, status, url (for psql: psql \"$$(jbang database url)\"), or migrate.%n"
              + "Candidates: ${COMPLETION-CANDIDATES}")
  DatabaseVerb.Action action;

  @Option(names = "--jdbc", description = "With url: print it for JDBC.")
  boolean jdbc;

  public static void main(String... args) {
    Verb.main(new database(), args);
  }

  @Override
  protected int run() {
    DatabaseVerb.run(action, jdbc, out());
    return DONE;
  }
}
