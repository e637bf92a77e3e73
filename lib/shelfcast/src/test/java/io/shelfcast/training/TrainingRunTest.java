package io.shelfcast.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Gate;
import io.shelfcast.evaluation.Level;
import io.shelfcast.evaluation.Verdict;
import io.shelfcast.fixtures.ChildProcess;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Forecasts;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.CsvSales;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.SalesPanelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {

  private static final String SHOP = "corner <shop>/..";
  private static final SalesPanel PANEL = CsvSales.read(CornerShop.directory(), SHOP);

  @TempDir static Path shared;
  private static TrainingRun.Result first;

  @TempDir Path models;

  @BeforeAll
  static void trainOnce() {
    first = TinyTraining.run(shared).run(PANEL, TinyTraining.request(42, false));
  }

  private TrainingRun.Result train(long seed, boolean refit) {
    return TinyTraining.run(models).run(PANEL, TinyTraining.request(seed, refit));
  }

  @Test
  void versionHoldsModelMetricsReportAndWhereItCameFrom() throws IOException {
    ModelVersion version = new ModelRegistry(shared).open(SHOP, 1);
    try (var files = Files.list(version.directory())) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "lstm_v1.zip",
              "xgb_v1.json",
              "model.json",
              "metrics.json",
              "report.html",
              "SHA256SUMS");
    }
    assertThat(version.verdict().toJson()).isEqualTo(first.verdict().toJson());
    assertThat(version.directory().resolve("report.html"))
        .content()
        .contains("corner &lt;shop&gt;/..", "2024-01-02T03:04:05Z");
    Map<String, Object> provenance = version.provenance();
    assertThat(provenance)
        .containsEntry("customer", SHOP)
        .containsEntry("seed", 42)
        .containsEntry("refit", false)
        .containsEntry("trainedAt", "2024-01-02T03:04:05Z")
        .containsEntry("gatePassed", first.verdict().passed());
    assertThat(provenance.get("data"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("firstDay", "2023-09-01")
        .containsEntry("lastDay", "2023-12-29")
        .containsEntry("series", 6)
        .containsEntry("historyDays", 365)
        .containsEntry("sha256", PanelDigest.of(PANEL));
    assertThat(provenance.get("libraries"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("deeplearning4j", "1.0.0-M2.1")
        .containsEntry("xgboost4j", "3.0.4");
  }

  @Test
  void validationIsTheLastThirdInWholeHorizonsAndNotLearntFrom() {
    assertThat(first.windows().validation().days()).isEqualTo(35);
    assertThat(first.windows().validation().last()).isEqualTo(PANEL.lastDay());
    assertThat(first.version().forecaster().fitLast()).isEqualTo(PANEL.lastDay() - 35);
    Evaluation evaluation = first.verdict().evaluation();
    assertThat(evaluation.origins()).hasSize(5);
    assertThat(evaluation.firstDay()).isEqualTo(CornerShop.LAST_DAY.minusDays(34));
    assertThat(evaluation.lastDay()).isEqualTo(CornerShop.LAST_DAY);
    assertThat(evaluation.models())
        .contains(
            "lstm", "xgboost", "ensemble-fixed", "ensemble-fitted", "ensemble", "seasonal-naive");
  }

  @Test
  void sameSeedGivesTheSameMetricsAndTheSavedModelTheSameForecasts() {
    TrainingRun.Result second = train(42, false);
    TrainingRun.Result other = train(43, false);

    assertThat(other.version().version()).isEqualTo(2);
    assertThat(second.verdict().toJson()).isEqualTo(first.verdict().toJson());
    assertThat(other.verdict().toJson()).isNotEqualTo(first.verdict().toJson());
    Holdout loaded =
        Holdout.of(first.version().forecaster(), PANEL, Gate.DEFAULT_LEVEL, Progress.NONE);
    assertThat(loaded.verdict().toJson()).isEqualTo(first.verdict().toJson());
    assertThat(loaded.forecasts()).hasSize(5 * 6);
  }

  @Test
  void refitLearnsFromEveryDayAndBearsTheMetricsOfTheModelEvaluated() {
    Verdict evaluated = first.verdict();
    TrainingRun.Result result = train(42, true);

    EnsembleForecaster saved = result.version().forecaster();
    assertThat(saved.fitLast()).isEqualTo(PANEL.lastDay());
    assertThat(result.version().provenance()).containsEntry("refit", true);
    assertThat(result.version().verdict().toJson()).isEqualTo(evaluated.toJson());
    assertThatThrownBy(() -> Holdout.of(saved, PANEL, Gate.DEFAULT_LEVEL, Progress.NONE))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("up to 2023-12-29")
        .hasMessageContaining("no day to score");
    List<Forecasts> ahead = saved.forecast(PANEL, 7);
    assertThat(ahead).extracting(Forecasts::origin).containsOnly(PANEL.lastDay());
  }

  @Test
  void firstVersionThatBeatsSeasonalNaiveBecomesChampionAndStaysIt() {
    Evaluation e = first.verdict().evaluation();
    assertThat(e.scores("ensemble", Level.PRODUCT_STORE_DAY).mae())
        .as("the shop must be one whose tiny model beats seasonal naive")
        .isLessThan(e.scores("seasonal-naive", Level.PRODUCT_STORE_DAY).mae());
    assertThat(first.isChampion()).isTrue();
    assertThat(TinyTraining.run(shared).run(PANEL, TinyTraining.request(43, false)).champion())
        .hasValue(1);
    assertThat(new ModelRegistry(shared).champion(SHOP)).hasValue(1);
  }

  @Test
  void versionThatDoesNotBeatSeasonalNaiveIsSavedButNoChampion() {
    SalesPanelBuilder weekly = new SalesPanelBuilder("clockwork");
    for (int day = 19_000; day < 19_150; day++) {
      weekly.sale("p", "s", day, 5 + day % 7 * 3, Float.NaN);
      weekly.sale("q", "s", day, 9 + day % 7 * 2, Float.NaN);
    }
    SalesPanel panel =
        weekly.build(Integer.MIN_VALUE, Map.of(), Map.of(), (p, s, d) -> Covariates.NONE);
    List<String> said = new ArrayList<>();
    TrainingRun run =
        new TrainingRun(new ModelRegistry(models), TinyTraining.CLOCK, new Said(said));

    TrainingRun.Result result = run.run(panel, TinyTraining.request(42, false));

    assertThat(result.champion()).isEmpty();
    assertThat(run.registry().versions("clockwork")).containsExactly(1);
    assertThat(run.registry().champion("clockwork")).isEmpty();
    assertThat(said)
        .singleElement()
        .asString()
        .contains("events (no such table), promotions (no such table), weather (no such table)");
    assertThat(TrainingSummary.of(result, Path::toString))
        .contains("Version 1 of customer 'clockwork'", "It is no champion");
  }

  @Test
  void tooShortAHistoryClaimsNoVersion() {
    SalesPanel cut = PANEL.until(PANEL.firstDay() + 40);
    assertThatThrownBy(() -> TinyTraining.run(models).run(cut, TinyTraining.request(42, false)))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("27 days can be targets");
    assertThat(models.resolve("corner")).doesNotExist();
    assertThat(models).isEmptyDirectory();
  }

  @Test
  void trainingKilledWhileItSavesLeavesNothingThatCounts() throws Exception {
    ModelRegistry registry = new ModelRegistry(models);
    Path partial = models.resolve("shop").resolve("v1.partial");
    Process child = ChildProcess.startMain(TinyTraining.class, models.toString(), "shop");
    while (child.isAlive() && !Files.exists(partial.resolve("xgb_v1.json"))) {
      Thread.onSpinWait();
    }
    ChildProcess.kill(child);

    // If the kill came too late, the version must be whole.
    registry.versions("shop").forEach(version -> registry.open("shop", version).forecaster());
    SalesPanel panel = CsvSales.read(CornerShop.directory(), "shop");
    TrainingRun.Result next = TinyTraining.run(models).run(panel, TinyTraining.request(42, false));
    assertThat(next.version().version()).isEqualTo(2);
    assertThat(partial).doesNotExist();
    assertThat(registry.versions("shop")).contains(2);
  }

  @Test
  void digestTellsOneSaleOnOneDay() {
    assertThat(PanelDigest.of(CsvSales.read(CornerShop.directory(), "other name")))
        .isEqualTo(PanelDigest.of(PANEL))
        .matches("[0-9a-f]{64}");
    int day = PANEL.lastDay();
    assertThat(PanelDigest.of(PANEL.withSales((s, d, q) -> s == 2 && d == day ? q + 1 : q)))
        .isNotEqualTo(PanelDigest.of(PANEL));
    assertThat(PanelDigest.of(PANEL.withCovariates(Covariates.NONE)))
        .isNotEqualTo(PanelDigest.of(PANEL));
  }

  private record Said(List<String> lines) implements Progress {
    @Override
    public void step(String task, long done, long total, String note) {}

    @Override
    public void say(String line) {
      lines.add(line);
    }
  }
}
