package io.shelfcast.deployment;

import com.google.cloud.aiplatform.v1.DeployedModel;
import com.google.cloud.aiplatform.v1.Model;
import io.shelfcast.ShelfcastException;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be done with one customer's versions in the cloud. */
final class VertexDeployment {

  private final Cloud cloud;
  private final Tenant tenant;
  private final ServingContainer container;
  private final String bucket;
  private final Questions questions;
  private final Progress progress;

  VertexDeployment(
      Cloud cloud,
      Tenant tenant,
      ServingContainer container,
      String bucket,
      Questions questions,
      Progress progress) {
    this.cloud = cloud;
    this.tenant = tenant;
    this.container = container;
    this.bucket = bucket;
    this.questions = questions;
    this.progress = progress;
  }

  /** Where versions are asked for what they say here. */
  @FunctionalInterface
  interface Questions {

    /**
     * A question with the answer that a version gives here.
     *
     * @param version null where it is not at hand; the question has no answer then
     */
    Question of(ModelVersion version);
  }

  /**
   * Brings a version to the endpoint.
   *
   * @param percent of the traffic; 100 for all of it
   * @return whether anything had to be done
   */
  boolean deploy(ModelVersion version, int percent) {
    BucketFolder folder = BucketFolder.of(bucket, version);
    Candidate candidate =
        new Candidate(version.version(), version.directory(), folder, questions.of(version));
    return rollout(candidate).run(percent);
  }

  /** The number of the version that answers, null where there is none. */
  Integer champion() {
    return tenant.model(cloud).alias(CloudModel.CHAMPION).map(CloudModel::number).orElse(null);
  }

  /**
   * The number of the version that has a part of the traffic on trial, null where there is none.
   */
  Integer canary() {
    CloudModel model = tenant.model(cloud);
    return canary(model).flatMap(model::of).map(CloudModel::number).orElse(null);
  }

  /** The number of the version that has a part of the traffic on trial. */
  int requireCanary() {
    Integer canary = canary();
    if (canary == null) {
      throw new ShelfcastException(
          "No version of customer '"
              + tenant.customer()
              + "' has a part of the traffic: 'deploy --canary 10' starts that");
    }
    return canary;
  }

  /**
   * Gives the canary all traffic, and undeploys the old version.
   *
   * @param here the canary's version in the registry, null where it is not at hand
   */
  void promote(int number, ModelVersion here) {
    rollout(inCloud(number, here)).run(100);
  }

  /** The number of the version that a rollback brings back. */
  int previous() {
    CloudModel model = tenant.model(cloud);
    if (canary(model).isPresent()) {
      return champion();
    }
    return model
        .alias(CloudModel.PREVIOUS)
        .filter(v -> !v.getVersionAliasesList().contains(CloudModel.CHAMPION))
        .map(CloudModel::number)
        .orElseThrow(
            () ->
                new ShelfcastException(
                    "There is no version to go back to: no version of customer '"
                        + tenant.customer()
                        + "' has alias previous"));
  }

  /**
   * Brings a version back that is in the cloud: all traffic to it, the others undeployed.
   *
   * @param here the version in the registry, null where it is not at hand
   */
  void rollback(int number, ModelVersion here) {
    rollout(inCloud(number, here)).run(100);
  }

  /**
   * Undeploys one version, or all, and the trial's endpoint.
   *
   * @param number null for all
   * @return what was undeployed, for people
   */
  List<String> undeploy(Integer number) {
    tenant.settle(cloud, progress);
    CloudModel model = tenant.model(cloud);
    tenant.trialEndpoint(cloud).ifPresent(CloudEndpoint::remove);
    Optional<CloudEndpoint> endpoint = tenant.endpoint(cloud);
    List<DeployedModel> gone =
        endpoint.map(e -> tenant.deployed(e, model)).orElse(List.of()).stream()
            .filter(d -> number == null || model.of(d).map(CloudModel::number).get().equals(number))
            .toList();
    if (gone.isEmpty()) {
      return List.of();
    }
    if (number == null) {
      endpoint.get().route(Map.of());
    }
    for (DeployedModel deployed : gone) {
      Integer share = endpoint.get().split().get(deployed.getId());
      if (share != null && endpoint.get().deployed().size() > 1) {
        throw new ShelfcastException(
            deployed.getDisplayName()
                + " has "
                + share
                + " % of the traffic: 'deploy promote' or 'deploy rollback' must move that first");
      }
      endpoint.get().undeploy(deployed);
    }
    return gone.stream().map(DeployedModel::getDisplayName).toList();
  }

  /** Everything of the customer's in the cloud, for people. */
  String status() {
    CloudModel model = tenant.model(cloud);
    StringBuilder text = new StringBuilder();
    text.append("Model: ").append(model.name().isEmpty() ? "none" : model.name()).append('\n');
    model.text().forEach(line -> text.append("  ").append(line).append('\n'));
    for (Optional<CloudEndpoint> endpoint :
        List.of(tenant.endpoint(cloud), tenant.trialEndpoint(cloud))) {
      endpoint.ifPresent(e -> append(text, e));
    }
    if (tenant.endpoint(cloud).isEmpty()) {
      text.append("Endpoint: none\n");
    }
    return text.toString();
  }

  private static void append(StringBuilder text, CloudEndpoint endpoint) {
    text.append("Endpoint: ").append(endpoint.displayName()).append(' ');
    text.append(endpoint.name()).append('\n');
    for (DeployedModel d : endpoint.deployed()) {
      var resources = d.getDedicatedResources();
      text.append("  ")
          .append(d.getDisplayName())
          .append("  deployed model ")
          .append(d.getId())
          .append(", ")
          .append(endpoint.split().getOrDefault(d.getId(), 0))
          .append(" % of the traffic, ")
          .append(resources.getMachineSpec().getMachineType())
          .append(", ")
          .append(resources.getMinReplicaCount())
          .append(" to ")
          .append(resources.getMaxReplicaCount())
          .append(" replicas\n");
    }
    if (endpoint.deployed().isEmpty()) {
      text.append("  nothing is deployed\n");
    }
  }

  private Optional<DeployedModel> canary(CloudModel model) {
    Optional<Model> champion = model.alias(CloudModel.CHAMPION);
    return champion.isEmpty()
        ? Optional.empty()
        : tenant
            .endpoint(cloud)
            .flatMap(
                e ->
                    tenant.deployed(e, model).stream()
                        .filter(d -> !CloudModel.isOf(d, champion.get()))
                        .filter(d -> e.split().containsKey(d.getId()))
                        .findFirst());
  }

  private Candidate inCloud(int number, ModelVersion here) {
    if (tenant.model(cloud).version(number).isEmpty()) {
      throw new ShelfcastException(
          "v" + number + " is not in the cloud: 'deploy --version " + number + "' brings it there");
    }
    return new Candidate(number, null, null, questions.of(here));
  }

  private Rollout rollout(Candidate candidate) {
    return new Rollout(cloud, tenant, container, candidate, progress);
  }
}
