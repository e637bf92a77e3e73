///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Compare all models, baselines and other tools over several data sets
//JAVA 17+
//RUNTIME_OPTIONS -Xmx3g -Djava.awt.headless=true
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.maxphysicalbytes=0
//RUNTIME_OPTIONS -Dorg.bytedeco.javacpp.nopointergc=true
//DEPS io.shelfcast:shelfcast:${shelfcast.version:1.0.0-SNAPSHOT}

import io.shelfcast.benchmark.Benchmark;
import io.shelfcast.benchmark.BenchmarkResults;
import io.shelfcast.benchmark.BenchmarkSet;
import io.shelfcast.cli.BacktestOptions;
import io.shelfcast.cli.BenchmarkOptions;
import io.shelfcast.cli.HistoryOptions;
import io.shelfcast.cli.ModelOptions;
import io.shelfcast.cli.Shown;
import io.shelfcast.cli.Verb;
import io.shelfcast.sales.Extract;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "benchmark",
    description =
        "Runs the backtest over one or several data sets and writes one table: members, ensembles,"
            + " baselines and the forecasts of other tools on the same cells, with intervals of the"
            + " differences.%n")
class benchmark extends Verb {

  @Mixin BenchmarkOptions sets;

  @Option(names = "--out", paramLabel = "F.md", description = "Write the table as Markdown.")
  Path table;

  @Option(names = "--json", paramLabel = "F.json", description = "Write all results as JSON.")
  Path json;

  @Mixin BacktestOptions origins;

  @Mixin HistoryOptions history;

  @Mixin ModelOptions model;

  public static void main(String... args) {
    Verb.main(new benchmark(), args);
  }

  @Override
  protected int run() {
    Extract extract = history.extract(null);
    Benchmark benchmark = sets.benchmark(origins, model, extract);
    List<BenchmarkSet> wanted = sets.sets(origins.protocol(model));
    BenchmarkResults results = benchmark.run(wanted, soFar -> soFar.write(table, json), progress());
    out().print(results.toMarkdown());
    for (Path file : new Path[] {table, json}) {
      if (file != null) {
        out().println("\nWrote " + Shown.path(file));
      }
    }
    return results.complete() ? DONE : FAILURE;
  }
}
