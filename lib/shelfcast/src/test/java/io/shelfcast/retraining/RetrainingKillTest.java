package io.shelfcast.retraining;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.StateFolder;
import io.shelfcast.database.Database;
import io.shelfcast.database.Loader;
import io.shelfcast.fixtures.ChildProcess;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.SharedDatabase;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.Deployment;
import io.shelfcast.registry.DeploymentLog;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.Promotions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills retrainings as kill -9 does, at random moments; {@code environment/soak-retrain.sh} does it
 * 50 times.
 */
@ExtendWith(SharedDatabase.class)
class RetrainingKillTest {

  private static final int KILLS = Integer.getInteger("shelfcast.kills", 5);

  private final Database database;
  private final DeploymentLog log;
  private final String shop = "killed/.. " + UUID.randomUUID();
  @TempDir Path models;

  RetrainingKillTest(Database database) {
    this.database = database;
    this.log = new DeploymentLog(database);
  }

  @Test
  void killedAtAnyMomentLeavesOneWholeChampionThatTheLogTellsOf() throws Exception {
    new Loader(database, Progress.NONE).load(shop, CornerShop.directory(), Loader.Mode.REPLACE);
    TinyRetraining.run(database, models, Progress.NONE)
        .run(shop, TinyRetraining.request(0, TinyRetraining.PLAIN));
    Random random = new Random(KILLS);
    for (int kill = 1; kill <= KILLS; kill++) {
      String where = killOne(random, 100L * kill);
      check(where);
    }
  }

  /** Every other one is killed close to its decision, where most can go wrong. */
  private String killOne(Random random, long seed) throws Exception {
    Process child =
        ChildProcess.startMain(
            Retrainer.class,
            models.toString(),
            database.address().fullJdbcUrl(),
            shop,
            String.valueOf(seed));
    BufferedReader lines = new BufferedReader(new InputStreamReader(child.getInputStream()));
    boolean close = random.nextBoolean();
    int steps = random.nextInt(100);
    String last = lines.readLine();
    for (String line = last; line != null; line = lines.readLine()) {
      last = line;
      if (close ? line.equals("judging 8") && random.nextBoolean() : steps-- == 0) {
        break;
      }
    }
    long until = System.nanoTime() + random.nextInt(close ? 60_000_000 : 500_000_000);
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertThat(child.isAlive()).as("ended by itself after " + last).isTrue();
    ChildProcess.kill(child);
    return "killed after " + last;
  }

  private void check(String where) throws IOException {
    ModelRegistry registry = new ModelRegistry(models);
    assertThat(registry.open(shop).forecaster()).as(where).isNotNull();
    for (int version : registry.versions(shop)) {
      assertThat(registry.open(shop, version).forecaster()).as(where).isNotNull();
      assertThat(registry.open(shop, version).verdict()).as(where).isNotNull();
    }
    int before = registry.champion(shop).getAsInt();

    Promotions.logged(registry, database, line -> {}).settle(shop);

    int champion = registry.champion(shop).getAsInt();
    List<Deployment> rows =
        log.list(shop, 10_000).stream()
            .filter(d -> d.decision() == Deployment.Decision.PROMOTED)
            .toList();
    assertThat(champion).as(where).isEqualTo(rows.get(0).toVersion());
    assertThat(before == champion || before == rows.get(0).fromVersion()).as(where).isTrue();
    for (int i = 0; i + 1 < rows.size(); i++) {
      assertThat(rows.get(i).fromVersion()).as(where).isEqualTo(rows.get(i + 1).toVersion());
    }
    assertThat(log.list(shop, 10_000))
        .extracting(Deployment::toVersion)
        .as(where)
        .doesNotHaveDuplicates();
    try (var entries = Files.list(registry.open(shop).directory().getParent())) {
      assertThat(entries.map(e -> e.getFileName().toString()).filter(n -> n.startsWith("champion")))
          .as(where)
          .containsExactly("champion");
    }
  }

  /** Retrains without end, and prints a line at every step. */
  public static final class Retrainer {
    private Retrainer() {}

    public static void main(String... args) {
      Path models = Path.of(args[0]);
      Database database =
          Database.open(new StateFolder(models), Map.of("SHELFCAST_DB_URL", args[1]));
      Progress steps = (task, done, total, note) -> System.out.println(task + " " + done);
      for (long seed = Long.parseLong(args[3]); ; seed++) {
        Outcome outcome =
            TinyRetraining.run(database, models, steps)
                .run(args[2], TinyRetraining.request(seed, TinyRetraining.PLAIN));
        System.out.println(outcome.decision());
      }
    }
  }
}
