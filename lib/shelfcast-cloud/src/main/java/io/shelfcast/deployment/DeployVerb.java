package io.shelfcast.deployment;

import io.shelfcast.ShelfcastException;
import io.shelfcast.cli.Verb;
import io.shelfcast.database.Database;
import io.shelfcast.evaluation.Gate;
import io.shelfcast.evaluation.Verdict;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.Deployment;
import io.shelfcast.registry.DeploymentLog;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What {@code deploy} does, and what it writes into the log of decisions. */
public final class DeployVerb {

  /** What is asked for besides deploying. */
  public enum Action {
    STATUS,
    PROMOTE,
    UNDEPLOY,
    ROLLBACK;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What is asked for.
   *
   * @param version of the registry; null for the champion, or for all to undeploy
   * @param canary percent of the traffic that a new version gets first; 100 for all at once
   * @param force why a version that misses the gate is deployed all the same, null if it is not
   */
  public record Request(String customer, Integer version, int canary, String force) {

    public Request {
      if (canary < 1 || canary > 100) {
        throw new ShelfcastException(
            "--canary is " + canary + ": it must be 1 to 100 percent of the traffic");
      }
      if (force != null && force.isBlank()) {
        throw new ShelfcastException("--force is empty: it must say why, for the log");
      }
    }
  }

  private final DeployOptions options;
  private final Database database;
  private final ModelRegistry registry;
  private final Clock clock;
  private final String actor;
  private final Progress progress;

  /**
   * A verb over a registry and the database that has the log.
   *
   * @param actor who deploys, for the log
   */
  public DeployVerb(
      DeployOptions options,
      Database database,
      ModelRegistry registry,
      Clock clock,
      String actor,
      Progress progress) {
    this.options = options;
    this.database = database;
    this.registry = registry;
    this.clock = clock;
    this.actor = actor;
    this.progress = progress;
  }

  /**
   * Deploys.
   *
   * @return the exit code: 3 if the gate is missed and that is not forced
   */
  public int deploy(Request request, PrintWriter out) {
    String customer = request.customer();
    ModelVersion version = registry.open(customer, request.version());
    Verdict verdict = version.verdict();
    if (!verdict.passed() && request.force() == null) {
      String why = "v" + version.version() + " misses the gate: " + missed(verdict);
      out.println(
          why + " It is not deployed; --force \"reason\" does it all the same, and logs why.");
      log(customer, Deployment.Decision.REJECTED, null, version.version(), why);
      return Verb.NEGATIVE_VERDICT;
    }
    String forced =
        verdict.passed()
            ? ""
            : " Forced: " + request.force() + " (the gate is missed: " + missed(verdict) + ")";
    try (Cloud cloud = connect();
        DeployLock lock = DeployLock.take(database, customer, progress)) {
      VertexDeployment vertex = vertex(cloud, customer);
      Integer from = vertex.champion();
      boolean changed =
          logged(customer, from, version.version(), () -> vertex.deploy(version, request.canary()));
      if (!changed) {
        out.println("v" + version.version() + " is deployed already: nothing to do");
        return Verb.DONE;
      }
      Integer canary = vertex.canary();
      String what =
          canary == null
              ? "v" + version.version() + " is deployed and has all traffic."
              : "v" + canary + " is deployed and has " + request.canary() + " % of the traffic.";
      log(customer, Deployment.Decision.DEPLOYED, from, version.version(), what + forced);
      out.println(what + (canary == null ? "" : " 'deploy promote' gives it all"));
      return Verb.DONE;
    }
  }

  /** Prints what {@link #deploy} would do. */
  public int plan(Request request, PrintWriter out) {
    return plan(request, this::connectOrNot, out);
  }

  /** Prints what {@link #deploy} would do, were nothing in the cloud yet; asks nobody. */
  public int planWithoutCloud(Request request, PrintWriter out) {
    return plan(request, () -> null, out);
  }

  private int plan(Request request, Supplier<Cloud> cloudOrNot, PrintWriter out) {
    ModelVersion version = registry.open(request.customer(), request.version());
    Tenant tenant = Tenant.of(request.customer(), options.names());
    CloudProject project = options.cloudProject();
    BucketFolder.of(options.bucket(), version);
    out.println(
        "Customer '"
            + request.customer()
            + "', v"
            + version.version()
            + ", to project "
            + project.project()
            + ", region "
            + project.region()
            + ":");
    Verdict verdict = version.verdict();
    if (!verdict.passed()) {
      out.println(
          "  gate      missed: "
              + missed(verdict)
              + (request.force() == null ? " It would not be deployed." : " Forced."));
    }
    try (Cloud cloud = cloudOrNot.get()) {
      Plan plan = new Plan(cloud, tenant, options.container(), options.bucket(), version);
      out.print(plan.text(request.canary()));
    }
    return Verb.DONE;
  }

  /** Shows, finishes, takes back or ends. */
  public int run(Action action, Request request, PrintWriter out) {
    String customer = request.customer();
    try (Cloud cloud = connect()) {
      VertexDeployment vertex = vertex(cloud, customer);
      if (action == Action.STATUS) {
        out.print(vertex.status());
        registry.champion(customer).ifPresent(v -> out.println("Champion of the registry: v" + v));
        return Verb.DONE;
      }
      try (DeployLock lock = DeployLock.take(database, customer, progress)) {
        switch (action) {
          case PROMOTE -> promote(vertex, customer, out);
          case ROLLBACK -> rollback(vertex, customer, request.version(), out);
          default -> undeploy(vertex, customer, request.version(), out);
        }
        return Verb.DONE;
      }
    }
  }

  /** Prints what {@link #run} would do. */
  public int plan(Action action, Request request, PrintWriter out) {
    try (Cloud cloud = connect()) {
      VertexDeployment vertex = vertex(cloud, request.customer());
      switch (action) {
        case PROMOTE -> out.println("v" + vertex.requireCanary() + " would get all traffic:");
        case ROLLBACK ->
            out.println(
                "v"
                    + (request.version() == null ? vertex.previous() : request.version())
                    + " would get all traffic, the others would be undeployed:");
        case UNDEPLOY ->
            out.println(
                (request.version() == null ? "All" : "v" + request.version())
                    + " would be undeployed:");
        default -> {}
      }
      out.print(vertex.status());
      return Verb.DONE;
    }
  }

  private void promote(VertexDeployment vertex, String customer, PrintWriter out) {
    int canary = vertex.requireCanary();
    Integer from = vertex.champion();
    logged(
        customer,
        from,
        canary,
        () -> {
          vertex.promote(canary, here(customer, canary));
          return true;
        });
    String what = "v" + canary + " has all traffic.";
    log(customer, Deployment.Decision.DEPLOYED, from, canary, what);
    out.println(what);
  }

  private void rollback(VertexDeployment vertex, String customer, Integer wanted, PrintWriter out) {
    int to = wanted == null ? vertex.previous() : wanted;
    Integer canary = vertex.canary();
    Integer from = canary == null ? vertex.champion() : canary;
    logged(
        customer,
        from,
        to,
        () -> {
          vertex.rollback(to, here(customer, to));
          return true;
        });
    String what = "v" + to + " has all traffic again.";
    log(customer, Deployment.Decision.ROLLED_BACK, from, to, what);
    out.println(what + " The registry's champion is as it was: 'models rollback' changes that one");
  }

  private void undeploy(VertexDeployment vertex, String customer, Integer number, PrintWriter out) {
    Integer from = number == null ? vertex.champion() : number;
    List<String> gone = logged(customer, from, null, () -> vertex.undeploy(number));
    if (gone.isEmpty()) {
      out.println("Nothing was deployed");
      return;
    }
    String what = "Undeployed: " + String.join(", ", gone) + ".";
    log(customer, Deployment.Decision.UNDEPLOYED, from, null, what);
    out.println(what + " Files and model versions stay, which cost little");
  }

  /** A version of the registry, null where it is not on this machine. */
  private ModelVersion here(String customer, int version) {
    return registry.versions(customer).contains(version) ? registry.open(customer, version) : null;
  }

  private Cloud connect() {
    return Cloud.connect(options.cloudProject(), options.patience());
  }

  /** A plan can be had without credentials too. */
  private Cloud connectOrNot() {
    try {
      return connect();
    } catch (ShelfcastException e) {
      progress.say(e.getMessage() + ". The plan is as if nothing were in the cloud yet");
      return null;
    }
  }

  private VertexDeployment vertex(Cloud cloud, String customer) {
    return new VertexDeployment(
        cloud,
        Tenant.of(customer, options.names()),
        options.container(),
        options.bucket(),
        new SeriesQuestions(database, customer, clock, progress),
        progress);
  }

  private static String missed(Verdict verdict) {
    return verdict.gate().checks().stream()
        .filter(check -> !check.passed())
        .map(Gate.Check::sentence)
        .collect(Collectors.joining(" "));
  }

  private <T> T logged(String customer, Integer from, Integer to, Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      try {
        log(customer, Deployment.Decision.FAILED, from, to, String.valueOf(e.getMessage()));
      } catch (ShelfcastException unlogged) {
        e.addSuppressed(unlogged);
      }
      throw e;
    }
  }

  private void log(
      String customer, Deployment.Decision decision, Integer from, Integer to, String reason) {
    DeploymentLog log = new DeploymentLog(database);
    if (!log.exists()) {
      progress.say(
          "Not logged in table deployments, which is not there: 'jbang database migrate' makes it");
      return;
    }
    log.append(
        new Deployment(
            UUID.randomUUID(),
            customer,
            clock.instant(),
            actor,
            Deployment.Target.VERTEX,
            decision,
            from,
            to,
            null,
            null,
            reason));
  }
}
