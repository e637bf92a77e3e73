package io.shelfcast.retraining;

import io.shelfcast.registry.ModelVersion;

/** What is to be done with a version that retraining has just made the champion: deployed, say. */
@FunctionalInterface
public interface AfterPromotion {

  /** Nothing. */
  AfterPromotion NOTHING = (version, outcome) -> {};

  /**
   * Called once the promotion is settled and logged; what it throws fails the run, but the
   * promotion stands.
   */
  void promoted(ModelVersion version, Outcome outcome);
}
