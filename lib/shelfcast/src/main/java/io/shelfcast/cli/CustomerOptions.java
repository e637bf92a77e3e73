package io.shelfcast.cli;

import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import io.shelfcast.database.Loader;
import io.shelfcast.progress.Progress;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which customer a verb is about, and the database that has the sales; a picocli mixin. */
public final class CustomerOptions {

  @Option(
      names = "--customer",
      paramLabel = "ID",
      description = "Whose data. Default: the customer of the database, if it has but one.")
  private String customer;

  @Mixin private DatabaseOptions database;

  /** As given, null where it was not. */
  public String given() {
    return customer;
  }

  /** Opens the database that the other options and the environment name. */
  public Database open() {
    return database.open();
  }

  /**
   * The customer given, or the only one of the database.
   *
   * @throws ShelfcastException if none was given and there are none or several
   */
  public String in(Database database) {
    if (customer != null) {
      return customer;
    }
    List<String> known = database.customers(11);
    if (known.size() == 1) {
      return known.get(0);
    }
    throw new ShelfcastException(
        known.isEmpty()
            ? "There is no customer yet: 'jbang load --customer ID --data DIR' loads one"
            : "There are several customers: --customer must name one of "
                + String.join(", ", known.subList(0, Math.min(10, known.size())))
                + (known.size() > 10 ? ", ..." : ""));
  }

  /**
   * As {@link #in}; but an embedded server without any customer gets the sample first, where that
   * is or may be what is meant.
   */
  public String inOrSample(Database database, Progress progress) {
    boolean meant = customer == null || customer.equals(Sample.CUSTOMER);
    if (meant && database.embedded() && database.customers(1).isEmpty()) {
      Path sample = Sample.directory();
      progress.say(
          "The database has no customer yet: loading the sample "
              + Shown.path(sample)
              + " as customer '"
              + Sample.CUSTOMER
              + "'");
      new Loader(database, progress).load(Sample.CUSTOMER, sample, Loader.Mode.REPLACE);
      return Sample.CUSTOMER;
    }
    return in(database);
  }
}
