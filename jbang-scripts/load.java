///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Load a customer's canonical CSV files into the database, all of it or nothing
//JAVA 17+
//DEPS io.shelfcast:shelfcast:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.cli.DatabaseOptions;
import io.shelfcast.cli.Verb;
import io.shelfcast.database.Loader;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
    name = "load",
    description =
        "Loads a customer's canonical CSV files into the database, all of it or nothing, in place of"
            + " the customer's data that are there.")
class load extends Verb {

  @Option(
      names = "--customer",
      paramLabel = "ID",
      required = true,
      description = "Whose data it is.")
  String customer;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description =
          "Directory with transactions.csv or .csv.gz, and other tables where there are some.")
  Path data;

  @Option(
      names = "--append",
      description = "Add to the customer's data; a day that a store has already is refused.")
  boolean append;

  @Option(
      names = "--replace-days",
      description = "With --append: days of a store that come again replace those that are there.")
  boolean replaceDays;

  public static void main(String... args) {
    Verb.main(new load(), args);
  }

  @Override
  protected int run() {
    if (replaceDays && !append) {
      throw new ParameterException(
          commandLine(), "--replace-days needs --append: without it everything is replaced");
    }
    Loader.Mode mode =
        !append
            ? Loader.Mode.REPLACE
            : replaceDays ? Loader.Mode.APPEND_REPLACING_DAYS : Loader.Mode.APPEND;
    Loader.files(data, mode); // before a server is started for nothing
    Loader.Result result =
        new Loader(DatabaseOptions.database(), progress()).load(customer, data, mode);
    result
        .rows()
        .forEach(
            (table, rows) ->
                out().printf(Locale.ROOT, "%-14s %,12d rows%n", table.baseName(), rows));
    if (result.rowsReplaced() > 0) {
      out().printf(Locale.ROOT, "%-14s %,12d transactions%n", "replaced", result.rowsReplaced());
    }
    String days =
        result.firstDay() == null
            ? ""
            : ", sales from " + result.firstDay() + " to " + result.lastDay();
    out().println("Loaded customer '" + customer + "'" + days);
    return DONE;
  }
}
