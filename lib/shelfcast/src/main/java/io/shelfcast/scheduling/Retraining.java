package io.shelfcast.scheduling;

import io.shelfcast.progress.Progress;
import java.util.Optional;

/** What a worker does for a customer whose time has come. */
@FunctionalInterface
public interface Retraining {

  /**
   * Trains a customer's model anew and decides about it.
   *
   * @param actor who wanted it: {@value Run#SCHEDULE}, or the user who asked for it
   * @param progress to be told of every step: it throws where the worker has to stop, and what was
   *     begun must then be undone
   * @return a sentence on what came of it; empty if some other process is at this customer, so that
   *     nothing was done
   * @throws Exception if it failed, to be tried again later
   */
  Optional<String> run(String customer, String actor, Progress progress) throws Exception;
}
