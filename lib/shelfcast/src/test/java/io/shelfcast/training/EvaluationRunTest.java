package io.shelfcast.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import io.shelfcast.database.Loader;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Gate;
import io.shelfcast.evaluation.Verdict;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.SharedDatabase;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.PostgresSales;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedDatabase.class)
class EvaluationRunTest {

  private static final String SHOP = "evaluated's shop";

  private final Database database;
  @TempDir Path models;

  EvaluationRunTest(Database database) {
    this.database = database;
  }

  @BeforeEach
  void load() {
    new Loader(database, Progress.NONE).load(SHOP, CornerShop.directory(), Loader.Mode.REPLACE);
  }

  private TrainingRun.Result train(LocalDate asOf, Integer historyDays, boolean refit) {
    Extract extract = new Extract(historyDays, asOf);
    SalesPanel panel =
        PostgresSales.read(database, SHOP, extract, TinyTraining.CLOCK, Progress.NONE);
    TrainingRun.Request request = TinyTraining.request(42, refit);
    return TinyTraining.run(models)
        .run(
            panel,
            new TrainingRun.Request(
                request.options(), request.weights(), historyDays, request.gateLevel(), refit));
  }

  private Verdict evaluate(ModelVersion version) {
    return new EvaluationRun(database, TinyTraining.CLOCK, Progress.NONE)
        .run(version, Gate.DEFAULT_LEVEL);
  }

  @Test
  void onTheSameDataGivesTheNumbersOfTheTraining() {
    TrainingRun.Result trained = train(null, 365, false);

    Verdict verdict = evaluate(trained.version());

    Evaluation was = trained.verdict().evaluation();
    assertThat(verdict.evaluation().scores()).hasSameSizeAs(was.scores());
    for (int i = 0; i < was.scores().size(); i++) {
      assertThat(verdict.evaluation().scores().get(i).mae())
          .isCloseTo(was.scores().get(i).mae(), within(1e-9));
      assertThat(verdict.evaluation().scores().get(i)).isEqualTo(was.scores().get(i));
    }
    assertThat(verdict.toJson()).isEqualTo(trained.verdict().toJson());
    assertThat(TrainingSummary.evaluated(trained.version(), verdict))
        .startsWith("Version 1 of customer '" + SHOP + "' on 2023-11-25 to 2023-12-29");
  }

  @Test
  void onNewerDataScoresTheDaysSinceTooAndTheOldOnesAsBefore() {
    LocalDate asOf = CornerShop.LAST_DAY.minusDays(10);
    TrainingRun.Result trained = train(asOf, 100, false);
    Evaluation was = trained.verdict().evaluation();

    Evaluation now = evaluate(trained.version()).evaluation();

    assertThat(now.firstDay()).isEqualTo(was.firstDay());
    assertThat(now.origins()).hasSize(was.origins().size() + 1).containsAll(was.origins());
    assertThat(now.dailyErrors("ensemble").subList(0, was.dailyErrors("ensemble").size()))
        .isEqualTo(was.dailyErrors("ensemble"));
  }

  @Test
  void refitVersionIsScoredOnceAWholeHorizonHasCome() {
    ModelVersion all = train(null, 365, true).version();
    assertThatThrownBy(() -> evaluate(all))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("no day to score; at least 7 later days are needed");

    ModelVersion week = train(CornerShop.LAST_DAY.minusDays(8), 365, true).version();
    Evaluation evaluation = evaluate(week).evaluation();
    assertThat(evaluation.firstDay()).isEqualTo(CornerShop.LAST_DAY.minusDays(7));
    assertThat(evaluation.lastDay()).isEqualTo(CornerShop.LAST_DAY.minusDays(1));
  }
}
