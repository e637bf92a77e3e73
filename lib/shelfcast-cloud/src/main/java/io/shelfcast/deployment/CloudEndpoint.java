package io.shelfcast.deployment;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import com.google.cloud.aiplatform.v1.CreateEndpointRequest;
import com.google.cloud.aiplatform.v1.DeleteEndpointRequest;
import com.google.cloud.aiplatform.v1.DeployModelRequest;
import com.google.cloud.aiplatform.v1.DeployModelResponse;
import com.google.cloud.aiplatform.v1.DeployedModel;
import com.google.cloud.aiplatform.v1.Endpoint;
import com.google.cloud.aiplatform.v1.ListEndpointsRequest;
import com.google.cloud.aiplatform.v1.Model;
import com.google.cloud.aiplatform.v1.PredictRequest;
import com.google.cloud.aiplatform.v1.PredictResponse;
import com.google.cloud.aiplatform.v1.UndeployModelRequest;
import com.google.cloud.aiplatform.v1.UndeployModelResponse;
import com.google.protobuf.Empty;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Value;
import io.shelfcast.ShelfcastException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An endpoint of a customer's, as it was when last read; every change reads it again. */
final class CloudEndpoint {

  private final Cloud cloud;
  private Endpoint now;

  private CloudEndpoint(Cloud cloud, Endpoint now) {
    this.cloud = cloud;
    this.now = now;
  }

  /** Looks for a customer's endpoint of a name, by label and name. */
  static Optional<CloudEndpoint> find(Cloud cloud, CustomerLabel customer, String name) {
    try {
      List<Endpoint> found = new ArrayList<>();
      var request =
          ListEndpointsRequest.newBuilder()
              .setParent(cloud.project().location())
              .setFilter("labels." + CustomerLabel.KEY + "=\"" + customer.label() + "\"")
              .build();
      for (Endpoint endpoint : cloud.endpoints().listEndpoints(request).iterateAll()) {
        if (endpoint.getDisplayName().equals(name)) {
          found.add(endpoint);
        }
      }
      if (found.size() > 1) {
        throw new ShelfcastException(
            "Two endpoints are named "
                + name
                + " and bear the customer's label "
                + customer.label()
                + ": remove one of "
                + found.stream().map(Endpoint::getName).toList());
      }
      return found.stream().findFirst().map(endpoint -> new CloudEndpoint(cloud, endpoint));
    } catch (ApiException e) {
      throw CloudFailure.of("list the endpoints of " + cloud.project().location(), e);
    }
  }

  /** The customer's endpoint, made where it is lacking. */
  static CloudEndpoint make(Cloud cloud, CustomerLabel customer, String name, String description) {
    Optional<CloudEndpoint> there = find(cloud, customer, name);
    if (there.isPresent()) {
      return there.get();
    }
    var request =
        CreateEndpointRequest.newBuilder()
            .setParent(cloud.project().location())
            .setEndpointId(customer.resourceId(name))
            .setEndpoint(
                Endpoint.newBuilder()
                    .setDisplayName(name)
                    .setDescription(description)
                    .putLabels(CustomerLabel.KEY, customer.label()))
            .build();
    String what = "make endpoint " + name;
    try {
      cloud
          .longRunning()
          .run(what, cloud.endpoints().createEndpointCallable(), request, Endpoint.class);
    } catch (ShelfcastException e) {
      if (!CloudFailure.is(e, StatusCode.Code.ALREADY_EXISTS)) {
        throw e;
      }
      // Another run has made it since it was looked for.
    }
    return find(cloud, customer, name)
        .orElseThrow(
            () ->
                new ShelfcastException(
                    "Cannot " + what + ": it was removed again; run this again"));
  }

  String name() {
    return now.getName();
  }

  String displayName() {
    return now.getDisplayName();
  }

  List<DeployedModel> deployed() {
    return now.getDeployedModelsList();
  }

  Optional<DeployedModel> deployed(Model version) {
    return deployed().stream().filter(d -> CloudModel.isOf(d, version)).findFirst();
  }

  /** Percent of the traffic by deployed-model id; those without any are not in it. */
  Map<String, Integer> split() {
    return Traffic.without0(now.getTrafficSplitMap());
  }

  void read() {
    try {
      now = cloud.endpoints().getEndpoint(now.getName());
    } catch (ApiException e) {
      throw CloudFailure.of("read endpoint " + displayName(), e);
    }
  }

  /**
   * Deploys a version, which takes minutes.
   *
   * @param traffic percent for it; with 0 the others keep theirs
   * @return its deployed-model id
   */
  String deploy(Model version, String shown, ServingContainer container, int traffic) {
    DeployModelRequest.Builder request =
        DeployModelRequest.newBuilder()
            .setEndpoint(now.getName())
            .setDeployedModel(
                DeployedModel.newBuilder()
                    .setModel(CloudModel.versioned(version))
                    .setDisplayName(shown)
                    .setDedicatedResources(container.resources()));
    if (traffic > 0) {
      request.putTrafficSplit("0", traffic); // "0" is the one that this request deploys
    }
    DeployModelResponse deployed =
        cloud
            .longRunning()
            .run(
                "deploy " + shown + " to " + displayName(),
                cloud.endpoints().deployModelCallable(),
                request.build(),
                DeployModelResponse.class);
    read();
    return deployed.getDeployedModel().getId();
  }

  /** Sets the traffic, unless somebody has changed the endpoint since it was read. */
  void route(Map<String, Integer> split) {
    Endpoint wanted =
        Endpoint.newBuilder()
            .setName(now.getName())
            .setEtag(now.getEtag())
            .putAllTrafficSplit(split)
            .build();
    try {
      now =
          cloud
              .endpoints()
              .updateEndpoint(wanted, FieldMask.newBuilder().addPaths("traffic_split").build());
    } catch (ApiException e) {
      throw CloudFailure.of("move the traffic of " + displayName(), e);
    }
  }

  /** Takes a deployed model away; it must have no traffic, unless it is the last one. */
  void undeploy(DeployedModel deployed) {
    undeploy(deployed, Map.of());
  }

  private void undeploy(DeployedModel deployed, Map<String, Integer> split) {
    cloud
        .longRunning()
        .run(
            "undeploy " + deployed.getDisplayName() + " from " + displayName(),
            cloud.endpoints().undeployModelCallable(),
            UndeployModelRequest.newBuilder()
                .setEndpoint(now.getName())
                .setDeployedModelId(deployed.getId())
                .putAllTrafficSplit(split)
                .build(),
            UndeployModelResponse.class);
    read();
  }

  /** Removes the endpoint with all that is deployed there. */
  void remove() {
    read();
    for (DeployedModel deployed : deployed()) {
      route(Map.of());
      undeploy(deployed);
    }
    cloud
        .longRunning()
        .run(
            "remove endpoint " + displayName(),
            cloud.endpoints().deleteEndpointCallable(),
            DeleteEndpointRequest.newBuilder().setName(now.getName()).build(),
            Empty.class);
  }

  /** Asks for one prediction; who answers is up to the traffic. */
  PredictResponse ask(Value instance) {
    try {
      return cloud
          .predictions()
          .predict(
              PredictRequest.newBuilder()
                  .setEndpoint(now.getName())
                  .addInstances(instance)
                  .build());
    } catch (ApiException e) {
      throw CloudFailure.of("get a prediction from " + displayName(), e);
    }
  }
}
