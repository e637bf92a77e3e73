///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Bring a champion to Vertex AI, and show, finish, take back or end what is there
//JAVA 17+
//RUNTIME_OPTIONS -Xmx2g -Djava.awt.headless=true
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.maxphysicalbytes=0
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.nopointergc=true
//DEPS io.shelfcast:shelfcast-cloud:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.StateFolder;
import io.shelfcast.cli.CustomerOptions;
import io.shelfcast.cli.Verb;
import io.shelfcast.database.Database;
import io.shelfcast.deployment.DeployOptions;
import io.shelfcast.deployment.DeployVerb;
import io.shelfcast.registry.ModelRegistry;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "deploy",
    description = {
      "Brings a customer's champion to Vertex AI: its files to Cloud Storage, a model version, a trial,"
          + " then the traffic of the customer's endpoint. Run twice, it changes nothing the second"
          + " time; where a run was broken off, the next one goes on.",
      "Exit code 3 if the version misses the gate, which --force \"reason\" overrides."
    })
class deploy extends Verb {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACTION",
      description =
          "In place of deploying: status, promote (a canary gets all traffic), rollback (a canary's"
              + " end, or back to the version before), undeploy (all, or --version N).")
  DeployVerb.Action action;

  @Mixin CustomerOptions customers;

  @Mixin DeployOptions cloud;

  @Option(names = "--dry-run", description = "Print what would be done, and do nothing.")
  boolean dryRun;

  public static void main(String... args) {
    Verb.main(new deploy(), args);
  }

  @Override
  protected int run() {
    ofOptions(() -> cloud.check(action == null));
    Database database = customers.open();
    String customer = customers.in(database);
    DeployVerb.Request request = ofOptions(() -> cloud.request(customer));
    DeployVerb verb =
        new DeployVerb(
            cloud,
            database,
            ModelRegistry.of(StateFolder.current()),
            Clock.systemDefaultZone(),
            System.getProperty("user.name", "unknown"),
            progress());
    if (action != null) {
      return dryRun ? verb.plan(action, request, out()) : verb.run(action, request, out());
    }
    return dryRun ? verb.plan(request, out()) : verb.deploy(request, out());
  }
}
