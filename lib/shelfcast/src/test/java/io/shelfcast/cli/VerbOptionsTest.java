package io.shelfcast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.evaluation.Level;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.models.Weights;
import io.shelfcast.sales.Extract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class VerbOptionsTest {

  @Command(name = "learn")
  private static final class Learn extends Verb {
    @Mixin ModelOptions model;
    @Mixin HistoryOptions history;
    @Mixin GateOptions gate;

    @Option(names = "--version")
    Integer version;

    TrainingOptions options;
    Extract extract;

    @Override
    protected int run() {
      options = model.options();
      extract = history.extract(365);
      return DONE;
    }
  }

  private final Learn verb = new Learn();

  @Test
  void defaultsAreThoseOfTheLibrary() {
    assertThat(Verb.execute(verb)).isZero();
    assertThat(verb.options).isEqualTo(TrainingOptions.of(7));
    assertThat(verb.model.weights()).isEqualTo(Weights.Kind.FITTED);
    assertThat(verb.extract).isEqualTo(new Extract(365, null));
    assertThat(verb.gate.level()).isEqualTo(Level.PRODUCT_STORE_HORIZON);
  }

  @Test
  void everyOptionArrives() {
    String line =
        "--horizon 14 --seed 5 --epochs 3 --batch 32 --lstm-layers 128,64 --dropout .2"
            + " --networks 3 --lstm-engine dl4j --lstm-learning-rate .01 --trees 9 --depth 4 --learning-rate .1 --weights fixed"
            + " --history-days all --as-of 2020-02-29 --gate-level product-day --version 3";
    assertThat(Verb.execute(verb, line.split(" "))).isZero();
    TrainingOptions o = verb.options;
    assertThat(o.horizon()).isEqualTo(14);
    assertThat(o.seed()).isEqualTo(5);
    assertThat(o.lstm().layers()).containsExactly(128, 64);
    assertThat(o.lstm().epochs()).isEqualTo(3);
    assertThat(o.lstm().batch()).isEqualTo(32);
    assertThat(o.lstm().dropout()).isEqualTo(.2);
    assertThat(o.lstm().learningRate()).isEqualTo(.01);
    assertThat(o.lstm().networks()).isEqualTo(3);
    assertThat(o.lstm().engine()).isEqualTo(TrainingOptions.Engine.DL4J);
    assertThat(o.xgboost().rounds()).isEqualTo(9);
    assertThat(o.xgboost().depth()).isEqualTo(4);
    assertThat(o.xgboost().learningRate()).isEqualTo(.1);
    assertThat(verb.model.weights()).isEqualTo(Weights.Kind.FIXED);
    assertThat(verb.extract).isEqualTo(new Extract(null, LocalDate.of(2020, 2, 29)));
    assertThat(verb.gate.level()).isEqualTo(Level.PRODUCT_DAY);
    assertThat(verb.version).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "--horizon 7, .03, 20",
    "--horizon 1, .03, 20",
    "--horizon 28, .06, 80",
    "--horizon 56, .06, 160",
    "--horizon 28 --learning-rate .03, .03, 80",
  })
  void treesOfALongHorizonLearnFasterByLargerLeavesUnlessChosen(
      String line, double rate, double leaf) {
    assertThat(Verb.execute(verb, line.split(" "))).isZero();
    assertThat(verb.options.xgboost().learningRate()).isEqualTo(rate);
    assertThat(verb.options.xgboost().minChildWeight()).isEqualTo(leaf);
    TrainingOptions.Xgboost other = verb.options.withHorizon(28).xgboost();
    assertThat(other.learningRate()).isEqualTo(line.contains("--learning") ? rate : .06);
    assertThat(other.minChildWeight()).isEqualTo(80);
  }

  @ParameterizedTest
  @CsvSource({
    "--horizon, 0",
    "--horizon, 61",
    "--trees, -3",
    "--dropout, 1",
    "--lstm-layers, '64,0'",
    "--weights, free",
    "--history-days, year",
    "--history-days, 0",
    "--history-days, 89",
    "--epochs, abc",
    "--seed, 1.5",
    "--out, ''",
    "--out, /",
    "--as-of, 29.2.2020",
    "--gate-level, region",
  })
  void wrongValueIsWrongUsage(String option, String value) {
    assertThat(Verb.execute(verb, option, value)).isEqualTo(Verb.USAGE);
  }

  /** What a verb says on standard error of a command line, in one line. */
  private static String said(Verb verb, String... args) {
    PrintStream before = System.err;
    var bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true));
    try {
      assertThat(Verb.execute(verb, args)).isEqualTo(Verb.USAGE);
    } finally {
      System.setErr(before);
    }
    return bytes.toString().strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--as-of   | 2023-13-01 | --as-of is '2023-13-01': it must be a date like 2019-04-30",
        "--epochs  | abc        | --epochs is 'abc': it must be a whole number",
        "--seed    | 1.5        | --seed is '1.5': it must be a whole number",
        "--dropout | much       | --dropout is 'much': it must be a number",
        "--weights | free       | --weights is 'free': it must be one of fixed, fitted",
        "--lstm-layers | 64,x   | --lstm-layers is 'x': it must be a whole number",
        "--history-days | 30    | --history-days is 30: it must be at least 90, or all",
        "--out     | /          | --out / is a directory: it must name a file",
      })
  void wrongValueIsToldInWords(String option, String value, String words) {
    assertThat(said(verb, option, value)).isEqualTo(words + " (see learn --help)");
  }

  @Test
  void fileBelowAFileIsRefusedBeforeTheWork(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("there"), "");
    assertThat(said(verb, "--out", file.resolve("new/m.json").toString()))
        .contains("--out")
        .contains(file + " is a file, not a directory");
    assertThat(verb.options).isNull();
    assertThat(Verb.execute(verb, "--out", folder.resolve("new/m.json").toString())).isZero();
  }

  @Test
  void helpShowsChoicesInLowerCase() {
    assertThat(new picocli.CommandLine(verb).getUsageMessage())
        .contains("fitted")
        .doesNotContain("FITTED");
  }
}
