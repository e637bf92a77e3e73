///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Invent a retailer of any size, with all tables and the true mean of every cell
//JAVA 17+
//DEPS io.shelfcast:shelfcast:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.cli.DatabaseOptions;
import io.shelfcast.cli.RetailerOptions;
import io.shelfcast.cli.Shown;
import io.shelfcast.cli.Verb;
import io.shelfcast.database.Loader;
import io.shelfcast.simulation.Simulation;
import io.shelfcast.simulation.SimulationOutput;
import io.shelfcast.tables.Table;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
    name = "simulate",
    description =
        "Invents a retailer of any size: sales and every other table, as CSV or straight into the"
            + " database, and the true mean of every product, store and day.")
class simulate extends Verb {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A new directory for the CSV files and truth.csv.gz.")
  Path out;

  @Option(
      names = "--customer",
      paramLabel = "ID",
      description = "Or: the customer of the database whose data are replaced.")
  String customer;

  @Option(
      names = "--truth",
      paramLabel = "F.csv.gz",
      description = "With --customer: a file for the true means.")
  Path truth;

  @Option(names = "--no-truth", description = "With --out: leave the true means out.")
  boolean noTruth;

  @Mixin RetailerOptions retailer;

  public static void main(String... args) {
    Verb.main(new simulate(), args);
  }

  @Override
  protected int run() {
    if ((out == null) == (customer == null)) {
      throw new ParameterException(commandLine(), "Give either --out or --customer");
    }
    if (truth != null && customer == null || noTruth && out == null) {
      throw new ParameterException(
          commandLine(), "--truth goes with --customer, --no-truth with --out");
    }
    Simulation simulation = new Simulation(retailer.retailer(), progress());
    Map<Table, Long> rows =
        out != null
            ? SimulationOutput.write(simulation, out, !noTruth)
            : SimulationOutput.load(
                simulation, new Loader(DatabaseOptions.database(), progress()), customer, truth);
    rows.forEach(
        (table, n) -> out().printf(Locale.ROOT, "%-14s %,12d rows%n", table.baseName(), n));
    String where = out != null ? Shown.path(out) : "customer '" + customer + "'";
    out().printf(Locale.ROOT, "Simulated %,d series in %s%n", simulation.seriesCount(), where);
    return DONE;
  }
}
