///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Show all customers in a local web page: error, drift, alerts, models, rollback
//JAVA 17+
//RUNTIME_OPTIONS -Xmx1g -Djava.awt.headless=true
//DEPS io.shelfcast:shelfcast-server:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.StateFolder;
import io.shelfcast.cli.DatabaseOptions;
import io.shelfcast.cli.Verb;
import io.shelfcast.dashboard.Dashboard;
import io.shelfcast.dashboard.DashboardOptions;
import io.shelfcast.registry.ModelRegistry;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "dashboard",
    description = {
      "Serves pages of all customers and of each: status, forecast against sales, error bands,"
          + " grades, models and decisions, rollback, schedule, drift. For this machine alone, unless"
          + " --host says otherwise. Prometheus asks at /metrics, health is at /healthz.",
      "Runs until it is stopped, by Ctrl-C or kill."
    })
class dashboard extends Verb {

  @Mixin DatabaseOptions database;

  @Option(names = "--port", paramLabel = "N", description = "0 for any that is free.")
  int port = DashboardOptions.PORT;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "Where to listen; others than loopback need a token.")
  String host = DashboardOptions.LOOPBACK;

  @Option(
      names = "--token",
      paramLabel = "TEXT",
      defaultValue = "${env:SHELFCAST_DASHBOARD_TOKEN}",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description = "What whoever looks must know; better in SHELFCAST_DASHBOARD_TOKEN.")
  String token;

  public static void main(String... args) {
    Verb.main(new dashboard(), args);
  }

  @Override
  protected int run() throws InterruptedException {
    String secret = token == null || token.isBlank() ? null : token;
    DashboardOptions options = ofOptions(() -> new DashboardOptions(host, port, secret));
    Dashboard pages =
        Dashboard.start(
            options,
            database.open(),
            ModelRegistry.of(StateFolder.current()),
            Clock.systemDefaultZone());
    Runtime.getRuntime().addShutdownHook(new Thread(pages::close));
    out().println("The dashboard is at " + pages.address() + " (Ctrl-C stops it)");
    out().flush();
    new CountDownLatch(1).await();
    return DONE;
  }
}
