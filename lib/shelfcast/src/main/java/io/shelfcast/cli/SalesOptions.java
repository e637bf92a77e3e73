package io.shelfcast.cli;

import io.shelfcast.database.Database;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.CsvSales;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.PostgresSales;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Where sales come from, for verbs that need no database: a directory of files, or a customer of
 * the database; a picocli mixin.
 */
public final class SalesOptions {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Directory of canonical CSV files, read without a database; --customer then names what is"
              + " read. Default: the database.")
  private Path data;

  @Mixin private CustomerOptions customer;

  /**
   * Reads the sales.
   *
   * @param extract what part; of files, all history up to its last day is read
   */
  public SalesPanel read(Extract extract, Progress progress) {
    if (data == null) {
      Database database = customer.open();
      String id = customer.inOrSample(database, progress);
      return PostgresSales.read(database, id, extract, Clock.systemDefaultZone(), progress);
    }
    Path name = data.toAbsolutePath().normalize().getFileName();
    String id = customer.given() != null ? customer.given() : name == null ? "root" : name + "";
    return CsvSales.read(data, id, extract.asOf(), progress);
  }
}
