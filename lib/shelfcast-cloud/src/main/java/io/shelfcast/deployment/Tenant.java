package io.shelfcast.deployment;

import com.google.cloud.aiplatform.v1.DeployedModel;
import com.google.cloud.aiplatform.v1.Model;
import io.shelfcast.progress.Progress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A customer in the cloud: under which label and names its model and endpoints are. */
record Tenant(String customer, CustomerLabel label, Names names) {

  static Tenant of(String customer, Names names) {
    return new Tenant(customer, CustomerLabel.of(customer), names);
  }

  /** The id in full, for people. */
  String description() {
    return "Shelfcast forecasts for customer '" + customer + "'";
  }

  CloudModel model(Cloud cloud) {
    return CloudModel.find(cloud, label, names);
  }

  Optional<CloudEndpoint> endpoint(Cloud cloud) {
    return CloudEndpoint.find(cloud, label, names.endpoint());
  }

  CloudEndpoint makeEndpoint(Cloud cloud) {
    return CloudEndpoint.make(cloud, label, names.endpoint(), description());
  }

  Optional<CloudEndpoint> trialEndpoint(Cloud cloud) {
    return CloudEndpoint.find(cloud, label, names.trial());
  }

  CloudEndpoint makeTrialEndpoint(Cloud cloud) {
    return CloudEndpoint.make(cloud, label, names.trial(), description() + ", on trial");
  }

  /** Waits for what a run that was killed has started. */
  void settle(Cloud cloud, Progress progress) {
    String location = cloud.project().location();
    for (String resource :
        List.of(
            location + "/models/" + label.resourceId(names.model()),
            location + "/endpoints/" + label.resourceId(names.endpoint()),
            location + "/endpoints/" + label.resourceId(names.trial()))) {
      cloud
          .longRunning()
          .settle(
              resource,
              () -> progress.say("Waiting for what another run has started at " + resource));
    }
  }

  /** Those deployed models of an endpoint that are versions of the customer's model. */
  List<DeployedModel> deployed(CloudEndpoint endpoint, CloudModel model) {
    return endpoint.deployed().stream().filter(d -> model.of(d).isPresent()).toList();
  }

  /** The deployed champion, or whoever else has most of the traffic, other than {@code id}. */
  Optional<DeployedModel> incumbent(CloudEndpoint endpoint, CloudModel model, String id) {
    Optional<Model> champion = model.alias(CloudModel.CHAMPION);
    return deployed(endpoint, model).stream()
        .filter(d -> !d.getId().equals(id))
        .max(
            Comparator.comparing(
                    (DeployedModel d) -> champion.filter(c -> CloudModel.isOf(d, c)).isPresent())
                .thenComparing(d -> endpoint.split().getOrDefault(d.getId(), 0)))
        .filter(
            d ->
                champion.filter(c -> CloudModel.isOf(d, c)).isPresent()
                    || endpoint.split().containsKey(d.getId()));
  }
}
