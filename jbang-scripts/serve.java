///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Answer predictions over HTTP, by Vertex AI's contract
//JAVA 17+
//RUNTIME_OPTIONS -Xmx2g -Djava.awt.headless=true
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.maxphysicalbytes=0
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.nopointergc=true
//DEPS io.shelfcast:shelfcast-server:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.StateFolder;
import io.shelfcast.cli.CustomerOptions;
import io.shelfcast.cli.Verb;
import io.shelfcast.database.Database;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.serving.PredictionServer;
import io.shelfcast.serving.RegistryModels;
import io.shelfcast.serving.ServingOptions;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
    name = "serve",
    description =
        "Answers predictions over HTTP, by Vertex AI's contract, until it is stopped. A new champion,"
            + " or newly loaded sales, are taken up without a restart.%n")
class serve extends Verb {

  @Mixin CustomerOptions customer;

  @Option(names = "--all", description = "Serve every customer that has a champion.")
  boolean all;

  @Option(names = "--version", paramLabel = "N", description = "Which one. Default: the champion.")
  Integer version;

  @Option(names = "--host", paramLabel = "ADDRESS", description = "0.0.0.0 for every address.")
  String host = "127.0.0.1";

  @Option(names = "--port", description = "0 for any. Default: AIP_HTTP_PORT, else 8080.")
  Integer port;

  public static void main(String... args) {
    Verb.main(new serve(), args);
  }

  @Override
  protected int run() throws InterruptedException {
    if (all && (customer.given() != null || version != null)) {
      throw new ParameterException(
          commandLine(),
          "--all serves every customer's champion: leave --customer and --version out");
    }
    ServingOptions vertex = ServingOptions.of(System.getenv());
    ServingOptions options = ofOptions(() -> vertex.at(host, port == null ? vertex.port() : port));
    Database database = customer.open();
    ModelRegistry registry = ModelRegistry.of(StateFolder.current());
    RegistryModels.Selection selection =
        all
            ? RegistryModels.Selection.ALL
            : new RegistryModels.Selection(customer.in(database), version);
    RegistryModels models =
        new RegistryModels(registry, database, selection, Clock.systemDefaultZone(), progress());
    try (PredictionServer server = PredictionServer.start(options, models)) {
      models.load();
      models.watch(Duration.ofSeconds(3));
      out().println("Listening on http://" + host + ":" + server.port() + options.predictRoute());
      out().flush();
      server.untilStopped();
    }
    return DONE;
  }
}
