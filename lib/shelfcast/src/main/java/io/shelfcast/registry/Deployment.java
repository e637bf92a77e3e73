package io.shelfcast.registry;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * One decision about a customer's models, as table {@code deployments} keeps it.
 *
 * @param id tells this decision from every other; the same decision told twice is one row
 * @param actor who decided: a user of the system, "schedule", "dashboard"
 * @param fromVersion the version that was in place, null where there was none
 * @param toVersion the version that the decision is about, null where there is none
 * @param championMetrics of {@code fromVersion} by name, null where not measured
 * @param challengerMetrics of {@code toVersion} by name, null where not measured
 * @param reason in sentences, with numbers
 */
public record Deployment(
    UUID id,
    String customer,
    Instant at,
    String actor,
    Target target,
    Decision decision,
    Integer fromVersion,
    Integer toVersion,
    Map<String, Object> championMetrics,
    Map<String, Object> challengerMetrics,
    String reason) {

  /** Where the model was to be put. */
  public enum Target {
    REGISTRY,
    VERTEX;

    /** As the table has it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What was decided. */
  public enum Decision {
    PROMOTED,
    REJECTED,
    ROLLED_BACK,
    FAILED,
    DEPLOYED,
    UNDEPLOYED;

    /** As the table has it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static Decision of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }
  }

  /** A decision in the registry, without metrics. */
  public static Deployment inRegistry(
      String customer,
      Instant at,
      String actor,
      Decision decision,
      Integer fromVersion,
      Integer toVersion,
      String reason) {
    return new Deployment(
        UUID.randomUUID(),
        customer,
        at,
        actor,
        Target.REGISTRY,
        decision,
        fromVersion,
        toVersion,
        null,
        null,
        reason);
  }

  /** Stands for a change that nobody logs. */
  static Deployment unasked(String customer, int version) {
    return inRegistry(customer, Instant.EPOCH, "", Decision.PROMOTED, null, version, "");
  }

  /** The same, from another version. */
  public Deployment from(Integer version) {
    return new Deployment(
        id,
        customer,
        at,
        actor,
        target,
        decision,
        version,
        toVersion,
        championMetrics,
        challengerMetrics,
        reason);
  }

  /** The same, to another version. */
  public Deployment to(Integer version) {
    return new Deployment(
        id,
        customer,
        at,
        actor,
        target,
        decision,
        fromVersion,
        version,
        championMetrics,
        challengerMetrics,
        reason);
  }

  /** The same with what both versions were worth. */
  public Deployment withMetrics(Map<String, Object> champion, Map<String, Object> challenger) {
    return new Deployment(
        id,
        customer,
        at,
        actor,
        target,
        decision,
        fromVersion,
        toVersion,
        champion,
        challenger,
        reason);
  }
}
