///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Train, evaluate and save the LSTM + XGBoost ensemble of a customer
//JAVA 17+
//RUNTIME_OPTIONS -Xmx2g -Djava.awt.headless=true
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.maxphysicalbytes=0
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.nopointergc=true
//DEPS io.shelfcast:shelfcast:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.StateFolder;
import io.shelfcast.cli.CustomerOptions;
import io.shelfcast.cli.GateOptions;
import io.shelfcast.cli.HistoryOptions;
import io.shelfcast.cli.ModelOptions;
import io.shelfcast.cli.Shown;
import io.shelfcast.cli.Verb;
import io.shelfcast.database.Database;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.Promotions;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.PostgresSales;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.training.TrainingRun;
import io.shelfcast.training.TrainingSummary;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "train",
    description =
        "Trains, evaluates and saves the LSTM + XGBoost ensemble of a customer; on the sample, where no"
            + " customer is loaded yet.")
class train extends Verb {

  private static final int YEAR = 365;

  @Mixin CustomerOptions customers;
  @Mixin HistoryOptions history;
  @Mixin ModelOptions model;
  @Mixin GateOptions gate;

  @Option(
      names = "--refit",
      description = "Save a model that is fitted again after the evaluation, up to the last day.")
  boolean refit;

  public static void main(String... args) {
    Verb.main(new train(), args);
  }

  @Override
  protected int run() {
    Clock clock = Clock.systemDefaultZone();
    ModelRegistry registry = ModelRegistry.of(StateFolder.current());
    Extract extract = history.extract(YEAR);
    TrainingRun.Request request =
        new TrainingRun.Request(
            model.options(), model.weights(), extract.historyDays(), gate.level(), refit);
    Database database = customers.open();
    String customer = customers.inOrSample(database, progress());
    Promotions promotions = Promotions.logged(registry, database, progress()::say);
    TrainingRun training =
        new TrainingRun(registry, promotions, System.getProperty("user.name"), clock, progress());
    SalesPanel panel = PostgresSales.read(database, customer, extract, clock, progress());
    TrainingRun.Result result = training.run(panel, request);
    out().print(TrainingSummary.of(result, Shown::path));
    gate.write(result.verdict(), out());
    return DONE;
  }
}
