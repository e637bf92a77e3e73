package io.shelfcast.retraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shelfcast.ShelfcastException;
import io.shelfcast.StateFolder;
import io.shelfcast.database.Database;
import io.shelfcast.database.EmbeddedPostgres;
import io.shelfcast.database.Loader;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.SharedDatabase;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.Deployment;
import io.shelfcast.registry.DeploymentLog;
import io.shelfcast.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Retraining while what it stands on breaks away. */
@ExtendWith(SharedDatabase.class)
class RetrainingOutageTest {

  private final Database shared;
  @TempDir Path folder;

  RetrainingOutageTest(Database shared) {
    this.shared = shared;
  }

  @Test
  void databaseGoneInTheMiddleIsAClearErrorAndTheChampionStays() throws IOException {
    StateFolder state = new StateFolder(folder);
    Database database = Database.open(state, Map.of());
    EmbeddedPostgres server = new EmbeddedPostgres(state);
    try {
      new Loader(database, Progress.NONE).load("shop", CornerShop.directory(), Loader.Mode.REPLACE);
      Path models = state.models();
      ModelRegistry registry = new ModelRegistry(models);
      TinyRetraining.run(database, models, Progress.NONE)
          .run("shop", TinyRetraining.request(42, PromotionRule.DEFAULT));
      List<String> said = new ArrayList<>();
      Progress stops =
          new Progress() {
            @Override
            public void step(String task, long done, long total, String note) {
              if (task.equals("judging") && done == 1) {
                server.stop();
              }
            }

            @Override
            public void say(String line) {
              said.add(line);
            }
          };

      assertThatThrownBy(
              () ->
                  TinyRetraining.run(database, models, stops)
                      .run("shop", TinyRetraining.request(1, TinyRetraining.PLAIN)))
          .isInstanceOf(ShelfcastException.class)
          .hasMessageContaining("The connection to the database was lost while customer 'shop'")
          .hasMessageContaining("the champion stays; run again");
      assertThat(said)
          .anySatisfy(line -> assertThat(line).startsWith("Not logged: Cannot connect"));
      assertThat(registry.champion("shop")).hasValue(1);

      Database again = Database.open(state, Map.of());
      TinyRetraining.run(again, models, Progress.NONE)
          .run("shop", TinyRetraining.request(1, PromotionRule.DEFAULT));
      assertThat(new DeploymentLog(again).list("shop", 9)).hasSize(2);
    } finally {
      server.stop();
    }
  }

  @Test
  void fullDiskIsAClearErrorAndTheChampionStays() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk.toString()) == 0,
        "a small file system cannot be mounted here: that takes root");
    try {
      String customer = "full shop";
      new Loader(shared, Progress.NONE).load(customer, CornerShop.directory(), Loader.Mode.REPLACE);
      ModelRegistry registry = new ModelRegistry(disk);
      ShelfcastException full = null;
      int champion = 0;
      for (int seed = 42; full == null; seed++) {
        champion = registry.champion(customer).orElse(0);
        try {
          TinyRetraining.run(shared, disk, Progress.NONE)
              .run(customer, TinyRetraining.request(seed, TinyRetraining.PLAIN));
        } catch (ShelfcastException e) {
          full = e;
        }
      }
      assertThat(full).hasMessageContaining("No space left on device");
      assertThat(champion).isPositive();
      assertThat(registry.open(customer).version()).isEqualTo(champion);
      for (int version : registry.versions(customer)) {
        assertThat(registry.open(customer, version).forecaster()).isNotNull();
      }
      Deployment last = new DeploymentLog(shared).list(customer, 1).get(0);
      assertThat(last.decision()).isEqualTo(Deployment.Decision.FAILED);
      assertThat(last.reason()).contains("No space left on device");

      registry.prune(customer, 1);
      run("mount", "-o", "remount,size=12m", disk.toString());
      assertThat(
              TinyRetraining.run(shared, disk, Progress.NONE)
                  .run(customer, TinyRetraining.request(1, PromotionRule.DEFAULT))
                  .challenger())
          .isNotNull();
    } finally {
      run("umount", disk.toString());
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }
}
