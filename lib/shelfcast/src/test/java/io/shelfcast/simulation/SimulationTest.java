package io.shelfcast.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.FolderTree;
import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import io.shelfcast.database.Loader;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.GradedMetric;
import io.shelfcast.evaluation.Level;
import io.shelfcast.fixtures.ChildProcess;
import io.shelfcast.fixtures.SharedDatabase;
import io.shelfcast.models.Forecasts;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.CsvSales;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.PanelCsv;
import io.shelfcast.sales.PostgresSales;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.tables.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedDatabase.class)
class SimulationTest {

  private static final SimulationOptions SMALL = SimulationOptions.DEFAULT.sized(3, 8, 200);

  private final Database database;
  @TempDir Path directory;

  SimulationTest(Database database) {
    this.database = database;
  }

  @Test
  void everyTableIsFilledAndReadWithoutADefect() {
    Path shop = write("shop", SimulationOptions.DEFAULT.sized(6, 16, 500));
    SalesPanel panel = CsvSales.read(shop, "shop");
    Covariates c = panel.covariates();
    assertThat(c.prices()).isNotEmpty();
    assertThat(c.stockouts()).isNotEmpty();
    assertThat(c.weather()).isNotEmpty();
    assertThat(c.promotions())
        .extracting(Covariates.Promotion::kind)
        .contains("leaflet", "display");
    assertThat(c.promotions())
        .extracting(p -> (p.product() < 0 ? "all" : "one") + (p.store() < 0 ? "all" : "one"))
        .contains("allall", "oneall", "allone", "oneone");
    assertThat(c.events())
        .extracting(Covariates.Event::kind)
        .contains(Covariates.EventKind.values());
    assertThat(c.missingTables(panel.lastDay() + 14)).isEmpty();
    assertThat(panel.products().get(0).category()).isNotNull();
    assertThat(panel.hasUnitPrices()).isTrue();
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherDoesNot() throws IOException {
    Path first = write("first", SMALL);
    Path second = write("second", SMALL);
    try (var files = Files.list(first)) {
      for (Path file : files.toList()) {
        assertThat(second.resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
    Path other = write("other", withSeed(SMALL, 2));
    assertThat(Files.readString(other.resolve("transactions.csv")))
        .isNotEqualTo(Files.readString(first.resolve("transactions.csv")));
  }

  @Test
  void aLongerHistoryGoesOnWhereAShorterEnds() throws IOException {
    String shorter = Files.readString(write("short", SMALL).resolve("transactions.csv"));
    String longer =
        Files.readString(write("long", SMALL.sized(3, 8, 230)).resolve("transactions.csv"));
    assertThat(longer).startsWith(shorter).hasSizeGreaterThan(shorter.length());
  }

  @Test
  void aLargerRetailerHasTheSmallerOneInIt() throws IOException {
    List<String> small = Files.readAllLines(write("small", SMALL).resolve("transactions.csv"));
    List<String> large =
        Files.readAllLines(write("large", SMALL.sized(4, 9, 200)).resolve("transactions.csv"));
    assertThat(large).containsAll(small);
  }

  @Test
  void seriesOpenEndAndComeSeldom() {
    SalesPanel panel =
        CsvSales.read(write("many", SimulationOptions.DEFAULT.sized(8, 60, 730)), "m");
    int late = 0;
    int ended = 0;
    int seldom = 0;
    for (int s = 0; s < panel.seriesCount(); s++) {
      float[] y = panel.quantities(s);
      late += panel.startDay(s) > panel.firstDay() + 60 ? 1 : 0;
      ended += total(y, Math.max(0, y.length - 40), y.length) == 0 ? 1 : 0;
      seldom += total(y, 0, y.length) < .4 * y.length ? 1 : 0;
    }
    assertThat(late).isBetween(20, 200);
    assertThat(ended).isBetween(10, 150);
    assertThat(seldom).isBetween(50, 200);
  }

  @Test
  void nothingIsSoldOnClosedDaysWhoseTrueMeanIsZero() {
    Map<String, Double> means = new HashMap<>();
    Path shop = directory.resolve("closed");
    SimulationOutput.write(new Simulation(SMALL, Progress.NONE), shop, true);
    means.putAll(means(shop));
    SalesPanel panel = CsvSales.read(shop, "closed");
    int checked = 0;
    for (Covariates.Event e : panel.covariates().events()) {
      if (e.kind() == Covariates.EventKind.CLOSED && e.store() < 0 && e.region() == null) {
        for (int s = 0; s < panel.seriesCount(); s++) {
          if (e.day() >= panel.startDay(s) && e.day() <= panel.lastDay()) {
            assertThat(panel.quantity(s, e.day())).isZero();
            assertThat(means.get(cell(panel, s, e.day()))).isZero();
            checked++;
          }
        }
      }
    }
    assertThat(checked).isPositive();
  }

  @Test
  void whoKnowsTheTrueMeanScoresAtTheNoiseFloor() {
    Path shop = write("floor", SimulationOptions.DEFAULT.sized(20, 60, 240));
    SalesPanel panel = CsvSales.read(shop, "floor");
    Map<String, Double> means = means(shop);
    List<Forecasts> all = new ArrayList<>();
    for (int origin = panel.lastDay() - 56; origin < panel.lastDay(); origin += 7) {
      all.add(knowing(means, panel, origin, 7));
    }
    Evaluation evaluation = Evaluation.of(panel, all);
    for (Level level : List.of(Level.PRODUCT_STORE_DAY, Level.PRODUCT_STORE_HORIZON)) {
      for (GradedMetric metric :
          List.of(GradedMetric.MAE_PCT, GradedMetric.MAPE, GradedMetric.COVERAGE)) {
        double floor = evaluation.noiseFloor(level).of(metric);
        assertThat(metric.of(evaluation.scores(Evaluation.ENSEMBLE, level).point()))
            .as(level + " " + metric)
            .isBetween(.98 * floor, 1.02 * floor);
      }
    }
  }

  @Test
  void theDatabaseHasWhatTheFilesHave() throws IOException {
    Path shop = write("both", SMALL);
    Path truth = directory.resolve("truth.csv");
    SimulationOutput.load(
        new Simulation(SMALL, Progress.NONE),
        new Loader(database, Progress.NONE),
        "simulated",
        truth);
    SalesPanel loaded =
        PostgresSales.read(
            database, "simulated", Extract.ALL, Clock.systemDefaultZone(), Progress.NONE);
    SalesPanel read = CsvSales.read(shop, "simulated");
    PanelCsv.write(loaded, directory.resolve("loaded.csv"));
    PanelCsv.write(read, directory.resolve("read.csv"));
    assertThat(directory.resolve("loaded.csv"))
        .hasSameBinaryContentAs(directory.resolve("read.csv"));
    assertThat(loaded.covariates()).isEqualTo(read.covariates());
    assertThat(Files.readAllLines(truth)).isEqualTo(lines(shop));
  }

  @Test
  void aDayIsSplitIntoRowsOfTheSameSum() {
    SimulationOptions split = withRowsPerDay(SMALL, 4);
    SalesPanel whole = CsvSales.read(write("whole", SMALL), "w");
    SalesPanel parts = CsvSales.read(write("parts", split), "p");
    assertThat(parts.reading().rows()).isGreaterThan(whole.reading().rows() * 3 / 2);
    for (int s = 0; s < whole.seriesCount(); s++) {
      assertThat(parts.quantities(s)).isEqualTo(whole.quantities(s));
    }
  }

  @Test
  void aDirectoryWithFilesIsRefusedAndNothingHalfWrittenIsLeft() throws IOException {
    Path shop = write("taken", SMALL);
    byte[] before = Files.readAllBytes(shop.resolve("transactions.csv"));
    assertThatThrownBy(() -> write("taken", withSeed(SMALL, 9)))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("has files in it");
    assertThat(shop.resolve("transactions.csv")).hasBinaryContent(before);
    Simulation breaks = new Simulation(SMALL, (task, done, total, note) -> fail(done));
    assertThatThrownBy(() -> SimulationOutput.write(breaks, directory.resolve("broken"), true))
        .hasMessage("power cut");
    try (var left = Files.list(directory)) {
      assertThat(left).containsExactly(shop);
    }
  }

  @Test
  void whatAKilledSimulationLeftGoesWithTheNextAndOfALiveOneNothing() throws Exception {
    Path shop = directory.resolve("killed");
    Process child = ChildProcess.startMain(Endless.class, shop.toString());
    try {
      assertThat(ChildProcess.line(child)).isEqualTo("writing");
      Path unfinished = unfinished();
      assertThat(unfinished.resolve("transactions.csv")).exists();
      write("killed", SMALL);
      assertThat(unfinished.resolve("transactions.csv")).exists();
      ChildProcess.kill(child);
      write("another", SMALL);
      assertThat(unfinished).exists();
      FolderTree.delete(shop);
      write("killed", SMALL);
      try (var left = Files.list(directory)) {
        assertThat(left).containsExactlyInAnyOrder(shop, directory.resolve("another"));
      }
    } finally {
      ChildProcess.kill(child);
    }
  }

  private Path unfinished() throws IOException {
    try (var beside = Files.list(directory)) {
      List<Path> all = beside.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  /** Simulates into a directory, but never ends. */
  static final class Endless {
    public static void main(String... args) {
      Simulation simulation = new Simulation(SMALL, (task, done, total, note) -> hold());
      SimulationOutput.write(simulation, Path.of(args[0]), true);
    }

    private static void hold() {
      System.out.println("writing");
      try {
        System.in.read();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static void fail(long done) {
    if (done == 100) {
      throw new IllegalStateException("power cut");
    }
  }

  @Test
  void valuesOutOfReachAreToldWithTheOption() {
    assertThatThrownBy(() -> SMALL.sized(0, 8, 200))
        .isInstanceOf(ShelfcastException.class)
        .hasMessage("--stores is 0: it must be 1 to 10000");
    assertThatThrownBy(() -> SimulationOptions.DEFAULT.sized(10_000, 1_000_000, 1))
        .isInstanceOf(ShelfcastException.class)
        .hasMessage(
            "--stores x --products x --assortment come to 10,000,000,000 series: there must be at"
                + " most 10,000,000");
  }

  private Path write(String name, SimulationOptions options) {
    Path shop = directory.resolve(name);
    Map<Table, Long> rows =
        SimulationOutput.write(new Simulation(options, Progress.NONE), shop, true);
    assertThat(rows).containsOnlyKeys(Table.loaded());
    return shop;
  }

  private static SimulationOptions withSeed(SimulationOptions o, long seed) {
    return new SimulationOptions(
        o.stores(),
        o.products(),
        o.assortment(),
        o.days(),
        o.start(),
        seed,
        o.level(),
        o.sparsity(),
        o.stockouts(),
        o.rowsPerDay(),
        o.planDays());
  }

  private static SimulationOptions withRowsPerDay(SimulationOptions o, int rows) {
    return new SimulationOptions(
        o.stores(),
        o.products(),
        o.assortment(),
        o.days(),
        o.start(),
        o.seed(),
        o.level(),
        o.sparsity(),
        o.stockouts(),
        rows,
        o.planDays());
  }

  private static double total(float[] y, int from, int to) {
    return IntStream.range(from, to).mapToDouble(i -> y[i]).sum();
  }

  private static Forecasts knowing(
      Map<String, Double> means, SalesPanel panel, int origin, int horizon) {
    int[] series =
        IntStream.range(0, panel.seriesCount()).filter(s -> panel.startDay(s) <= origin).toArray();
    float[] mean = new float[series.length * horizon];
    for (int c = 0; c < mean.length; c++) {
      int day = origin + 1 + c % horizon;
      mean[c] = means.get(cell(panel, series[c / horizon], day)).floatValue();
    }
    return new Forecasts(Evaluation.ENSEMBLE, origin, horizon, series, mean, mean, mean, mean);
  }

  private static String cell(SalesPanel panel, int series, int day) {
    return panel.productId(series) + "," + panel.storeId(series) + "," + LocalDate.ofEpochDay(day);
  }

  private static Map<String, Double> means(Path shop) {
    Map<String, Double> means = new HashMap<>();
    List<String> lines = lines(shop);
    for (String line : lines.subList(1, lines.size())) {
      int comma = line.lastIndexOf(',');
      means.put(line.substring(0, comma), Double.valueOf(line.substring(comma + 1)));
    }
    return means;
  }

  private static List<String> lines(Path shop) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(shop.resolve(SimulationOutput.TRUTH)))))) {
      return in.lines().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
