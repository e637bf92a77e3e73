///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Write the zero-filled daily panel of a customer's sales, and say what is odd in it
//JAVA 17+
//DEPS io.shelfcast:shelfcast:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.cli.SalesOptions;
import io.shelfcast.cli.Shown;
import io.shelfcast.cli.Verb;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.PanelCsv;
import io.shelfcast.sales.PanelSummary;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "prepare",
    description =
        "Writes the zero-filled daily panel of a customer's sales as CSV, and says what is odd about it.")
class prepare extends Verb {

  @Mixin SalesOptions sales;

  @Option(
      names = "--out",
      paramLabel = "F.csv",
      description = "The panel's file; .csv.gz compresses it. Without it, the summary is all.")
  Path out;

  public static void main(String... args) {
    Verb.main(new prepare(), args);
  }

  @Override
  protected int run() {
    SalesPanel panel = sales.read(Extract.ALL, progress());
    out().print(PanelSummary.of(panel).text());
    if (out != null) {
      long rows = PanelCsv.write(panel, out);
      out().printf(Locale.ROOT, "%-16s%,d rows in %s%n", "written", rows, Shown.path(out));
    }
    return DONE;
  }
}
