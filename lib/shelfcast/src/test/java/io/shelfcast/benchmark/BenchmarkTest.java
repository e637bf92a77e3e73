package io.shelfcast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shelfcast.benchmark.BenchmarkSet.Protocol;
import io.shelfcast.evaluation.Backtest;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.ForecastCsv;
import io.shelfcast.evaluation.Level;
import io.shelfcast.fixtures.Bazaar;
import io.shelfcast.fixtures.ChildProcess;
import io.shelfcast.fixtures.DataFiles;
import io.shelfcast.models.Forecasts;
import io.shelfcast.models.Weights;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.CsvSales;
import io.shelfcast.sales.SalesPanel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkTest {

  private static final Protocol PROTOCOL = new Protocol(3, 8, 3);

  @TempDir private Path dir;
  private Path bazaar;

  @BeforeEach
  void writeSales() throws IOException {
    bazaar = Files.createDirectory(dir.resolve("bazaar"));
    SalesPanel panel = Bazaar.panel(130);
    List<String> rows = new ArrayList<>();
    for (int s = 0; s < panel.seriesCount(); s++) {
      for (int day = panel.startDay(s); day <= panel.lastDay(); day++) {
        rows.add(
            "%s,%s,%s,%s"
                .formatted(
                    LocalDate.ofEpochDay(day),
                    panel.productId(s),
                    panel.storeId(s),
                    panel.quantity(s, day)));
      }
    }
    new DataFiles(bazaar)
        .sales(rows.toArray(String[]::new))
        .write(
            "promotions.csv",
            "promotion_id,product_id,store_id,start_date,end_date",
            "p,figs,,2024-05-01,2024-05-02");
  }

  private static Backtest backtest(Protocol p) {
    return new Backtest(
        Bazaar.options(p.horizon()), p.windows(), p.step(), 0, false, true, Weights.Kind.FITTED);
  }

  private static BenchmarkResults run(List<BenchmarkSet> sets, boolean coldStart) {
    return new Benchmark(null, coldStart, BenchmarkTest::backtest)
        .run(sets, r -> {}, Progress.NONE);
  }

  private static ModelRow row(SetResult set, String model) {
    return set.models().stream().filter(m -> m.model().equals(model)).findFirst().orElseThrow();
  }

  /** The ensemble's own forecasts, one unit too much each: a peer of known error. */
  private Path peer(boolean intervals) throws IOException {
    SalesPanel panel = CsvSales.read(bazaar, "bazaar");
    List<Forecasts> ensemble = new ArrayList<>();
    for (Forecasts f : backtest(PROTOCOL).run(panel, Progress.NONE)) {
      if (f.model().equals("ensemble")) {
        float[] more = f.mean().clone();
        for (int c = 0; c < more.length; c++) {
          more[c]++;
        }
        ensemble.add(
            new Forecasts(
                "tool", f.origin(), f.horizon(), f.series(), more, f.p10(), f.p50(), f.p90()));
      }
    }
    Path file = dir.resolve("peer.csv");
    ForecastCsv.write(panel, ensemble, file);
    if (!intervals) {
      List<String> cut =
          Files.readAllLines(file).stream()
              .map(l -> String.join(",", List.of(l.split(",")).subList(0, 6)))
              .toList();
      Files.write(file, cut);
    }
    return file;
  }

  @Test
  void rowsAreThoseOfTheBacktestWithThetaAndPeersOnTheSameCells() throws IOException {
    Path peer = peer(false);
    SalesPanel panel = CsvSales.read(bazaar, "bazaar");
    Evaluation alone = Evaluation.of(panel, backtest(PROTOCOL).run(panel, Progress.NONE));

    BenchmarkResults results =
        run(List.of(new BenchmarkSet(bazaar, PROTOCOL, Map.of("tool", peer))), false);

    assertThat(results.complete()).isTrue();
    SetResult set = results.sets().get(0);
    assertThat(set.models())
        .extracting(ModelRow::model)
        .containsExactly(
            "lstm",
            "xgboost",
            "ensemble-fixed",
            "ensemble-fitted",
            "ensemble",
            "seasonal-naive",
            "theta",
            "tool");
    for (String model : alone.models()) {
      assertThat(row(set, model).wape())
          .isEqualTo(alone.scores(model, Level.PRODUCT_STORE_DAY).wape());
      assertThat(row(set, model).belowP10())
          .isEqualTo(alone.scores(model, Level.PRODUCT_STORE_DAY).intervals().belowP10());
    }
    ModelRow tool = row(set, "tool");
    ModelRow ensemble = row(set, "ensemble");
    assertThat(tool.bias() - ensemble.bias()).isCloseTo(1 / set.unitsACell(), within(1e-6));
    assertThat(tool.lead().wape()).isCloseTo(ensemble.wape() - tool.wape(), within(1e-9));
    assertThat(tool.lead().low()).isLessThanOrEqualTo(tool.lead().wape());
    assertThat(tool.lead().high()).isGreaterThanOrEqualTo(tool.lead().wape());
    assertThat(tool.lead().dates()).isEqualTo(24);
    assertThat(tool.belowP10()).as("the file has no intervals").isNaN();
    assertThat(ensemble.lead()).isNull();
    assertThat(row(set, "theta").wape()).isPositive().isLessThan(.5);
    assertThat(set.slices()).anyMatch(s -> s.key().equals("PROMOTION") && s.model().equals("tool"));
  }

  @Test
  void peersIntervalsAreScoredWhereTheFileHasThem() throws IOException {
    Path peer = peer(true);
    SetResult set =
        run(List.of(new BenchmarkSet(bazaar, PROTOCOL, Map.of("tool", peer))), false).sets().get(0);

    assertThat(row(set, "tool").aboveP90()).isEqualTo(row(set, "ensemble").aboveP90());
  }

  @Test
  void setThatFailsIsToldAndLeavesTheOthersAndWhatIsDoneIsOnDisk() throws IOException {
    Path table = dir.resolve("new/t.md");
    Path json = dir.resolve("t.json");
    List<Integer> saved = new ArrayList<>();
    Protocol one = new Protocol(3, 1, 3);

    BenchmarkResults results =
        new Benchmark(null, false, BenchmarkTest::backtest)
            .run(
                List.of(
                    new BenchmarkSet(bazaar, one, Map.of()),
                    new BenchmarkSet(dir.resolve("nowhere"), one, Map.of()),
                    new BenchmarkSet(bazaar, new Protocol(3, 99, 3), Map.of())),
                soFar -> {
                  soFar.write(table, json);
                  saved.add(tree(json).get("sets").size());
                },
                Progress.NONE);

    assertThat(saved).containsExactly(1, 2, 3);
    assertThat(results.complete()).isFalse();
    assertThat(results.sets().get(0).failure()).isNull();
    assertThat(results.sets().get(1).failure()).startsWith("No directory").doesNotContain("\n");
    assertThat(results.sets().get(2).failure()).startsWith("Too short a history for --windows 99");
    assertThat(Files.readString(table))
        .contains("| model | bazaar:3x1x3 | nowhere:3x1x3 | bazaar:3x99x3 |")
        .contains("| **ensemble** |")
        .contains("3 dates are too few for intervals of differences.")
        .contains("Failed: No directory");
    JsonNode first = tree(json).get("sets").get(0);
    assertThat(first.get("models").get(4).get("model").asText()).isEqualTo("ensemble");
    assertThat(first.get("models").get(0).get("lead").get("low").isNull()).isTrue();
    assertThat(dir).isDirectoryNotContaining("glob:**.tmp");
  }

  private static JsonNode tree(Path json) {
    try {
      return new ObjectMapper().readTree(json.toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Runs sets without end, and tells of each that is on disk. */
  public static void main(String... args) {
    List<BenchmarkSet> sets = new ArrayList<>();
    for (int step = 1; step <= 30; step++) {
      sets.add(new BenchmarkSet(Path.of(args[0]), new Protocol(3, 1, step), Map.of()));
    }
    new Benchmark(null, false, BenchmarkTest::backtest)
        .run(
            sets,
            soFar -> {
              soFar.write(Path.of(args[1]), Path.of(args[2]));
              System.out.println(soFar.sets().size());
            },
            Progress.NONE);
  }

  @Test
  void whatWasFinishedOutlivesAKill() throws Exception {
    Path table = dir.resolve("t.md");
    Path json = dir.resolve("t.json");
    Process child =
        ChildProcess.startMain(
            BenchmarkTest.class, bazaar.toString(), table.toString(), json.toString());
    String first = ChildProcess.line(child);
    ChildProcess.kill(child);

    assertThat(first).isEqualTo("1");
    assertThat(tree(json).get("sets")).isNotEmpty().hasSizeLessThan(30);
    assertThat(Files.readString(table)).contains("## bazaar:3x1x1").endsWith("|\n");
  }

  @Test
  void sameSeedGivesTheSameTable() {
    List<BenchmarkSet> sets = List.of(new BenchmarkSet(bazaar, PROTOCOL, Map.of()));

    assertThat(run(sets, false).toJson()).isEqualTo(run(sets, false).toJson());
  }
}
