///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Forecast the days after the last one known with a saved model
//JAVA 17+
//RUNTIME_OPTIONS -Xmx2g -Djava.awt.headless=true
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.maxphysicalbytes=0
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.nopointergc=true
//DEPS io.shelfcast:shelfcast:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.StateFolder;
import io.shelfcast.WholeFile;
import io.shelfcast.charts.Figures;
import io.shelfcast.cli.CustomerOptions;
import io.shelfcast.cli.Shown;
import io.shelfcast.cli.Verb;
import io.shelfcast.database.Database;
import io.shelfcast.evaluation.ForecastCsv;
import io.shelfcast.prediction.ExplanationText;
import io.shelfcast.prediction.Prediction;
import io.shelfcast.prediction.PredictionRun;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

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
              + " own; rows of the same key replace them. An assortment.csv (product_id, store_id,"
              + " start_date) names what stores take up: forecast from siblings, the product in"
              + " other stores or its category.")
  Path plans;

  @Option(
      names = "--explain",
      description = "Say what drove the forecast; needs --product and --store.")
  boolean explain;

  @Option(
      names = "--figure",
      paramLabel = "F.png",
      description = "Draw what drove it; implies --explain.")
  Path figure;

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
    boolean explained = explain || figure != null;
    if (explained && (product == null || store == null)) {
      throw new ParameterException(
          commandLine(), "--explain needs --product and --store: it is said of one series");
    }
    Prediction.Request request = ofOptions(() -> new Prediction.Request(horizon, product, store));
    Database database = customer.open();
    ModelRegistry registry = ModelRegistry.of(StateFolder.current());
    ModelVersion model = registry.open(customer.in(database), version, progress()::say);
    PredictionRun run = new PredictionRun(database, Clock.systemDefaultZone(), progress());
    Prediction prediction = run.run(model, request, plans);
    out().print(prediction.text());
    if (explained) {
      explain(run.explain(model, prediction));
    }
    if (out != null) {
      ForecastCsv.write(prediction.rows(), out);
      out().println("Wrote them to " + Shown.path(out));
    }
    long kept = run.save(model, prediction);
    out().println("v" + model.version() + ": " + kept + " forecasts kept in table forecasts");
    return DONE;
  }

  private void explain(ExplanationText explanation) {
    out().println();
    out().print(explanation.text());
    if (figure != null) {
      WholeFile.write(figure, Figures.png(explanation.figure()));
      out().println("Drew it in " + Shown.path(figure));
    }
  }
}
