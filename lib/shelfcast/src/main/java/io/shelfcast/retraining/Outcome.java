package io.shelfcast.retraining;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a retraining came to.
 *
 * @param champion the champion before, null where there was none
 * @param challenger the version made, null where none was made
 * @param conditions each that was asked, in order; empty where none was
 * @param reason the decision in sentences with numbers, as logged
 * @param championMetrics on the days judged, by name; null where there is none
 * @param challengerMetrics likewise
 */
public record Outcome(
    String customer,
    Decision decision,
    Integer champion,
    Integer challenger,
    List<Condition> conditions,
    String reason,
    Map<String, Object> championMetrics,
    Map<String, Object> challengerMetrics) {

  /** How it ended. */
  public enum Decision {
    PROMOTED,
    REJECTED,
    /** Another process is retraining the customer: nothing was done. */
    BUSY;

    /** As people and files read it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Outcome busy(String customer) {
    return new Outcome(
        customer,
        Decision.BUSY,
        null,
        null,
        List.of(),
        "Customer '" + customer + "' is being retrained by another process: nothing was done here.",
        null,
        null);
  }
}
