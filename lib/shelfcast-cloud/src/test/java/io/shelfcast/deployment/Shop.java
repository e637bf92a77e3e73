package io.shelfcast.deployment;

import io.shelfcast.database.Database;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.Deployment;
import io.shelfcast.registry.DeploymentLog;
import io.shelfcast.registry.ModelRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A customer who deploys to a double of the cloud, as the verb does. */
final class Shop {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2024-01-02T03:04:05Z"), ZoneOffset.UTC);

  private final String customer;
  private final CloudProject project;
  private final Database database;
  private final ModelRegistry registry;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private String printed = "";

  Shop(String customer, CloudProject project, Database database, ModelRegistry registry) {
    this.customer = customer;
    this.project = project;
    this.database = database;
    this.registry = registry;
  }

  String customer() {
    return customer;
  }

  /** Deploys the champion; options as on the command line. */
  int deploy(int canary, String... options) {
    return verb(options).deploy(request(null, canary, null), out());
  }

  int deployForced(String reason) {
    return verb().deploy(request(null, 100, reason), out());
  }

  int plan(String... options) {
    return verb(options).plan(request(null, 100, null), out());
  }

  int run(DeployVerb.Action action) {
    return verb().run(action, request(null, 100, null), out());
  }

  int undeploy(int version) {
    return verb().run(DeployVerb.Action.UNDEPLOY, request(version, 100, null), out());
  }

  private DeployVerb.Request request(Integer version, int canary, String force) {
    return new DeployVerb.Request(customer, version, canary, force);
  }

  private DeployVerb verb(String... options) {
    DeployOptions parsed = new DeployOptions();
    new CommandLine(parsed)
        .parseArgs(
            Stream.concat(
                    Stream.of(
                        "--project=" + project.project(),
                        "--region=" + project.region(),
                        "--vertex-endpoint=" + project.vertex(),
                        "--storage-endpoint=" + project.storage(),
                        "--bucket=gs://" + CloudDouble.BUCKET,
                        "--image=" + CloudDouble.IMAGE),
                    Arrays.stream(options))
                .toArray(String[]::new));
    return new DeployVerb(parsed, database, registry, CLOCK, "tester", new Saying());
  }

  private PrintWriter out() {
    StringWriter text = new StringWriter();
    return new PrintWriter(text) {
      @Override
      public void write(String s, int off, int len) {
        super.write(s, off, len);
        printed = text.toString();
      }
    };
  }

  /** What the last command printed. */
  String printed() {
    return printed;
  }

  /** Waits for a notice. */
  void awaitSaid(String part) {
    try {
      while (!said.take().contains(part)) {}
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The customer's decisions, newest first. */
  List<Deployment> log() {
    return new DeploymentLog(database).list(customer, 100);
  }

  private final class Saying implements Progress {
    @Override
    public void step(String task, long done, long total, String note) {}

    @Override
    public void say(String line) {
      said.add(line);
    }
  }
}
