package io.shelfcast.retraining;

import io.shelfcast.ShelfcastException;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Headline;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.registry.Deployment;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.registry.Promotions;
import io.shelfcast.sales.PostgresSales;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.training.TrainingRun;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** One retraining at work, for a customer that is locked. */
final class Retraining {

  private final RetrainingRun run;
  private final RetrainingRun.Request request;
  private final String customer;
  private final Promotions promotions;
  private final CustomerLock lock;

  Retraining(
      RetrainingRun run,
      RetrainingRun.Request request,
      String customer,
      Promotions promotions,
      CustomerLock lock) {
    this.run = run;
    this.request = request;
    this.customer = customer;
    this.promotions = promotions;
    this.lock = lock;
  }

  Outcome run() {
    OptionalInt pointer = run.registry().champion(customer);
    ModelVersion champion = pointer.isPresent() ? champion() : null;
    SalesPanel panel =
        PostgresSales.read(
            run.database(), customer, request.extract(), run.clock(), run.progress());
    EnsembleForecaster old = champion == null ? null : champion.forecaster();
    TrainingOptions options = options(old);
    TrainingRun.Result trained =
        new TrainingRun(run.registry(), run.clock(), run.progress())
            .train(
                panel,
                new TrainingRun.Request(
                    options,
                    request.weights(),
                    request.extract().historyDays(),
                    request.gateLevel(),
                    false),
                Duel.validationDays(options.horizon()));
    Outcome outcome =
        champion == null
            ? againstNaive(trained)
            : againstChampion(champion, old, trained.version(), panel);
    lock.requireHeld();
    settle(outcome, pointer);
    return outcome;
  }

  /** The champion, or the one before it that is whole; null where none is. */
  private ModelVersion champion() {
    try {
      return run.registry().open(customer, run.progress()::say);
    } catch (ShelfcastException e) {
      run.progress().say("NO CHAMPION OF CUSTOMER '" + customer + "' IS WHOLE: " + e.getMessage());
      return null;
    }
  }

  private TrainingOptions options(EnsembleForecaster champion) {
    TrainingOptions o = request.options();
    if (champion == null || !request.championsHorizon()) {
      return o;
    }
    return new TrainingOptions(
        champion.options().horizon(),
        o.seed(),
        o.threads(),
        o.maxSequences(),
        o.xgboost(),
        o.lstm());
  }

  private Outcome againstNaive(TrainingRun.Result trained) {
    Evaluation evaluation = trained.verdict().evaluation();
    boolean beats = Headline.beatsNaive(evaluation);
    Condition condition =
        new Condition(
            "beats seasonal naive",
            beats,
            "There is no champion: the challenger must beat seasonal naive. "
                + Headline.againstNaive(evaluation)
                + " on "
                + evaluation.firstDay()
                + " to "
                + evaluation.lastDay()
                + ".");
    return outcome(
        null,
        trained.version(),
        new Judge.Ruling(beats, List.of(condition)),
        null,
        Headline.of(trained.verdict()));
  }

  private Outcome againstChampion(
      ModelVersion champion, EnsembleForecaster old, ModelVersion challenger, SalesPanel panel) {
    // As it is on the disk: what is judged is what will be served.
    EnsembleForecaster young = challenger.forecaster();
    int horizon = Math.min(old.options().horizon(), young.options().horizon());
    int learnt = Duel.learntUntil(old, young);
    int[] origins = Duel.origins(learnt, panel.lastDay(), horizon);
    if (origins.length == 0) {
      return tooFewDays(champion, challenger, learnt, panel.lastDay(), horizon);
    }
    Duel duel = Duel.fight(old, young, panel, origins, request.gateLevel(), run.progress());
    Evidence evidence = new Evidence(duel.losses());
    EvidenceFolder folder = EvidenceFolder.of(run.registry(), customer, run.progress()::say);
    String recipe = recipe(young.options());
    folder.addTo(evidence, champion.version(), horizon, recipe, duel.losses().firstDay);
    folder.write(champion.version(), challenger.version(), horizon, recipe, duel.losses());
    int age = panel.lastDay() - (int) champion.lastDay().toEpochDay();
    Judge judge =
        new Judge(
            request.rule(),
            duel.losses(),
            evidence,
            horizon,
            duel.champion().passed(),
            duel.challenger().passed(),
            age);
    return outcome(
        champion,
        challenger,
        judge.ruling(),
        Headline.of(duel.champion()),
        Headline.of(duel.challenger()));
  }

  private Outcome tooFewDays(
      ModelVersion champion, ModelVersion challenger, int learnt, int lastDay, int horizon) {
    int needed = horizon + Duel.FEWEST_WINDOWS - 1;
    Condition condition =
        new Condition(
            "days to judge on",
            false,
            "Sales are known up to "
                + LocalDate.ofEpochDay(lastDay)
                + ", "
                + Math.max(0, lastDay - learnt)
                + " days after the last that one of both has learnt from; "
                + needed
                + " are needed for "
                + Duel.FEWEST_WINDOWS
                + " windows.");
    return outcome(champion, challenger, new Judge.Ruling(false, List.of(condition)), null, null);
  }

  /** How a challenger is trained, seed and threads aside. */
  private String recipe(TrainingOptions o) {
    return "horizon="
        + o.horizon()
        + ", sequences="
        + o.maxSequences()
        + ", "
        + o.xgboost()
        + ", "
        + o.lstm()
        + ", weights="
        + request.weights()
        + ", history="
        + request.extract().historyDays();
  }

  private Outcome outcome(
      ModelVersion champion,
      ModelVersion challenger,
      Judge.Ruling ruling,
      Map<String, Object> championMetrics,
      Map<String, Object> challengerMetrics) {
    String decision =
        ruling.promoted()
            ? "Version "
                + challenger.version()
                + " is promoted"
                + (champion == null ? "." : " over version " + champion.version() + ".")
            : champion == null
                ? "Version " + challenger.version() + " is rejected; there is no champion."
                : "Version "
                    + champion.version()
                    + " stays champion, version "
                    + challenger.version()
                    + " is rejected.";
    String sentences =
        ruling.conditions().stream().map(Condition::sentence).collect(Collectors.joining(" "));
    return new Outcome(
        customer,
        ruling.promoted() ? Outcome.Decision.PROMOTED : Outcome.Decision.REJECTED,
        champion == null ? null : champion.version(),
        challenger.version(),
        ruling.conditions(),
        decision + " " + sentences,
        championMetrics,
        challengerMetrics);
  }

  private void settle(Outcome outcome, OptionalInt pointer) {
    boolean promoted = outcome.decision() == Outcome.Decision.PROMOTED;
    Deployment why =
        Deployment.inRegistry(
                customer,
                run.clock().instant(),
                run.actor(),
                promoted ? Deployment.Decision.PROMOTED : Deployment.Decision.REJECTED,
                outcome.champion(),
                outcome.challenger(),
                outcome.reason())
            .withMetrics(outcome.championMetrics(), outcome.challengerMetrics());
    if (promoted) {
      promotions.promote(outcome.challenger(), pointer, why);
    } else {
      promotions.note(why);
    }
  }
}
