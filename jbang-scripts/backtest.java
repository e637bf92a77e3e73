///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Forecast from rolling origins, and compare the models
//JAVA 17+
//RUNTIME_OPTIONS -Xmx2g -Djava.awt.headless=true
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.maxphysicalbytes=0
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.nopointergc=true
//DEPS io.shelfcast:shelfcast:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.cli.BacktestOptions;
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
import io.shelfcast.features.FeatureCoverage;
import io.shelfcast.models.Forecasts;
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

  @Mixin SalesOptions sales;

  @Mixin BacktestOptions origins;

  @Mixin HistoryOptions history;

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
    Backtest backtest = origins.backtest(model, extract);
    SalesPanel panel = sales.read(new Extract(null, extract.asOf()), progress());
    FeatureCoverage.warn(panel, progress());
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
