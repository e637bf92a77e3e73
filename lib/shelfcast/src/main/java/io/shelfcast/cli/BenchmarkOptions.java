package io.shelfcast.cli;

import io.shelfcast.ShelfcastException;
import io.shelfcast.benchmark.Benchmark;
import io.shelfcast.benchmark.BenchmarkSet;
import io.shelfcast.sales.Extract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which data sets a benchmark runs over, each with its peers behind it; a picocli mixin. */
public final class BenchmarkOptions {

  static final class Given {
    @Option(
        names = "--data",
        required = true,
        paramLabel = "DIR[:HxWxS]",
        description =
            "Directory of canonical CSV files, and its horizon x windows x step where they are not"
                + " those of --horizon, --windows and --step; once for each data set.")
    private String data;

    @Option(
        names = "--peer",
        paramLabel = "NAME=F.csv",
        description =
            "Forecasts of another tool for the --data before it, in the form of backtest"
                + " --forecasts: product_id,store_id,origin,date,forecast and, as it may be,"
                + " model,p10,p50,p90.")
    private List<String> peers; // no list of its own: picocli would share it between groups
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @ArgGroup(exclusive = false, multiplicity = "1..*")
  private List<Given> given;

  @Option(
      names = "--cold-start",
      description =
          "Also forecast the first 28 days of series that start late without their own sales.")
  private boolean coldStart;

  /**
   * The data sets, in the order given.
   *
   * @param otherwise the protocol of those that name none
   * @throws ParameterException if a value is none that it can be
   */
  public List<BenchmarkSet> sets(BenchmarkSet.Protocol otherwise) {
    List<BenchmarkSet> sets = new ArrayList<>();
    Set<String> titles = new HashSet<>();
    for (Given g : given) {
      BenchmarkSet set;
      try {
        set = BenchmarkSet.of(g.data, otherwise, peers(g));
      } catch (ShelfcastException e) {
        throw new ParameterException(verb.commandLine(), e.getMessage(), e);
      }
      if (!titles.add(set.title())) {
        throw wrong("--data has " + set.title() + " twice: name each data set once");
      }
      sets.add(set);
    }
    return sets;
  }

  private Map<String, Path> peers(Given g) {
    Map<String, Path> peers = new LinkedHashMap<>();
    for (String peer : g.peers == null ? List.<String>of() : g.peers) {
      int equals = peer.indexOf('=');
      if (equals < 1 || equals == peer.length() - 1) {
        throw wrong("--peer is '" + peer + "': it must be a name and a file, NAME=F.csv");
      }
      String name = peer.substring(0, equals).strip();
      if (Benchmark.OWN_MODELS.contains(name)) {
        throw wrong("--peer is '" + peer + "': " + name + " is a model of ours; name it otherwise");
      }
      if (peers.put(name, Path.of(peer.substring(equals + 1))) != null) {
        throw wrong("--peer has " + name + " twice for " + g.data + ": name each tool once");
      }
    }
    return peers;
  }

  /** The benchmark asked for. */
  public Benchmark benchmark(BacktestOptions origins, ModelOptions model, Extract extract) {
    return new Benchmark(
        extract.asOf(), coldStart, protocol -> origins.backtest(protocol, model, extract));
  }

  private ParameterException wrong(String what) {
    return new ParameterException(verb.commandLine(), what);
  }
}
