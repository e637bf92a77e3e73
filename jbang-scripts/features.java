///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Write the matrix of the 45 features as CSV, and show them with the share missing
//JAVA 17+
//RUNTIME_OPTIONS -Xmx2g -Djava.awt.headless=true
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.maxphysicalbytes=0
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.nopointergc=true
//DEPS io.shelfcast:shelfcast:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.cli.SalesOptions;
import io.shelfcast.cli.Shown;
import io.shelfcast.cli.Verb;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.features.FeatureCoverage;
import io.shelfcast.features.FeatureCsv;
import io.shelfcast.features.FeatureRows;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "features",
    description = {
      "Writes the matrix of the 45 features as CSV, and shows them with the share missing.",
      "",
      "A row is for one series and day, as known up to an earlier one: from each origin (last known"
          + " day), --horizon days ahead. As it stands, each day has one row, as known the day"
          + " before. The last column is what was sold on the day.",
      ""
    })
class features extends Verb {

  @Mixin SalesOptions sales;

  @Option(
      names = "--horizon",
      paramLabel = "DAYS",
      description = "Rows an origin, 1 to 60 days ahead.")
  int horizon = 1;

  @Option(names = "--origin-step", paramLabel = "DAYS", description = "Take every n-th origin.")
  int originStep = 1;

  @Option(
      names = "--out",
      paramLabel = "F.csv",
      description = "The matrix; .csv.gz compresses it. Without it, the table is all.")
  Path out;

  public static void main(String... args) {
    Verb.main(new features(), args);
  }

  @Override
  protected int run() {
    SalesPanel panel = sales.read(Extract.ALL, progress());
    FeatureCoverage.warn(panel, progress());
    FeatureBuilder builder = new FeatureBuilder(panel);
    FeatureRows rows = ofOptions(() -> new FeatureRows(builder, horizon, originStep));
    out().print(FeatureCoverage.of(rows).text());
    if (out != null) {
      long n = FeatureCsv.write(rows, out);
      out().printf(Locale.ROOT, "Wrote %,d rows to %s%n", n, Shown.path(out));
    }
    return DONE;
  }
}
