package io.shelfcast.cli;

import io.shelfcast.ShelfcastException;
import io.shelfcast.registry.Deployment;
import io.shelfcast.registry.DeploymentLog;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.registry.Promotions;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What {@code models} does with the versions of a customer.
 *
 * @param actor who is said to have decided
 */
public record ModelsVerb(
    ModelRegistry registry, Promotions promotions, Clock clock, String actor, PrintWriter out) {

  /** What is asked for. */
  public enum Action {
    LIST,
    SHOW,
    COMPARE,
    PROMOTE,
    ROLLBACK,
    PRUNE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What it is to be done with.
   *
   * @param version null where not given; {@code other} likewise
   * @param keep versions that prune keeps at least
   * @param reason null where not given
   */
  public record Request(String customer, Integer version, Integer other, int keep, String reason) {}

  private static final int DECISIONS = 10;

  /** Does it. */
  public void run(Action action, Request request) {
    promotions.settle(request.customer);
    switch (action) {
      case LIST -> list(request.customer);
      case SHOW -> show(request);
      case COMPARE -> compare(request);
      case PROMOTE -> promote(request);
      case ROLLBACK -> rollback(request);
      case PRUNE -> prune(request);
    }
  }

  private void list(String customer) {
    List<Integer> versions = registry.versions(customer);
    if (versions.isEmpty()) {
      out.println("Customer '" + customer + "' has no model yet: 'jbang train' makes one");
    } else {
      out.print(new VersionTable(registry, customer).text(versions));
    }
    decisions(customer, d -> true);
  }

  private void decisions(String customer, java.util.function.Predicate<Deployment> about) {
    DeploymentLog log = promotions.log();
    if (!log.exists()) {
      out.println("No decisions are logged: 'jbang database migrate' makes table deployments");
      return;
    }
    List<Deployment> rows =
        log.list(customer, 1000).stream().filter(about).limit(DECISIONS).toList();
    if (!rows.isEmpty()) {
      out.println();
      out.println("Decisions, the last first:");
    }
    rows.forEach(
        d ->
            out.println(
                "  "
                    + d.at().truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                    + " "
                    + d.actor()
                    + ": "
                    + d.decision()
                    + (d.toVersion() == null ? "" : " v" + d.toVersion())
                    + (d.target() == Deployment.Target.REGISTRY ? "" : " on " + d.target())
                    + ". "
                    + d.reason()));
  }

  private void show(Request request) {
    ModelVersion version = registry.open(request.customer, request.version, this::say);
    out.print(new VersionTable(registry, request.customer).text(version));
    out.println();
    out.print(io.shelfcast.training.TrainingSummary.verdict(version.verdict()));
    decisions(
        request.customer,
        d ->
            Objects.equals(d.toVersion(), version.version())
                || Objects.equals(d.fromVersion(), version.version()));
  }

  private void compare(Request request) {
    ModelVersion first = registry.open(request.customer, request.version, this::say);
    int newest =
        registry.versions(request.customer).stream()
            .filter(v -> v != first.version())
            .reduce((a, b) -> b)
            .orElseThrow(
                () ->
                    new ShelfcastException(
                        "Customer '"
                            + request.customer
                            + "' has but version "
                            + first.version()
                            + ": there is none to compare it with"));
    ModelVersion other =
        registry.open(request.customer, request.other == null ? newest : request.other);
    out.print(new VersionTable(registry, request.customer).comparison(first, other));
  }

  private void say(String notice) {
    out.println(notice);
  }

  private void promote(Request request) {
    Deployment why = why(request, Deployment.Decision.PROMOTED, "Promoted by hand.");
    promotions.promote(request.version, why.to(request.version));
    out.println(
        "Version " + request.version + " is champion of customer '" + request.customer + "'");
  }

  private void rollback(Request request) {
    Deployment why = why(request, Deployment.Decision.ROLLED_BACK, "Rolled back by hand.");
    ModelVersion now = promotions.rollback(why);
    out.println(
        "Version " + now.version() + " is champion of customer '" + request.customer + "' again");
  }

  private Deployment why(Request request, Deployment.Decision decision, String otherwise) {
    String reason = request.reason == null ? otherwise : request.reason;
    return Deployment.inRegistry(
        request.customer, clock.instant(), actor, decision, null, null, reason);
  }

  private void prune(Request request) {
    List<Integer> pruned = registry.prune(request.customer, request.keep);
    out.println(
        pruned.isEmpty()
            ? "Nothing to delete"
            : "Deleted "
                + pruned.stream().map(v -> "v" + v).collect(Collectors.joining(", "))
                + "; the champion, the one before it that is whole and the last "
                + request.keep
                + " stay");
  }
}
