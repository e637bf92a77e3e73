package io.shelfcast.retraining;

import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import io.shelfcast.evaluation.Gate;
import io.shelfcast.evaluation.Level;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.models.Weights;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.Deployment;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.Promotions;
import io.shelfcast.sales.Extract;
import java.time.Clock;

/**
 * One customer's retraining, from the extract to the decision.
 *
 * @param clock tells the time of versions and decisions
 * @param actor who is said to have decided
 */
public record RetrainingRun(
    Database database,
    ModelRegistry registry,
    Clock clock,
    String actor,
    AfterPromotion afterPromotion,
    Progress progress) {

  /**
   * How to train and judge.
   *
   * @param championsHorizon whether the champion's horizon, where there is one, takes the place of
   *     the options'
   */
  public record Request(
      TrainingOptions options,
      boolean championsHorizon,
      Weights.Kind weights,
      Extract extract,
      Level gateLevel,
      PromotionRule rule) {

    /** What {@code retrain} does without options. */
    public static final Request DEFAULT =
        new Request(
            TrainingOptions.of(7),
            true,
            Weights.Kind.FITTED,
            Extract.YEAR,
            Gate.DEFAULT_LEVEL,
            PromotionRule.DEFAULT);
  }

  /**
   * Trains a challenger and decides. One customer is never retrained twice at once, on however many
   * machines: whoever comes second is told so and does nothing.
   *
   * @throws ShelfcastException if anything fails; the champion is untouched, and the failure is
   *     logged where the database can still be reached
   */
  public Outcome run(String customer, Request request) {
    try (CustomerLock lock = CustomerLock.take(database, customer)) {
      if (lock == null) {
        return Outcome.busy(customer);
      }
      Promotions promotions = Promotions.logged(registry, database, progress::say);
      Outcome outcome;
      try {
        promotions.settle(customer);
        outcome = new Retraining(this, request, customer, promotions, lock).run();
      } catch (RuntimeException | OutOfMemoryError e) {
        logFailure(promotions, customer, e);
        throw e;
      } finally {
        // DL4J's arrays lie outside of the heap and go with the objects that stand for them: a
        // process that trains one customer after the other would grow by gigabytes without this.
        System.gc();
      }
      if (outcome.decision() == Outcome.Decision.PROMOTED) {
        afterPromotion.promoted(registry.open(customer, outcome.challenger()), outcome);
      }
      return outcome;
    }
  }

  private void logFailure(Promotions promotions, String customer, Throwable e) {
    String reason = e instanceof ShelfcastException ? e.getMessage() : e.toString();
    try {
      promotions.note(
          Deployment.inRegistry(
              customer, clock.instant(), actor, Deployment.Decision.FAILED, null, null, reason));
    } catch (RuntimeException unlogged) {
      progress.say("Not logged: " + unlogged.getMessage());
      e.addSuppressed(unlogged);
    }
  }
}
