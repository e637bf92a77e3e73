///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Hold forecasts against the sales that came in since, and look for drift and gaps
//JAVA 17+
//RUNTIME_OPTIONS -Xmx2g -Djava.awt.headless=true
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.maxphysicalbytes=0
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.nopointergc=true
//DEPS io.shelfcast:shelfcast:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.StateFolder;
import io.shelfcast.cli.CustomerOptions;
import io.shelfcast.cli.MonitorOptions;
import io.shelfcast.cli.Shown;
import io.shelfcast.cli.Verb;
import io.shelfcast.database.Database;
import io.shelfcast.monitoring.MonitoringLog;
import io.shelfcast.monitoring.MonitoringPage;
import io.shelfcast.monitoring.MonitoringReport;
import io.shelfcast.monitoring.MonitoringRun;
import io.shelfcast.monitoring.MonitoringText;
import io.shelfcast.registry.ModelRegistry;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "monitor",
    description = {
      "Holds the forecasts kept against the sales that came in since, week by week; looks for drift"
          + " of the features, old data, gaps, products that came and went. Keeps what it finds in"
          + " the database.",
      "Exit code 0 if all is as before, 3 if something calls for somebody."
    })
class monitor extends Verb {

  @Mixin CustomerOptions customers;
  @Mixin MonitorOptions options;

  @Option(names = "--out", paramLabel = "F.json", description = "Also write all of it here.")
  Path out;

  @Option(names = "--report", paramLabel = "F.html", description = "Also draw it, on one page.")
  Path page;

  public static void main(String... args) {
    Verb.main(new monitor(), args);
  }

  @Override
  protected int run() {
    var limits = options.limits();
    Database database = customers.open();
    ModelRegistry registry = ModelRegistry.of(StateFolder.current());
    MonitoringReport report =
        new MonitoringRun(database, registry, options.clock(), limits, progress())
            .run(customers.in(database));
    out().print(MonitoringText.of(report));
    new MonitoringLog(database).add(report, Instant.now());
    if (out != null) {
      report.write(out);
      out().println("All of it: " + Shown.path(out));
    }
    if (page != null) {
      MonitoringPage.write(page, report);
      out().println("Drawn: " + Shown.path(page));
    }
    return report.alerts().isEmpty() ? DONE : NEGATIVE_VERDICT;
  }
}
