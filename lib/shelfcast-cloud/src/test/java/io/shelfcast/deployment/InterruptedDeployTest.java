package io.shelfcast.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.aiplatform.v1.DeployedModel;
import com.google.cloud.aiplatform.v1.Endpoint;
import com.google.cloud.aiplatform.v1.Model;
import io.shelfcast.StateFolder;
import io.shelfcast.database.Database;
import io.shelfcast.fixtures.ChildProcess;
import io.shelfcast.fixtures.SharedDatabase;
import io.shelfcast.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are killed, and runs that meet. */
@ExtendWith(SharedDatabase.class)
class InterruptedDeployTest {

  private static TrainedVersions versions;

  @TempDir Path folder;
  private CloudDouble cloud;
  private ModelRegistry registry;
  private Shop shop;

  @BeforeAll
  static void train(@TempDir Path models) {
    versions = TrainedVersions.train(models);
  }

  @BeforeEach
  void open(Database database, TestInfo test) throws IOException {
    cloud = new CloudDouble(ServedFiles::new);
    registry = new ModelRegistry(folder.resolve("models"));
    shop = new Shop("broken off " + test.getDisplayName(), cloud.project(), database, registry);
    versions.load(database, shop.customer());
    versions.add(registry, shop.customer(), true);
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private void assertServesAlone(int version) {
    assertThat(cloud.vertex().endpoints().all()).as("endpoints").hasSize(1);
    Endpoint endpoint = cloud.vertex().endpoints().all().get(0);
    assertThat(endpoint.getDeployedModelsList())
        .extracting(DeployedModel::getDisplayName)
        .containsExactly("shelfops-forecast-v" + version);
    assertThat(endpoint.getTrafficSplitMap().values()).containsExactly(100);
    assertThat(cloud.vertex().models().versions()).hasSize(version);
    Model champion = cloud.vertex().models().versions().get(version - 1);
    assertThat(champion.getVersionAliasesList()).contains("v" + version, "champion");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "storage.put",
        "UploadModel",
        "CreateEndpoint.trial",
        "DeployModel.trial",
        "Predict.trial",
        "DeployModel",
        "UpdateEndpoint",
        "Predict",
        "MergeVersionAliases",
        "UndeployModel"
      })
  void whatAKilledRunBeganTheNextOneFinishes(String method, Database database) throws Exception {
    shop.deploy(100);
    versions.add(registry, shop.customer(), true);
    AtomicReference<Process> child = new AtomicReference<>();
    CompletableFuture<Process> started = new CompletableFuture<>();
    cloud
        .faults()
        .listen(
            called -> {
              if (called.equals(method)) {
                started.join().destroyForcibly();
              }
            });
    child.set(
        ChildProcess.startMain(
            DeployChild.class,
            shop.customer(),
            cloud.vertex().address(),
            cloud.storage().address(),
            registry.models().toString(),
            database.address().fullJdbcUrl()));
    started.complete(child.get());
    assertThat(child.get().waitFor()).as("killed").isEqualTo(128 + 9);
    cloud.faults().listenNoMore();

    assertThat(shop.deploy(100)).isZero();
    assertServesAlone(2);
  }

  @Test
  void ofTwoAtOnceOneWaitsAndHasNothingToDo(Database database) {
    Shop second = new Shop(shop.customer(), cloud.project(), database, registry);
    AtomicReference<CompletableFuture<Integer>> its = new AtomicReference<>();
    cloud
        .faults()
        .listen(
            method -> {
              if (method.equals("DeployModel.trial") && its.get() == null) {
                its.set(CompletableFuture.supplyAsync(() -> second.deploy(100)));
                second.awaitSaid("is being deployed by another run");
              }
            });
    assertThat(shop.deploy(100)).isZero();
    assertThat(its.get().join()).isZero();
    assertThat(second.printed()).contains("nothing to do");
    assertServesAlone(1);
  }

  @Test
  void withoutACommonDatabaseTheSecondIsTold(Database database) throws Exception {
    try (Connection connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE elsewhere");
    }
    Database elsewhere =
        Database.open(
            new StateFolder(folder),
            Map.of(
                "SHELFCAST_DB_URL",
                database.address().fullJdbcUrl().replaceFirst("/shelfcast\\b", "/elsewhere")));
    elsewhere.migrate();
    versions.load(elsewhere, shop.customer());
    Shop second = new Shop(shop.customer(), cloud.project(), elsewhere, registry);
    cloud
        .faults()
        .listen(
            method -> {
              if (method.equals("DeployModel.trial")) {
                cloud.faults().listenNoMore();
                assertThat(second.deploy(100)).isZero();
              }
            });
    assertThatThrownBy(() -> shop.deploy(100)).hasMessageContaining("does not exist");
    assertServesAlone(1);
    assertThat(shop.deploy(100)).isZero();
    assertServesAlone(1);
  }

  @Test
  void withoutCredentialsItIsSaidHowToGetThem() throws Exception {
    ProcessBuilder builder = new ProcessBuilder(ChildProcess.command(DeployChild.class));
    builder.environment().remove("GOOGLE_APPLICATION_CREDENTIALS");
    builder.environment().put("CLOUDSDK_CONFIG", folder.toString());
    builder.environment().put("NO_GCE_CHECK", "true");
    Process child = builder.start();
    assertThat(ChildProcess.line(child))
        .contains("No credentials", "gcloud auth application-default login");
    assertThat(child.waitFor()).isZero();
  }
}
