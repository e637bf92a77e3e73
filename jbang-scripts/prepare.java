///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Write the zero-filled daily panel of a customer's sales as CSV, and say what is odd
// about it
//JAVA 17+
//DEPS io.shelfcast:shelfcast:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.cli.Verb;
import io.shelfcast.sales.CsvSales;
import io.shelfcast.sales.PanelCsv;
import io.shelfcast.sales.PanelSummary;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "prepare",
    description =
        "Writes the zero-filled daily panel of a customer's sales as CSV, and says what is odd about it.")
class prepare extends Verb {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "Directory of canonical CSV files.")
  Path data;

  @Option(
      names = "--customer",
      paramLabel = "ID",
      description = "Name of the customer. Default: the directory's name.")
  String customer;

  @Option(
      names = "--out",
      paramLabel = "F.csv",
      required = true,
      description = "The panel's file; .csv.gz compresses it.")
  Path out;

  public static void main(String... args) {
    Verb.main(new prepare(), args);
  }

  @Override
  protected int run() {
    String name =
        customer == null ? data.toAbsolutePath().normalize().getFileName().toString() : customer;
    SalesPanel panel = CsvSales.read(data, name, progress());
    out().print(PanelSummary.of(panel).text());
    long rows = PanelCsv.write(panel, out);
    out().printf(Locale.ROOT, "%-16s%,d rows in %s%n", "written", rows, out);
    return DONE;
  }
}
