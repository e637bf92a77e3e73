package io.shelfcast.deployment;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import com.google.cloud.aiplatform.v1.DeployedModel;
import com.google.cloud.aiplatform.v1.ListModelsRequest;
import com.google.cloud.aiplatform.v1.Model;
import com.google.cloud.aiplatform.v1.UploadModelRequest;
import com.google.cloud.aiplatform.v1.UploadModelResponse;
import io.shelfcast.ShelfcastException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A customer's model in Vertex AI, and its versions. Version N of the registry is the one with
 * alias {@code v<N>}; Vertex counts its own. {@code champion} is the alias of the one that answers,
 * {@code previous} of the one before.
 *
 * @param name of the resource, empty where there is none yet
 * @param versions as Vertex AI has them
 */
record CloudModel(String name, List<Model> versions) {

  static final String CHAMPION = "champion";
  static final String PREVIOUS = "previous";
  private static final Pattern NUMBER = Pattern.compile("v[1-9][0-9]{0,8}");

  /** Looks for a customer's model, by the label. */
  static CloudModel find(Cloud cloud, CustomerLabel customer, Names names) {
    try {
      List<String> found = new ArrayList<>();
      var request =
          ListModelsRequest.newBuilder()
              .setParent(cloud.project().location())
              .setFilter("labels." + CustomerLabel.KEY + "=\"" + customer.label() + "\"")
              .build();
      for (Model model : cloud.models().listModels(request).iterateAll()) {
        if (model.getDisplayName().startsWith(names.model() + "-v")) {
          found.add(plain(model.getName()));
        }
      }
      if (found.size() > 1) {
        throw new ShelfcastException(
            "Two models bear the customer's label "
                + customer.label()
                + ": remove one of "
                + found);
      }
      if (found.isEmpty()) {
        return new CloudModel("", List.of());
      }
      List<Model> versions = new ArrayList<>();
      cloud.models().listModelVersions(found.get(0)).iterateAll().forEach(versions::add);
      return new CloudModel(found.get(0), versions);
    } catch (ApiException e) {
      throw CloudFailure.of("list the models of " + cloud.project().location(), e);
    }
  }

  /** The version with an alias. */
  Optional<Model> alias(String alias) {
    return versions.stream().filter(v -> v.getVersionAliasesList().contains(alias)).findFirst();
  }

  Optional<Model> version(int number) {
    return alias("v" + number);
  }

  /** The number that a version has in the registry, 0 for one that did not come from there. */
  static int number(Model version) {
    return version.getVersionAliasesList().stream()
        .filter(alias -> NUMBER.matcher(alias).matches())
        .mapToInt(alias -> Integer.parseInt(alias.substring(1)))
        .findFirst()
        .orElse(0);
  }

  /** The version that a deployed model is of. */
  Optional<Model> of(DeployedModel deployed) {
    return versions.stream().filter(version -> isOf(deployed, version)).findFirst();
  }

  static boolean isOf(DeployedModel deployed, Model version) {
    String model = deployed.getModel();
    String id =
        model.contains("@")
            ? model.substring(model.indexOf('@') + 1)
            : deployed.getModelVersionId();
    return plain(model).equals(plain(version.getName())) && id.equals(version.getVersionId());
  }

  /** The resource name with which a version is deployed. */
  static String versioned(Model version) {
    return plain(version.getName()) + "@" + version.getVersionId();
  }

  /** Makes a version of what lies in a bucket, of a new model where the customer has none. */
  Model upload(
      Cloud cloud, CustomerLabel customer, Names names, int number, Model.Builder version) {
    String what = "make " + names.version(number) + " a version of the customer's model";
    version
        .setDisplayName(names.version(number))
        .putLabels(CustomerLabel.KEY, customer.label())
        .addVersionAliases("v" + number);
    UploadModelRequest.Builder request =
        UploadModelRequest.newBuilder().setParent(cloud.project().location()).setModel(version);
    if (name.isEmpty()) {
      request.setModelId(customer.resourceId(names.model()));
    } else {
      request.setParentModel(name);
    }
    try {
      cloud
          .longRunning()
          .run(
              what,
              cloud.models().uploadModelCallable(),
              request.build(),
              UploadModelResponse.class);
    } catch (ShelfcastException e) {
      if (!CloudFailure.is(e, StatusCode.Code.ALREADY_EXISTS) || !name.isEmpty()) {
        throw e;
      }
      // Another run has made the model since it was looked for.
    }
    CloudModel now = find(cloud, customer, names);
    return now.version(number)
        .orElseThrow(
            () ->
                new ShelfcastException(
                    "Cannot "
                        + what
                        + ": another version was made at the same time; run this again"));
  }

  /**
   * Moves the aliases to the version that answers from now on. An answer that got lost does not
   * count where the alias has moved: the traffic, put back, would belie it.
   */
  void crown(Cloud cloud, Model version) {
    Optional<Model> before = alias(CHAMPION).filter(v -> !same(v, version));
    try {
      // An alias that another version has moves. A run that is killed between the two does both
      // again.
      if (before.isPresent()) {
        merge(cloud, before.get(), PREVIOUS);
      }
      merge(cloud, version, CHAMPION);
    } catch (ApiException e) {
      throw CloudFailure.of("give alias champion to v" + number(version), e);
    }
  }

  private static void merge(Cloud cloud, Model version, String alias) {
    try {
      cloud.models().mergeVersionAliases(versioned(version), List.of(alias));
    } catch (ApiException e) {
      if (!has(cloud, version, alias)) {
        throw e;
      }
    }
  }

  private static boolean has(Cloud cloud, Model version, String alias) {
    try {
      return cloud.models().getModel(versioned(version)).getVersionAliasesList().contains(alias);
    } catch (ApiException e) {
      return false; // what went wrong first is what is told
    }
  }

  static boolean same(Model a, Model b) {
    return versioned(a).equals(versioned(b));
  }

  /** The versions for people, newest first. */
  List<String> text() {
    return versions.stream()
        .sorted(Comparator.comparing(CloudModel::number).reversed())
        .map(
            v ->
                v.getDisplayName()
                    + "  version "
                    + v.getVersionId()
                    + " with aliases "
                    + String.join(", ", v.getVersionAliasesList())
                    + "  "
                    + v.getArtifactUri())
        .toList();
  }

  private static String plain(String name) {
    return name.replaceFirst("@.*", "");
  }
}
