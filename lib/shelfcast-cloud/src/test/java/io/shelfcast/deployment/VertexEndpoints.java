package io.shelfcast.deployment;

import com.google.cloud.aiplatform.v1.CreateEndpointRequest;
import com.google.cloud.aiplatform.v1.DedicatedResources;
import com.google.cloud.aiplatform.v1.DeleteEndpointRequest;
import com.google.cloud.aiplatform.v1.DeployModelRequest;
import com.google.cloud.aiplatform.v1.DeployModelResponse;
import com.google.cloud.aiplatform.v1.DeployedModel;
import com.google.cloud.aiplatform.v1.Endpoint;
import com.google.cloud.aiplatform.v1.EndpointServiceGrpc;
import com.google.cloud.aiplatform.v1.GetEndpointRequest;
import com.google.cloud.aiplatform.v1.ListEndpointsRequest;
import com.google.cloud.aiplatform.v1.ListEndpointsResponse;
import com.google.cloud.aiplatform.v1.Model;
import com.google.cloud.aiplatform.v1.UndeployModelRequest;
import com.google.cloud.aiplatform.v1.UndeployModelResponse;
import com.google.cloud.aiplatform.v1.UpdateEndpointRequest;
import com.google.longrunning.Operation;
import com.google.protobuf.Empty;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The double's endpoints, and the containers behind their deployed models. */
final class VertexEndpoints extends EndpointServiceGrpc.EndpointServiceImplBase
    implements AutoCloseable {

  private final VertexDouble vertex;
  private final VertexModels models;
  private final StorageDouble storage;
  private final Container.Image image;
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
  private final Map<String, Container> containers = new LinkedHashMap<>();
  private long etag;
  private int deployments;

  VertexEndpoints(
      VertexDouble vertex, VertexModels models, StorageDouble storage, Container.Image image) {
    this.vertex = vertex;
    this.models = models;
    this.storage = storage;
    this.image = image;
  }

  /** All endpoints, in the order of their making. */
  synchronized java.util.List<Endpoint> all() {
    return java.util.List.copyOf(endpoints.values());
  }

  synchronized Endpoint endpoint(String name) throws StatusException {
    Endpoint endpoint = endpoints.get(name);
    if (endpoint == null) {
      throw VertexDouble.refuse(Status.NOT_FOUND, "The Endpoint does not exist: " + name);
    }
    return endpoint;
  }

  /** The container behind a deployed model. */
  synchronized Container container(String deployedModel) {
    return containers.get(deployedModel);
  }

  /** The double's name for a call that is about a trial's endpoint. */
  private static String named(String method, String endpoint) {
    return endpoint.contains("-trial-") ? method + ".trial" : method;
  }

  /** Changes an endpoint in nothing but its etag, as somebody else would. */
  synchronized void touch(String name) {
    store(endpoints.get(name).toBuilder());
  }

  private void store(Endpoint.Builder endpoint) {
    endpoints.put(endpoint.getName(), endpoint.setEtag("etag-" + ++etag).build());
  }

  @Override
  public void createEndpoint(CreateEndpointRequest request, StreamObserver<Operation> observer) {
    String name = request.getParent() + "/endpoints/" + request.getEndpointId();
    vertex.answerLater(
        named("CreateEndpoint", name),
        observer,
        () -> {
          VertexDouble.checkLabels(request.getEndpoint().getLabelsMap());
          VertexDouble.require(
              request.getEndpointId().matches("[a-z][a-z0-9-]{0,61}[a-z0-9]"),
              "Invalid endpoint ID");
          checkNew(name);
          return name;
        },
        () -> {
          synchronized (this) {
            checkNew(name);
            store(request.getEndpoint().toBuilder().setName(name));
            return endpoints.get(name);
          }
        });
  }

  private synchronized void checkNew(String name) throws StatusException {
    if (endpoints.containsKey(name)) {
      throw VertexDouble.refuse(Status.ALREADY_EXISTS, "The Endpoint exists: " + name);
    }
  }

  @Override
  public void getEndpoint(GetEndpointRequest request, StreamObserver<Endpoint> observer) {
    vertex.answer("GetEndpoint", observer, () -> endpoint(request.getName()));
  }

  @Override
  public void listEndpoints(
      ListEndpointsRequest request, StreamObserver<ListEndpointsResponse> observer) {
    vertex.answer(
        "ListEndpoints",
        observer,
        () -> {
          ListEndpointsResponse.Builder list = ListEndpointsResponse.newBuilder();
          for (Endpoint endpoint : all()) {
            if (endpoint.getName().startsWith(request.getParent() + "/")
                && VertexDouble.meets(endpoint.getLabelsMap(), request.getFilter())) {
              list.addEndpoints(endpoint);
            }
          }
          return list.build();
        });
  }

  @Override
  public void updateEndpoint(UpdateEndpointRequest request, StreamObserver<Endpoint> observer) {
    vertex.answer(
        named("UpdateEndpoint", request.getEndpoint().getName()),
        observer,
        () -> {
          synchronized (this) {
            Endpoint wanted = request.getEndpoint();
            Endpoint now = endpoint(wanted.getName());
            VertexDouble.require(
                request.getUpdateMask().getPathsList().equals(java.util.List.of("traffic_split")),
                "The double only updates traffic_split");
            if (!wanted.getEtag().isEmpty() && !wanted.getEtag().equals(now.getEtag())) {
              throw VertexDouble.refuse(
                  Status.ABORTED, "The etag does not match: the Endpoint has changed");
            }
            checkSplit(now, wanted.getTrafficSplitMap());
            store(
                now.toBuilder()
                    .clearTrafficSplit()
                    .putAllTrafficSplit(wanted.getTrafficSplitMap()));
            return endpoint(wanted.getName());
          }
        });
  }

  private static void checkSplit(Endpoint endpoint, Map<String, Integer> split)
      throws StatusException {
    int sum = split.values().stream().mapToInt(Integer::intValue).sum();
    VertexDouble.require(split.isEmpty() || sum == 100, "Traffic must add up to 100");
    for (String id : split.keySet()) {
      VertexDouble.require(
          endpoint.getDeployedModelsList().stream().anyMatch(d -> d.getId().equals(id)),
          "Traffic for a model that is not deployed: " + id);
    }
  }

  @Override
  public void deployModel(DeployModelRequest request, StreamObserver<Operation> observer) {
    vertex.answerLater(
        named("DeployModel", request.getEndpoint()),
        observer,
        () -> {
          models.version(request.getDeployedModel().getModel());
          endpoint(request.getEndpoint());
          DedicatedResources on = request.getDeployedModel().getDedicatedResources();
          VertexDouble.require(
              on.getMachineSpec().getMachineType().matches("[nec][12][d]?-[a-z]+-[0-9]+"),
              "Unknown machine type");
          VertexDouble.require(
              on.getMinReplicaCount() >= 1 && on.getMaxReplicaCount() >= on.getMinReplicaCount(),
              "Invalid replica counts");
          return request.getEndpoint();
        },
        () -> deploy(request));
  }

  private DeployModelResponse deploy(DeployModelRequest request) throws Exception {
    Model version = models.version(request.getDeployedModel().getModel());
    Container container = image.start(files(version.getArtifactUri()));
    synchronized (this) {
      Endpoint now = endpoint(request.getEndpoint());
      String id = String.valueOf(7_000_000_000L + ++deployments);
      DeployedModel deployed =
          request.getDeployedModel().toBuilder()
              .setId(id)
              .setModel(version.getName())
              .setModelVersionId(version.getVersionId())
              .build();
      Endpoint.Builder next = now.toBuilder().addDeployedModels(deployed);
      if (request.getTrafficSplitCount() > 0) {
        Map<String, Integer> split = new TreeMap<>(request.getTrafficSplitMap());
        Integer own = split.remove("0");
        if (own != null) {
          split.put(id, own);
        }
        checkSplit(next.build(), split);
        next.clearTrafficSplit().putAllTrafficSplit(split);
      }
      containers.put(id, container);
      store(next);
      return DeployModelResponse.newBuilder().setDeployedModel(deployed).build();
    }
  }

  /** Vertex AI gives a container its own copy of the files. */
  private Path files(String uri) throws IOException {
    String bucket = uri.replaceFirst("gs://([^/]+)/.*", "$1");
    String prefix = uri.replaceFirst("gs://[^/]+/", "") + "/";
    Path copy = Files.createTempDirectory("vertex-double");
    for (var object : storage.objects(bucket).entrySet()) {
      if (object.getKey().startsWith(prefix)) {
        Path file = copy.resolve(object.getKey().substring(prefix.length()));
        Files.write(file, object.getValue().bytes());
      }
    }
    return copy;
  }

  @Override
  public void undeployModel(UndeployModelRequest request, StreamObserver<Operation> observer) {
    vertex.answerLater(
        named("UndeployModel", request.getEndpoint()),
        observer,
        () -> {
          checkIdle(endpoint(request.getEndpoint()), request);
          return request.getEndpoint();
        },
        () -> {
          synchronized (this) {
            Endpoint now = endpoint(request.getEndpoint());
            Map<String, Integer> split = checkIdle(now, request);
            Endpoint.Builder next =
                now.toBuilder().clearDeployedModels().clearTrafficSplit().putAllTrafficSplit(split);
            now.getDeployedModelsList().stream()
                .filter(d -> !d.getId().equals(request.getDeployedModelId()))
                .forEach(next::addDeployedModels);
            store(next);
            containers.remove(request.getDeployedModelId()).close();
            return UndeployModelResponse.getDefaultInstance();
          }
        });
  }

  /** A model with traffic may go only if it is the last one. Gives the split that is left. */
  private static Map<String, Integer> checkIdle(Endpoint endpoint, UndeployModelRequest request)
      throws StatusException {
    String id = request.getDeployedModelId();
    if (endpoint.getDeployedModelsList().stream().noneMatch(d -> d.getId().equals(id))) {
      throw VertexDouble.refuse(Status.NOT_FOUND, "The DeployedModel does not exist: " + id);
    }
    Map<String, Integer> split =
        new TreeMap<>(
            request.getTrafficSplitCount() > 0
                ? request.getTrafficSplitMap()
                : endpoint.getTrafficSplitMap());
    if (endpoint.getDeployedModelsCount() == 1) {
      return Map.of();
    }
    Integer share = split.remove(id);
    if (share != null && share > 0) {
      throw VertexDouble.refuse(Status.FAILED_PRECONDITION, "The DeployedModel has traffic: " + id);
    }
    return split;
  }

  @Override
  public void deleteEndpoint(DeleteEndpointRequest request, StreamObserver<Operation> observer) {
    vertex.answerLater(
        named("DeleteEndpoint", request.getName()),
        observer,
        () -> {
          if (endpoint(request.getName()).getDeployedModelsCount() > 0) {
            throw VertexDouble.refuse(Status.FAILED_PRECONDITION, "Models are deployed there");
          }
          return request.getName();
        },
        () -> {
          synchronized (this) {
            endpoints.remove(request.getName());
            return Empty.getDefaultInstance();
          }
        });
  }

  @Override
  public synchronized void close() {
    containers.values().forEach(Container::close);
    containers.clear();
  }
}
