package io.shelfcast.retraining;

import io.shelfcast.ShelfcastException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Retrains customers one after the other; one that fails does not stop the others.
 *
 * @param outcomes of those that did not fail, in order
 * @param failures of those that did
 */
public record RetrainAll(List<Outcome> outcomes, List<Failure> failures) {

  /** A customer's failure, in one line. */
  public record Failure(String customer, String message) {}

  /**
   * Retrains.
   *
   * @param each is told of every outcome as it comes
   * @param failed is told of every failure as it comes
   */
  public static RetrainAll of(
      RetrainingRun run,
      List<String> customers,
      RetrainingRun.Request request,
      Consumer<Outcome> each,
      Consumer<Failure> failed) {
    List<Outcome> outcomes = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String customer : customers) {
      try {
        Outcome outcome = run.run(customer, request);
        outcomes.add(outcome);
        each.accept(outcome);
      } catch (RuntimeException | OutOfMemoryError e) {
        Failure failure = new Failure(customer, message(e));
        failures.add(failure);
        failed.accept(failure);
      }
    }
    return new RetrainAll(List.copyOf(outcomes), List.copyOf(failures));
  }

  private static String message(Throwable e) {
    return e instanceof ShelfcastException ? e.getMessage() : e.toString();
  }

  /** How many were promoted, rejected, busy and failed, and the names of those that failed. */
  public String summary() {
    StringBuilder text = new StringBuilder();
    text.append(outcomes.size() + failures.size()).append(" customers: ");
    for (Outcome.Decision decision : Outcome.Decision.values()) {
      long n = outcomes.stream().filter(o -> o.decision() == decision).count();
      text.append(n).append(' ').append(decision).append(", ");
    }
    text.append(failures.size()).append(" failed\n");
    failures.forEach(f -> text.append("  '" + f.customer() + "' failed: " + f.message() + "\n"));
    return text.toString();
  }
}
