package io.shelfcast.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.aiplatform.v1.DeployedModel;
import com.google.cloud.aiplatform.v1.Endpoint;
import com.google.cloud.aiplatform.v1.Model;
import io.grpc.Status;
import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import io.shelfcast.deployment.Faults.When;
import io.shelfcast.fixtures.SharedDatabase;
import io.shelfcast.registry.Deployment.Decision;
import io.shelfcast.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Version 1 has the traffic; version 2 is deployed, and something goes wrong once. */
@ExtendWith(SharedDatabase.class)
class FailingStepTest {

  private static TrainedVersions versions;

  @TempDir Path folder;
  private CloudDouble cloud;
  private ModelRegistry registry;
  private Shop shop;
  private Path servedInstead;

  @BeforeAll
  static void train(@TempDir Path models) {
    versions = TrainedVersions.train(models);
  }

  @BeforeEach
  void deployTheFirst(Database database, TestInfo test) throws IOException {
    cloud =
        new CloudDouble(files -> new ServedFiles(servedInstead == null ? files : servedInstead));
    registry = new ModelRegistry(folder.resolve("models"));
    shop = new Shop("failing " + test.getDisplayName(), cloud.project(), database, registry);
    versions.load(database, shop.customer());
    versions.add(registry, shop.customer(), true);
    shop.deploy(100);
    versions.add(registry, shop.customer(), true);
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private Endpoint endpoint() {
    return cloud.vertex().endpoints().all().stream()
        .filter(e -> e.getDisplayName().equals("shelfops-forecast-endpoint"))
        .findFirst()
        .orElseThrow();
  }

  /** Who has traffic, by name. */
  private List<String> serving() {
    return endpoint().getDeployedModelsList().stream()
        .filter(d -> endpoint().getTrafficSplitOrDefault(d.getId(), 0) > 0)
        .map(DeployedModel::getDisplayName)
        .toList();
  }

  private void assertTheSecondServesAlone() {
    assertThat(cloud.vertex().endpoints().all()).as("endpoints").hasSize(1);
    assertThat(endpoint().getDeployedModelsList())
        .extracting(DeployedModel::getDisplayName)
        .containsExactly("shelfops-forecast-v2");
    assertThat(serving()).containsExactly("shelfops-forecast-v2");
    assertThat(cloud.vertex().models().versions())
        .extracting(Model::getDisplayName)
        .containsExactly("shelfops-forecast-v1", "shelfops-forecast-v2");
    assertThat(cloud.vertex().models().versions().get(1).getVersionAliasesList())
        .contains("v2", "champion");
  }

  @ParameterizedTest
  @CsvSource({
    "storage.list, AT_ONCE, NOT_FOUND",
    "storage.insert, AT_ONCE, PERMISSION_DENIED",
    "UploadModel, AT_ONCE, RESOURCE_EXHAUSTED",
    "UploadModel, LATER, NOT_FOUND",
    "UploadModel, AFTERWARDS, DEADLINE_EXCEEDED",
    "CreateEndpoint.trial, AT_ONCE, RESOURCE_EXHAUSTED",
    "CreateEndpoint.trial, AFTERWARDS, UNAVAILABLE",
    "DeployModel.trial, AT_ONCE, RESOURCE_EXHAUSTED",
    "DeployModel.trial, LATER, INTERNAL",
    "DeployModel.trial, AFTERWARDS, DEADLINE_EXCEEDED",
    "Predict.trial, AT_ONCE, UNAVAILABLE",
    "UndeployModel.trial, LATER, INTERNAL",
    "DeleteEndpoint.trial, AT_ONCE, UNAVAILABLE",
    "DeployModel, AT_ONCE, RESOURCE_EXHAUSTED",
    "DeployModel, LATER, DEADLINE_EXCEEDED",
    "DeployModel, AFTERWARDS, DEADLINE_EXCEEDED",
    "UpdateEndpoint, AT_ONCE, ABORTED",
    "UpdateEndpoint, AFTERWARDS, DEADLINE_EXCEEDED",
    "Predict, AT_ONCE, DEADLINE_EXCEEDED",
    "MergeVersionAliases, AT_ONCE, NOT_FOUND",
  })
  void theOldVersionKeepsTheTrafficAndTheNextRunFinishes(
      String method, When when, Status.Code code) {
    cloud.faults().fail(method, when, code.toStatus().withDescription("said so"));
    assertThatThrownBy(() -> shop.deploy(100))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("said so")
        .hasMessageContaining("raffic")
        .hasMessageContaining("again goes on");
    assertThat(cloud.faults().pending()).as("the failure came").isFalse();
    assertThat(serving()).containsExactly("shelfops-forecast-v1");
    assertThat(shop.log().get(0).decision()).isEqualTo(Decision.FAILED);

    assertThat(shop.deploy(100)).isZero();
    assertTheSecondServesAlone();
  }

  @ParameterizedTest
  @CsvSource({"AT_ONCE", "LATER", "AFTERWARDS"})
  void anOldVersionThatCannotBeUndeployedLeavesTheTrafficWithTheNewOne(When when) {
    cloud.faults().fail("UndeployModel", when, Status.INTERNAL.withDescription("said so"));
    assertThatThrownBy(() -> shop.deploy(100))
        .hasMessageContaining("undeploy shelfops-forecast-v1")
        .hasMessageContaining("The traffic is with the new version");
    assertThat(serving()).containsExactly("shelfops-forecast-v2");
    assertThat(shop.deploy(100)).isZero();
    assertTheSecondServesAlone();
  }

  @Test
  void anAliasThatHasMovedThoughTheAnswerGotLostIsTheChampions() {
    Status lost = Status.DEADLINE_EXCEEDED;
    cloud.faults().fail("MergeVersionAliases", When.AFTERWARDS, lost); // previous
    cloud.faults().fail("MergeVersionAliases", When.AFTERWARDS, lost); // champion
    assertThat(shop.deploy(100)).isZero();
    assertThat(cloud.faults().pending()).as("the failures came").isFalse();
    assertTheSecondServesAlone();
  }

  @Test
  void anUndeploymentThatFailsIsLogged() {
    cloud.faults().fail("UndeployModel", When.LATER, Status.INTERNAL.withDescription("said so"));
    assertThatThrownBy(() -> shop.run(DeployVerb.Action.UNDEPLOY)).hasMessageContaining("said so");
    assertThat(shop.log().get(0).decision()).isEqualTo(Decision.FAILED);
    assertThat(shop.log().get(0).fromVersion()).isEqualTo(1);
    assertThat(shop.run(DeployVerb.Action.UNDEPLOY)).isZero();
    assertThat(endpoint().getDeployedModelsList()).isEmpty();
  }

  @Test
  void anUploadThatBreaksOffIsGoneOnWith() {
    cloud.faults().fail("storage.put", When.LATER, Status.UNAVAILABLE);
    assertThat(shop.deploy(100)).isZero();
    assertThat(cloud.storage().resumed()).hasSize(1);
    assertTheSecondServesAlone();
  }

  @Test
  void filesOfAnotherRegistryAreNotWrittenOver() {
    String name =
        cloud.storage().objects(CloudDouble.BUCKET).keySet().stream()
            .filter(o -> o.endsWith("/v1/model.json"))
            .findFirst()
            .orElseThrow()
            .replace("/v1/", "/v2/");
    cloud.storage().put(CloudDouble.BUCKET, name, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> shop.deploy(100)).hasMessageContaining("other contents");
    assertThat(cloud.storage().objects(CloudDouble.BUCKET).get(name).bytes()).hasSize(3);
    assertThat(serving()).containsExactly("shelfops-forecast-v1");
  }

  @Test
  void aVersionThatSaysSomethingElseInTheCloudGetsNoTraffic() {
    servedInstead = registry.open(shop.customer(), 1).directory();
    assertThatThrownBy(() -> shop.deploy(100))
        .hasMessageContaining("does not say in the cloud what it says here")
        .hasMessageContaining("model_version");
    assertThat(cloud.faults().changes()).doesNotContain("DeployModel.trial, DeployModel");
    assertThat(serving()).containsExactly("shelfops-forecast-v1");
    assertThat(cloud.vertex().endpoints().all()).as("the trial is cleared away").hasSize(1);
  }

  @Test
  void whoeverChangesTheEndpointMeanwhileIsNotOverridden() {
    cloud
        .faults()
        .listen(
            method -> {
              if (method.equals("UpdateEndpoint")) {
                cloud.faults().listenNoMore();
                cloud.vertex().endpoints().touch(endpoint().getName());
              }
            });
    assertThatThrownBy(() -> shop.deploy(100))
        .hasMessageContaining("etag")
        .hasMessageContaining("if somebody else is deploying");
    assertThat(serving()).containsExactly("shelfops-forecast-v1");
  }
}
