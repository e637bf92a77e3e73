package io.shelfcast.retraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import io.shelfcast.database.Loader;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.SharedDatabase;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.Deployment;
import io.shelfcast.registry.DeploymentLog;
import io.shelfcast.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedDatabase.class)
class RetrainingRunTest {

  private static final String SHOP = "../retrained's <shop>; DROP TABLE deployments; --/ä";

  private final Database database;
  private final DeploymentLog log;
  @TempDir Path models;

  RetrainingRunTest(Database database) {
    this.database = database;
    this.log = new DeploymentLog(database);
  }

  private String shop(String id) {
    String customer = SHOP + id;
    new Loader(database, Progress.NONE).load(customer, CornerShop.directory(), Loader.Mode.REPLACE);
    return customer;
  }

  private Outcome retrain(String customer, RetrainingRun.Request request) {
    return TinyRetraining.run(database, models, Progress.NONE).run(customer, request);
  }

  private static RetrainingRun.Request at(LocalDate day, long seed, PromotionRule rule) {
    return TinyRetraining.request(TinyRetraining.options(7, seed), day, rule);
  }

  @Test
  void firstChallengerThatBeatsSeasonalNaiveIsPromotedAndLogged() {
    String customer = shop("first");
    Outcome outcome = retrain(customer, TinyRetraining.request(42, PromotionRule.DEFAULT));

    assertThat(outcome.decision()).isEqualTo(Outcome.Decision.PROMOTED);
    assertThat(new ModelRegistry(models).champion(customer)).hasValue(1);
    assertThat(log.list(customer, 10))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.decision()).isEqualTo(Deployment.Decision.PROMOTED);
              assertThat(row.actor()).isEqualTo("tester");
              assertThat(row.fromVersion()).isNull();
              assertThat(row.toVersion()).isEqualTo(1);
              assertThat(row.at()).isEqualTo(TinyRetraining.CLOCK.instant());
              assertThat(row.reason())
                  .startsWith("Version 1 is promoted. There is no champion:")
                  .contains("of seasonal-naive on 2023-11-25 to 2023-12-29");
              assertThat(row.challengerMetrics()).containsKeys("mae", "bias", "gatePassed");
              assertThat(row.championMetrics()).isNull();
            });
  }

  @Test
  void equalChallengerIsRejectedInSentencesWithNumbersUntilTheChampionIsOld() {
    String customer = shop("tie");
    retrain(customer, at(CornerShop.LAST_DAY.minusDays(8), 42, PromotionRule.DEFAULT));
    Outcome tie =
        retrain(customer, at(CornerShop.LAST_DAY.minusDays(8), 42, PromotionRule.DEFAULT));

    assertThat(tie.decision()).isEqualTo(Outcome.Decision.REJECTED);
    assertThat(tie.conditions())
        .extracting(Condition::name)
        .containsExactly(
            "lower MAE", "significant", "margin", "bias", "stores", "categories", "gate");
    assertThat(tie.conditions())
        .extracting(Condition::sentence)
        .allMatch(s -> s.matches(".*\\d.*|.*gate.*"));
    assertThat(tie.reason()).startsWith("Version 1 stays champion, version 2 is rejected. MAE is ");
    assertThat(log.list(customer, 1).get(0).decision()).isEqualTo(Deployment.Decision.REJECTED);
    assertThat(log.list(customer, 1).get(0).championMetrics())
        .isEqualTo(log.list(customer, 1).get(0).challengerMetrics());

    PromotionRule impatient = new PromotionRule(PromotionRule.Kind.TRUSTED, .05, .5, 1);
    Outcome old = retrain(customer, at(CornerShop.LAST_DAY, 42, impatient));
    assertThat(old.conditions()).extracting(Condition::name).contains("age");
    assertThat(old.decision()).as(old.reason()).isEqualTo(Outcome.Decision.PROMOTED);
    assertThat(new ModelRegistry(models).formerChampions(customer)).containsExactly(1);
  }

  @Test
  void plainRuleTakesTheLowerMae() {
    String customer = shop("plain");
    for (int seed = 1; seed <= 4; seed++) {
      Outcome outcome = retrain(customer, TinyRetraining.request(seed, TinyRetraining.PLAIN));
      if (outcome.champion() != null) {
        double old = (double) outcome.championMetrics().get("mae");
        double young = (double) outcome.challengerMetrics().get("mae");
        assertThat(outcome.decision() == Outcome.Decision.PROMOTED).isEqualTo(young < old);
      }
    }
    assertThat(log.list(customer, 10)).hasSize(4);
    assertThat(log.list(customer, 10).get(3).toVersion()).isEqualTo(1);
  }

  @Test
  void evidenceOfEarlierChallengersCountsOnDaysThatThisOneHasLearntFrom() {
    String customer = shop("evidence");
    LocalDate first = CornerShop.LAST_DAY.minusDays(14);
    retrain(customer, at(first, 1, PromotionRule.DEFAULT));
    PromotionRule strict = new PromotionRule(PromotionRule.Kind.TRUSTED, .05, .9, 26);
    Outcome rejected = retrain(customer, at(first, 2, strict));
    assertThat(rejected.decision()).as(rejected.reason()).isEqualTo(Outcome.Decision.REJECTED);
    Outcome later = retrain(customer, at(CornerShop.LAST_DAY, 3, PromotionRule.DEFAULT));

    assertThat(later.reason())
        .contains("(in the earlier ones by 1 former challenger)")
        .contains("over 6 weeks");
    Outcome otherRecipe =
        retrain(
            customer,
            TinyRetraining.request(
                new io.shelfcast.models.TrainingOptions(
                    7,
                    4,
                    1,
                    300,
                    TinyRetraining.options(7, 4).xgboost(),
                    TinyRetraining.options(7, 4).lstm()),
                null,
                PromotionRule.DEFAULT));
    assertThat(otherRecipe.reason()).contains("over 5 weeks is");
  }

  @Test
  void refittedChampionCannotBeJudgedBeforeDaysHaveCome() {
    String customer = shop("refitted");
    var panel =
        io.shelfcast.sales.PostgresSales.read(
            database,
            customer,
            io.shelfcast.sales.Extract.YEAR,
            TinyRetraining.CLOCK,
            Progress.NONE);
    new io.shelfcast.training.TrainingRun(
            new ModelRegistry(models), TinyRetraining.CLOCK, Progress.NONE)
        .run(
            panel,
            new io.shelfcast.training.TrainingRun.Request(
                TinyRetraining.options(7, 42),
                io.shelfcast.models.Weights.Kind.FIXED,
                365,
                io.shelfcast.evaluation.Gate.DEFAULT_LEVEL,
                true));
    Outcome outcome = retrain(customer, TinyRetraining.request(1, PromotionRule.DEFAULT));
    assertThat(outcome.decision()).isEqualTo(Outcome.Decision.REJECTED);
    assertThat(outcome.reason())
        .contains("0 days after the last that one of both has learnt from; 14 are needed");
  }

  @Test
  void championsHorizonStaysUnlessAnotherIsAskedFor() {
    String customer = shop("horizon");
    retrain(
        customer,
        TinyRetraining.request(TinyRetraining.options(3, 1), null, PromotionRule.DEFAULT));
    retrain(customer, TinyRetraining.request(2, PromotionRule.DEFAULT));
    ModelRegistry registry = new ModelRegistry(models);
    assertThat(registry.open(customer, 2).forecaster().options().horizon()).isEqualTo(3);
  }

  @Test
  void failureIsLoggedAndLeavesTheChampion() {
    String customer = shop("failure");
    retrain(customer, TinyRetraining.request(42, PromotionRule.DEFAULT));
    Progress breaks =
        (task, done, total, note) -> {
          if (task.equals("judging")) {
            throw new ShelfcastException("the lights went out");
          }
        };
    assertThatThrownBy(
            () ->
                TinyRetraining.run(database, models, breaks)
                    .run(customer, TinyRetraining.request(1, PromotionRule.DEFAULT)))
        .hasMessage("the lights went out");
    assertThat(new ModelRegistry(models).champion(customer)).hasValue(1);
    assertThat(log.list(customer, 1))
        .singleElement()
        .satisfies(row -> assertThat(row.decision()).isEqualTo(Deployment.Decision.FAILED))
        .satisfies(row -> assertThat(row.reason()).isEqualTo("the lights went out"));
  }

  @Test
  void customerIsNeverRetrainedTwiceAtOnceButOthersAre() {
    String customer = shop("busy");
    String other = shop("busy too");
    List<Outcome> within = new ArrayList<>();
    Progress meanwhile =
        (task, done, total, note) -> {
          if (task.equals("evaluating") && within.isEmpty()) {
            within.add(Outcome.busy("being asked"));
            within.set(0, retrain(customer, TinyRetraining.request(1, PromotionRule.DEFAULT)));
            within.add(retrain(other, TinyRetraining.request(1, PromotionRule.DEFAULT)));
          }
        };
    TinyRetraining.run(database, models, meanwhile)
        .run(customer, TinyRetraining.request(42, PromotionRule.DEFAULT));
    assertThat(within)
        .extracting(Outcome::decision)
        .containsExactly(Outcome.Decision.BUSY, Outcome.Decision.PROMOTED);
    assertThat(within.get(0).reason()).contains("is being retrained by another process");
    assertThat(new ModelRegistry(models).versions(customer)).containsExactly(1);
    assertThat(log.list(customer, 10)).hasSize(1);
  }

  @Test
  void championChangedMeanwhileIsNotReplacedUnjudged() {
    String customer = shop("meanwhile");
    ModelRegistry registry = new ModelRegistry(models);
    retrain(customer, TinyRetraining.request(1, PromotionRule.DEFAULT));
    retrain(customer, TinyRetraining.request(2, PromotionRule.DEFAULT));
    int champion = registry.champion(customer).getAsInt();
    Progress promotes =
        (task, done, total, note) -> {
          if (task.equals("judging") && done == 1) {
            registry.promote(customer, 3 - champion);
          }
        };
    PromotionRule always = new PromotionRule(PromotionRule.Kind.MAE, .05, 0, 1);
    RetrainingRun run = TinyRetraining.run(database, models, promotes);
    for (int seed = 3; seed < 20; seed++) {
      registry.promote(customer, champion);
      try {
        run.run(customer, TinyRetraining.request(seed, always));
      } catch (ShelfcastException e) {
        assertThat(e).hasMessageContaining("was changed meanwhile, to version " + (3 - champion));
        assertThat(registry.champion(customer)).hasValue(3 - champion);
        return;
      }
    }
    throw new AssertionError("no seed has a lower MAE than the champion's");
  }

  @Test
  void whatFollowsAPromotionIsToldOfItOnceItIsSettled() {
    String customer = shop("after");
    List<String> told = new ArrayList<>();
    ModelRegistry registry = new ModelRegistry(models);
    RetrainingRun run =
        new RetrainingRun(
            database,
            registry,
            TinyRetraining.CLOCK,
            "tester",
            (version, outcome) -> {
              assertThat(registry.champion(customer)).hasValue(version.version());
              assertThat(log.list(customer, 1).get(0).toVersion()).isEqualTo(version.version());
              told.add(outcome.decision() + " " + version.version());
            },
            Progress.NONE);
    run.run(customer, TinyRetraining.request(42, PromotionRule.DEFAULT));
    run.run(customer, TinyRetraining.request(42, PromotionRule.DEFAULT));
    assertThat(told).containsExactly("promoted 1");
  }

  @Test
  void damagedChampionIsToldAndTheOneBeforeItIsChallenged() throws IOException {
    String customer = shop("damaged");
    ModelRegistry registry = new ModelRegistry(models);
    retrain(customer, TinyRetraining.request(1, PromotionRule.DEFAULT));
    retrain(customer, TinyRetraining.request(2, PromotionRule.DEFAULT));
    registry.promote(customer, 1);
    registry.promote(customer, 2);
    Path zip = registry.open(customer, 2).directory().resolve("lstm_v2.zip");
    Files.write(zip, java.util.Arrays.copyOf(Files.readAllBytes(zip), 100));
    List<String> said = new ArrayList<>();
    Outcome outcome =
        TinyRetraining.run(database, models, new Said(said))
            .run(customer, TinyRetraining.request(3, PromotionRule.DEFAULT));
    assertThat(outcome.champion()).isEqualTo(1);
    assertThat(said)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("IS DAMAGED, the one before it, version 1, is used")
                    .contains("lstm_v2.zip is not what was written"));
  }

  /** Keeps the notices. */
  record Said(List<String> lines) implements Progress {
    @Override
    public void step(String task, long done, long total, String note) {}

    @Override
    public void say(String line) {
      lines.add(line);
    }
  }
}
