package io.shelfcast.scheduling;

import io.shelfcast.progress.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * That a worker has to stop, and how long its trainings may still go on. A training is broken off
 * where it tells its progress, by an exception, so that it leaves through its own way of undoing.
 */
final class StopRequest {

  static final String SAID = "broken off, as the worker was stopped";

  /** Breaks a training off. */
  static final class Stopped extends RuntimeException {
    Stopped() {
      super(SAID);
    }
  }

  private final Clock clock;
  private volatile Instant end;

  StopRequest(Clock clock) {
    this.clock = clock;
  }

  /** Lets trainings go on for so long, and no longer. */
  void after(Duration grace) {
    end = clock.instant().plus(grace);
  }

  /** Whether trainings have to end now. */
  boolean isDue() {
    Instant at = end;
    return at != null && !clock.instant().isBefore(at);
  }

  /** A progress that breaks its training off when that has to end. */
  Progress watch(String customer, Progress said) {
    return new Progress() {
      @Override
      public void step(String task, long done, long total, String note) {
        if (isDue()) {
          throw new Stopped();
        }
      }

      @Override
      public void say(String line) {
        said.say(customer + ": " + line);
        step("", 0, 0, "");
      }
    };
  }
}
