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
import io.shelfcast.database.ForecastStore;
import io.shelfcast.evaluation.ForecastCsv;
import io.shelfcast.evaluation.ForecastRows;
import io.shelfcast.prediction.Prediction;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.Plans;
import io.shelfcast.sales.PostgresSales;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
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
    Database database = customer.open();
    String id = customer.in(database);
    ModelVersion model = ModelRegistry.of(StateFolder.current()).open(id, version);
    Clock clock = Clock.systemDefaultZone();
    SalesPanel panel = PostgresSales.read(database, id, Extract.YEAR, clock, progress());
    panel = plans == null ? panel : Plans.add(panel, plans, progress());
    Prediction.Request request = new Prediction.Request(horizon, product, store);
    Prediction prediction = Prediction.of(model.forecaster(), panel, request, progress());
    var forecasts = List.of(prediction.forecasts());
    out().print(prediction.text());
    if (out != null) {
      long rows = ForecastCsv.write(panel, forecasts, out);
      out()
          .printf(
              Locale.ROOT,
              "Wrote %,d forecasts of v%d to %s%n",
              rows,
              model.version(),
              Shown.path(out));
    }
    if (database.hasSchema()) {
      var rows = ForecastRows.of(panel, forecasts).iterator();
      long saved = new ForecastStore(database).save(id, "v" + model.version(), rows);
      out().printf(Locale.ROOT, "Saved %,d forecasts in table forecasts%n", saved);
    } else {
      progress()
          .say(
              "Not saved in table forecasts, which is not there: 'jbang database migrate' makes it");
    }
    return DONE;
  }
}
