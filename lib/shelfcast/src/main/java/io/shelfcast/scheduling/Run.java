package io.shelfcast.scheduling;

import java.time.Instant;

/**
 * A retraining that a worker began.
 *
 * @param id ascends with the time at which runs began
 * @param due when it should have begun
 * @param ended null while it runs
 * @param summary a sentence on what came of it; null unless {@link Outcome#DONE}
 * @param error one line; null where nothing went wrong
 * @param attempt 1, or more after failures in a row
 * @param actor who wanted it: {@value #SCHEDULE}, or the user who asked for it
 * @param worker who did it
 */
public record Run(
    long id,
    String customer,
    Instant due,
    Instant started,
    Instant ended,
    Outcome outcome,
    String summary,
    String error,
    int attempt,
    String actor,
    String worker) {

  /** Stands for an actor where the timetable wanted the run. */
  public static final String SCHEDULE = "schedule";

  /** How a run ended. */
  public enum Outcome {
    RUNNING,
    /** The work came to an end; whether its model was promoted is another matter. */
    DONE,
    /** It is tried again later. */
    FAILED,
    /** Its worker was told to stop; another takes it up. */
    INTERRUPTED,
    /** Its worker was killed or lost the database; another takes it up. */
    LOST;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Outcome of(String name) {
      return valueOf(name.toUpperCase(java.util.Locale.ROOT));
    }
  }
}
