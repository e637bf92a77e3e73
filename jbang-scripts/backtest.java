///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Forecast from rolling origins, and compare the models
//JAVA 17+
//RUNTIME_OPTIONS -Xmx2g -Djava.awt.headless=true
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.maxphysicalbytes=0
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.nopointergc=true
//DEPS io.shelfcast:shelfcast:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.cli.HistoryOptions;
import io.shelfcast.cli.ModelOptions;
import io.shelfcast.cli.SalesOptions;
import io.shelfcast.cli.Shown;
import io.shelfcast.cli.Verb;
import io.shelfcast.evaluation.Backtest;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.ForecastCsv;
import io.shelfcast.evaluation.Level;
import io.shelfcast.evaluation.ScoreTables;
import io.shelfcast.evaluation.Verdict;
import io.shelfcast.models.Forecasts;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "backtest",
    description =
        "Trains once on the days up to the first of several origins, forecasts from each what came"
            + " after it, and compares the models.%n")
class backtest extends Verb {

  /** Whether the weather of the days forecast is known. */
  enum Weather {
    OBSERVED,
    CLIMATOLOGY
  }

  @Mixin SalesOptions sales;

  @Option(names = "--windows", paramLabel = "N", description = "How many origins.")
  int windows = 8;

  @Option(names = "--step", paramLabel = "DAYS", description = "From one origin to the next.")
  int step = 7;

  @Mixin HistoryOptions history;

  @Option(names = "--refit", description = "Train anew at each origin.")
  boolean refit;

  @Option(
      names = "--weather",
      paramLabel = "KIND",
      description =
          "observed: as it came, like a forecast without error; climatology: after an origin, the"
              + " mean of the day of the year.")
  Weather weather = Weather.OBSERVED;

  @Option(names = "--forecasts", paramLabel = "F.csv", description = "Write all forecasts.")
  Path forecasts;

  @Option(names = "--out", paramLabel = "M.json", description = "Write all metrics.")
  Path metrics;

  @Mixin ModelOptions model;

  public static void main(String... args) {
    Verb.main(new backtest(), args);
  }

  @Override
  protected int run() {
    Extract extract = history.extract(null);
    int days = extract.historyDays() == null ? 0 : extract.historyDays();
    boolean observed = weather == Weather.OBSERVED;
    TrainingOptions options = model.options();
    Backtest backtest =
        ofOptions(
            () -> new Backtest(options, windows, step, days, refit, observed, model.weights()));
    SalesPanel panel = sales.read(new Extract(null, extract.asOf()), progress());
    List<Forecasts> all = backtest.run(panel, progress());
    if (forecasts != null) {
      long rows = ForecastCsv.write(panel, all, forecasts);
      out().printf(Locale.ROOT, "Wrote %,d forecasts to %s%n", rows, Shown.path(forecasts));
    }
    Evaluation evaluation = Evaluation.of(panel, all);
    out().print(ScoreTables.comparison(evaluation));
    if (metrics != null) {
      Verdict.of(evaluation, Level.PRODUCT_STORE_HORIZON, panel, null).write(metrics);
      out().println("Wrote metrics to " + Shown.path(metrics));
    }
    return DONE;
  }
}
