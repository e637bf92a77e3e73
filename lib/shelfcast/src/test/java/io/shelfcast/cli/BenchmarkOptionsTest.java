package io.shelfcast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.benchmark.Benchmark;
import io.shelfcast.benchmark.BenchmarkSet;
import io.shelfcast.evaluation.Backtest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class BenchmarkOptionsTest {

  @Command(name = "compare")
  private static final class Compare extends Verb {
    @Mixin BenchmarkOptions data;
    @Mixin BacktestOptions origins;
    @Mixin HistoryOptions history;
    @Mixin ModelOptions model;

    Benchmark benchmark;
    List<BenchmarkSet> sets;

    @Override
    protected int run() {
      benchmark = data.benchmark(origins, model, history.extract(null));
      sets = data.sets(origins.protocol(model));
      return DONE;
    }
  }

  private final Compare verb = new Compare();

  @Test
  void peersBelongToTheDataBeforeThem() {
    String line =
        "--data a:28x3x28 --peer x=1.csv --peer y=2.csv --data b --data c:1x2x3 --peer x=3=4.csv"
            + " --horizon 14 --windows 5 --step 6 --refit --weather climatology --as-of 2020-02-29"
            + " --history-days 365 --cold-start --trees 9";

    assertThat(Verb.execute(verb, line.split(" "))).isZero();

    assertThat(verb.sets)
        .extracting(BenchmarkSet::title)
        .containsExactly("a:28x3x28", "b:14x5x6", "c:1x2x3");
    assertThat(verb.sets.get(0).peers())
        .containsExactly(
            java.util.Map.entry("x", Path.of("1.csv")), java.util.Map.entry("y", Path.of("2.csv")));
    assertThat(verb.sets.get(1).peers()).isEmpty();
    assertThat(verb.sets.get(2).peers()).containsEntry("x", Path.of("3=4.csv"));
    assertThat(verb.benchmark.coldStart()).isTrue();
    assertThat(verb.benchmark.asOf()).isEqualTo(LocalDate.of(2020, 2, 29));
    Backtest first = verb.benchmark.backtest().apply(verb.sets.get(0).protocol());
    assertThat(first.options().horizon()).isEqualTo(28);
    assertThat(first.options().xgboost().rounds()).isEqualTo(9);
    assertThat(first.windows()).isEqualTo(3);
    assertThat(first.step()).isEqualTo(28);
    assertThat(first.refit()).isTrue();
    assertThat(first.observedWeather()).isFalse();
    assertThat(first.historyDays()).isEqualTo(365);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--horizon 7| --data",
        "--peer x=1.csv| --data",
        "--data a:7x8| --data is 'a:7x8': behind the colon must stand horizon x windows x step",
        "--data a:61x1x1| The horizon is 61 days: it must be 1 to 60",
        "--data a --data ./a| --data has a:7x8x7 twice: name each data set once",
        "--data a --peer x| --peer is 'x': it must be a name and a file, NAME=F.csv",
        "--data a --peer theta=1.csv"
            + "| --peer is 'theta=1.csv': theta is a model of ours; name it otherwise",
        "--data a --peer x=1.csv --peer x=2.csv"
            + "| --peer has x twice for a: name each tool once",
        "--data a --windows 0| 0 windows, 7 days apart: both must be at least 1"
      })
  void wrongUsageIsToldInOneLine(String line, String what) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      assertThat(Verb.execute(verb, line.split(" "))).isEqualTo(Verb.USAGE);
    } finally {
      System.setErr(before);
    }
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(what).hasLineCount(1);
  }
}
