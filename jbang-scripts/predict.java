///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Forecast the days after the last one known with a saved model
//JAVA 17+
//RUNTIME_OPTIONS -Xmx2g -Djava.awt.headless=true
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.maxphysicalbytes=0
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.nopointergc=true
//DEPS io.shelfcast:shelfcast:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.StateFolder;
import io.shelfcast.cli.CustomerOptions;
import io.shelfcast.cli.Shown;
import io.shelfcast.cli.Verb;
import io.shelfcast.database.Database;
import io.shelfcast.evaluation.ForecastCsv;
import io.shelfcast.prediction.Prediction;
import io.shelfcast.prediction.PredictionRun;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "predict",
    description =
        "Forecasts the days after the last one known, for every product and store, with an interval;"
            + " keeps the forecasts in table forecasts.%n")
class predict extends Verb {

  @Mixin CustomerOptions customer;

  @Option(names = "--version", paramLabel = "N", description = "Which one. Default: the champion.")
  Integer version;

  @Option(
      names = "--horizon",
      paramLabel = "DAYS",
      description = "Default: what the model was trained for.")
  Integer horizon;

  @Option(names = "--product", paramLabel = "ID", description = "Only this product.")
  String product;

  @Option(names = "--store", paramLabel = "ID", description = "Only this store.")
  String store;

  @Option(
      names = "--plans",
      paramLabel = "DIR",
      description =
          "Future promotions, events, prices or weather as canonical CSV, added to the customer's"
              + " own; rows of the same key replace them.")
  Path plans;

  @Option(
      names = "--out",
      paramLabel = "F.csv",
      description = "Write the forecasts; .csv.gz compresses them.")
  Path out;

  public static void main(String... args) {
    Verb.main(new predict(), args);
  }

  @Override
  protected int run() {
    Prediction.Request request = ofOptions(() -> new Prediction.Request(horizon, product, store));
    Database database = customer.open();
    ModelRegistry registry = ModelRegistry.of(StateFolder.current());
    ModelVersion model = registry.open(customer.in(database), version, progress()::say);
    PredictionRun run = new PredictionRun(database, Clock.systemDefaultZone(), progress());
    Prediction prediction = run.run(model, request, plans);
    out().print(prediction.text());
    if (out != null) {
      ForecastCsv.write(prediction.panel(), List.of(prediction.forecasts()), out);
      out().println("Wrote them to " + Shown.path(out));
    }
    long kept = run.save(model, prediction);
    out().println("v" + model.version() + ": " + kept + " forecasts kept in table forecasts");
    return DONE;
  }
}
