package io.shelfcast.deployment;

import com.google.cloud.aiplatform.v1.GetModelRequest;
import com.google.cloud.aiplatform.v1.ListModelVersionsRequest;
import com.google.cloud.aiplatform.v1.ListModelVersionsResponse;
import com.google.cloud.aiplatform.v1.ListModelsRequest;
import com.google.cloud.aiplatform.v1.ListModelsResponse;
import com.google.cloud.aiplatform.v1.MergeVersionAliasesRequest;
import com.google.cloud.aiplatform.v1.Model;
import com.google.cloud.aiplatform.v1.ModelServiceGrpc;
import com.google.cloud.aiplatform.v1.UploadModelRequest;
import com.google.cloud.aiplatform.v1.UploadModelResponse;
import com.google.longrunning.Operation;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The double's registry of models. */
final class VertexModels extends ModelServiceGrpc.ModelServiceImplBase {

  private final VertexDouble vertex;
  private final StorageDouble storage;
  private final Map<String, List<Model>> models = new LinkedHashMap<>();

  VertexModels(VertexDouble vertex, StorageDouble storage) {
    this.vertex = vertex;
    this.storage = storage;
  }

  /** All versions of all models. */
  synchronized List<Model> versions() {
    return models.values().stream().flatMap(List::stream).toList();
  }

  /** A version by {@code models/ID@VERSION}, with its number or an alias of it. */
  synchronized Model version(String name) throws StatusException {
    String plain = name.replaceFirst("@.*", "");
    String wanted = name.contains("@") ? name.substring(plain.length() + 1) : "default";
    for (Model version : models.getOrDefault(plain, List.of())) {
      if (version.getVersionId().equals(wanted)
          || version.getVersionAliasesList().contains(wanted)) {
        return version;
      }
    }
    throw VertexDouble.refuse(Status.NOT_FOUND, "The Model does not exist: " + name);
  }

  @Override
  public void uploadModel(UploadModelRequest request, StreamObserver<Operation> observer) {
    boolean first = request.getParentModel().isEmpty();
    String id = request.getModelId().isEmpty() ? "4711" : request.getModelId();
    String name = first ? request.getParent() + "/models/" + id : request.getParentModel();
    vertex.answerLater(
        "UploadModel",
        observer,
        () -> {
          check(request.getModel());
          VertexDouble.require(id.matches("[a-z_][a-z0-9_-]{0,62}|[0-9]+"), "Invalid model ID");
          synchronized (this) {
            if (first && models.containsKey(name)) {
              throw VertexDouble.refuse(Status.ALREADY_EXISTS, "The Model exists: " + name);
            }
            if (!first && !models.containsKey(name)) {
              throw VertexDouble.refuse(Status.NOT_FOUND, "The Model does not exist: " + name);
            }
          }
          return name;
        },
        () -> add(name, request.getModel()));
  }

  private void check(Model model) throws StatusException {
    VertexDouble.checkLabels(model.getLabelsMap());
    VertexDouble.require(
        !model.getDisplayName().isEmpty() && model.getDisplayName().length() <= 128,
        "Invalid display name");
    for (String alias : model.getVersionAliasesList()) {
      VertexDouble.require(alias.matches("[a-z][a-zA-Z0-9-]{0,126}[a-z0-9]"), "Invalid alias");
    }
    String image = model.getContainerSpec().getImageUri();
    VertexDouble.require(
        image.matches("[a-z0-9-]+-docker\\.pkg\\.dev/[^/]+/[^/]+/.+|gcr\\.io/.+"),
        "The image is not in Artifact Registry: " + image);
    String prefix = model.getArtifactUri().replaceFirst("gs://[^/]+/", "") + "/";
    String bucket = model.getArtifactUri().replaceFirst("gs://([^/]+)/.*", "$1");
    if (storage.objects(bucket).keySet().stream().noneMatch(o -> o.startsWith(prefix))) {
      throw VertexDouble.refuse(Status.NOT_FOUND, "No files in " + model.getArtifactUri());
    }
  }

  private synchronized UploadModelResponse add(String name, Model model) throws StatusException {
    List<Model> versions = models.computeIfAbsent(name, n -> new ArrayList<>());
    String id = String.valueOf(versions.size() + 1);
    Model.Builder version = model.toBuilder().setName(name).setVersionId(id);
    if (versions.isEmpty()) {
      version.addVersionAliases("default");
    }
    versions.add(version.clearVersionAliases().build());
    for (String alias : model.getVersionAliasesList()) {
      move(name, id, alias);
    }
    if (versions.size() == 1) {
      move(name, id, "default");
    }
    return UploadModelResponse.newBuilder().setModel(name).setModelVersionId(id).build();
  }

  /** An alias belongs to one version at most. */
  private void move(String name, String to, String alias) {
    models
        .get(name)
        .replaceAll(
            version -> {
              List<String> aliases = new ArrayList<>(version.getVersionAliasesList());
              aliases.remove(alias);
              if (version.getVersionId().equals(to)) {
                aliases.add(alias);
              }
              return version.toBuilder()
                  .clearVersionAliases()
                  .addAllVersionAliases(aliases)
                  .build();
            });
  }

  @Override
  public void mergeVersionAliases(
      MergeVersionAliasesRequest request, StreamObserver<Model> observer) {
    vertex.answer(
        "MergeVersionAliases",
        observer,
        () -> {
          synchronized (this) {
            Model version = version(request.getName());
            for (String alias : request.getVersionAliasesList()) {
              VertexDouble.require(!alias.startsWith("-"), "The double only adds aliases");
              move(version.getName(), version.getVersionId(), alias);
            }
            return version(version.getName() + "@" + version.getVersionId());
          }
        });
  }

  @Override
  public void getModel(GetModelRequest request, StreamObserver<Model> observer) {
    vertex.answer("GetModel", observer, () -> version(request.getName()));
  }

  @Override
  public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> observer) {
    vertex.answer(
        "ListModels",
        observer,
        () -> {
          ListModelsResponse.Builder list = ListModelsResponse.newBuilder();
          synchronized (this) {
            for (var model : models.entrySet()) {
              Model shown = version(model.getKey());
              if (model.getKey().startsWith(request.getParent() + "/")
                  && VertexDouble.meets(shown.getLabelsMap(), request.getFilter())) {
                list.addModels(shown);
              }
            }
          }
          return list.build();
        });
  }

  @Override
  public void listModelVersions(
      ListModelVersionsRequest request, StreamObserver<ListModelVersionsResponse> observer) {
    vertex.answer(
        "ListModelVersions",
        observer,
        () -> {
          synchronized (this) {
            return ListModelVersionsResponse.newBuilder()
                .addAllModels(models.getOrDefault(request.getName(), List.of()))
                .build();
          }
        });
  }
}
