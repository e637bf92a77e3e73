package io.shelfcast.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.aiplatform.v1.DeployedModel;
import com.google.cloud.aiplatform.v1.Endpoint;
import com.google.cloud.aiplatform.v1.Model;
import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
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

@ExtendWith(SharedDatabase.class)
class DeployTest {

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
    shop =
        new Shop("Käse & Söhne/../" + test.getDisplayName(), cloud.project(), database, registry);
    versions.add(registry, shop.customer(), true);
    versions.load(database, shop.customer());
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private Endpoint endpoint() {
    assertThat(cloud.vertex().endpoints().all()).hasSize(1);
    return cloud.vertex().endpoints().all().get(0);
  }

  private List<String> deployed() {
    return endpoint().getDeployedModelsList().stream().map(DeployedModel::getDisplayName).toList();
  }

  @Test
  void theChampionIsUploadedDeployedAndHasAllTraffic() {
    assertThat(shop.deploy(100)).isZero();

    assertThat(cloud.storage().objects(CloudDouble.BUCKET))
        .containsKeys(
            "_4b_c3_a4se_20_26_20_53_c3_b6hne_2f_2e_2e_2f"
                + "the_43hampion_49s_55ploaded_44eployed_41nd_48as_41ll_54raffic_28_29/v1/model.json");
    Model version = cloud.vertex().models().versions().get(0);
    assertThat(version.getDisplayName()).isEqualTo("shelfops-forecast-v1");
    assertThat(version.getVersionAliasesList()).contains("v1", "champion");
    assertThat(version.getContainerSpec().getImageUri()).isEqualTo(CloudDouble.IMAGE);
    assertThat(version.getContainerSpec().getPredictRoute()).isEqualTo("/predict");
    assertThat(version.getContainerSpec().getHealthRoute()).isEqualTo("/health");
    assertThat(endpoint().getDisplayName()).isEqualTo("shelfops-forecast-endpoint");
    DeployedModel deployed = endpoint().getDeployedModels(0);
    assertThat(deployed.getDisplayName()).isEqualTo("shelfops-forecast-v1");
    assertThat(deployed.getDedicatedResources().getMachineSpec().getMachineType())
        .isEqualTo("n1-standard-4");
    assertThat(deployed.getDedicatedResources().getMinReplicaCount()).isEqualTo(1);
    assertThat(deployed.getDedicatedResources().getMaxReplicaCount()).isEqualTo(5);
    assertThat(endpoint().getTrafficSplitMap())
        .containsOnly(java.util.Map.entry(deployed.getId(), 100));
    assertThat(shop.log().get(0).decision()).isEqualTo(Decision.DEPLOYED);
    assertThat(shop.log().get(0).toVersion()).isEqualTo(1);
  }

  @Test
  void aSecondRunChangesNothing() {
    shop.deploy(100);
    cloud.faults().forgetCalls();
    assertThat(shop.deploy(100)).isZero();
    assertThat(cloud.faults().changes()).isEmpty();
    assertThat(shop.printed()).contains("nothing to do");
    assertThat(shop.log()).hasSize(1);
  }

  @Test
  void theNextVersionTakesThePlaceOfTheOld() {
    shop.deploy(100);
    versions.add(registry, shop.customer(), true);
    assertThat(shop.deploy(100)).isZero();
    assertThat(deployed()).containsExactly("shelfops-forecast-v2");
    assertThat(cloud.vertex().models().versions())
        .extracting(v -> List.copyOf(v.getVersionAliasesList()))
        .containsExactly(List.of("v1", "default", "previous"), List.of("v2", "champion"));
    assertThat(cloud.vertex().models().versions().stream().map(Model::getName).distinct())
        .as("models")
        .hasSize(1);
    assertThat(shop.log().get(0).fromVersion()).isEqualTo(1);
  }

  @Test
  void theOldVersionKeepsTheTrafficUntilTheNewOneHasAnswered() {
    shop.deploy(100);
    String old = endpoint().getDeployedModels(0).getId();
    String name = endpoint().getName();
    versions.add(registry, shop.customer(), true);
    List<String> order = new java.util.ArrayList<>();
    cloud
        .faults()
        .listen(
            method -> {
              if (method.startsWith("Predict")) {
                order.add(method);
              } else if (!order.contains("Predict.trial")) {
                Endpoint now = cloud.vertex().endpoints().all().get(0);
                assertThat(now.getTrafficSplitMap())
                    .as(method)
                    .containsOnly(java.util.Map.entry(old, 100));
              }
            });
    shop.deploy(100);
    assertThat(order).startsWith("Predict.trial", "Predict");
    assertThat(endpoint().getName()).isEqualTo(name);
    assertThat(endpoint().getTrafficSplitMap()).doesNotContainKey(old);
  }

  @Test
  void aVersionThatMissesTheGateIsRefusedUnlessForcedWhichIsLogged() {
    versions.add(registry, shop.customer(), false);
    assertThat(shop.deploy(100)).isEqualTo(3);
    assertThat(cloud.faults().changes()).isEmpty();
    assertThat(shop.log().get(0).decision()).isEqualTo(Decision.REJECTED);
    assertThat(shop.deployForced("Christmas")).isZero();
    assertThat(shop.log().get(0).reason()).contains("Christmas");
    assertThat(deployed()).containsExactly("shelfops-forecast-v2");
  }

  @Test
  void aCanaryGetsItsShareAndPromoteFinishes() {
    shop.deploy(100);
    versions.add(registry, shop.customer(), true);
    assertThat(shop.deploy(10)).isZero();
    assertThat(deployed()).containsExactly("shelfops-forecast-v1", "shelfops-forecast-v2");
    assertThat(endpoint().getTrafficSplitMap().values()).containsExactlyInAnyOrder(90, 10);
    cloud.faults().forgetCalls();
    shop.deploy(10);
    assertThat(cloud.faults().changes()).isEmpty();
    assertThat(shop.run(DeployVerb.Action.PROMOTE)).isZero();
    assertThat(deployed()).containsExactly("shelfops-forecast-v2");
    assertThatThrownBy(() -> shop.run(DeployVerb.Action.PROMOTE))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("--canary");
  }

  @Test
  void rollbackTakesACanaryBackOrBringsThePreviousVersion() {
    shop.deploy(100);
    assertThatThrownBy(() -> shop.run(DeployVerb.Action.ROLLBACK))
        .hasMessageContaining("no version to go back to");
    versions.add(registry, shop.customer(), true);
    shop.deploy(10);
    assertThat(shop.run(DeployVerb.Action.ROLLBACK)).isZero();
    assertThat(deployed()).containsExactly("shelfops-forecast-v1");
    shop.deploy(100);
    assertThat(deployed()).containsExactly("shelfops-forecast-v2");
    assertThat(shop.run(DeployVerb.Action.ROLLBACK)).isZero();
    assertThat(deployed()).containsExactly("shelfops-forecast-v1");
    assertThat(shop.log().get(0).decision()).isEqualTo(Decision.ROLLED_BACK);
    assertThat(shop.log().get(0).fromVersion()).isEqualTo(2);
    assertThat(shop.log().get(0).toVersion()).isEqualTo(1);
  }

  @Test
  void undeployLeavesNothingThatCosts() {
    shop.deploy(100);
    assertThat(shop.run(DeployVerb.Action.UNDEPLOY)).isZero();
    assertThat(deployed()).isEmpty();
    assertThat(shop.log().get(0).decision()).isEqualTo(Decision.UNDEPLOYED);
    assertThat(shop.deploy(100)).isZero();
    assertThat(deployed()).containsExactly("shelfops-forecast-v1");
  }

  @Test
  void statusSaysWhatIsDeployed() {
    shop.run(DeployVerb.Action.STATUS);
    assertThat(shop.printed()).contains("Model: none", "Endpoint: none");
    shop.deploy(100);
    shop.run(DeployVerb.Action.STATUS);
    assertThat(shop.printed())
        .contains("shelfops-forecast-v1", "100 % of the traffic", "n1-standard-4", "champion");
  }

  @Test
  void aPlanChangesNothingAndSaysWhatIsDone() {
    shop.plan();
    assertThat(cloud.faults().changes()).isEmpty();
    assertThat(shop.printed()).contains("upload", "trial", "traffic").doesNotContain("done");
    shop.deploy(100);
    versions.add(registry, shop.customer(), true);
    shop.plan();
    assertThat(shop.printed()).contains("undeploy  shelfops-forecast-v1");
  }

  @Test
  void customersOfOneProjectDoNotMeet(Database database) {
    Shop other = new Shop(shop.customer() + " & Co", cloud.project(), database, registry);
    versions.add(registry, other.customer(), true);
    versions.load(database, other.customer());
    shop.deploy(100);
    other.deploy(100);
    versions.add(registry, other.customer(), true);
    other.deploy(100);
    assertThat(cloud.vertex().endpoints().all())
        .extracting(e -> e.getDeployedModels(0).getDisplayName())
        .containsExactly("shelfops-forecast-v1", "shelfops-forecast-v2");
    assertThat(cloud.vertex().models().versions().stream().map(Model::getName).distinct())
        .as("models")
        .hasSize(2);
    other.run(DeployVerb.Action.UNDEPLOY);
    assertThat(cloud.vertex().endpoints().all().get(0).getDeployedModelsCount()).isEqualTo(1);
  }
}
