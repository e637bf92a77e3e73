package io.shelfcast.deployment;

import com.google.cloud.aiplatform.v1.DeployedModel;
import com.google.cloud.aiplatform.v1.Model;
import io.shelfcast.ShelfcastException;
import io.shelfcast.registry.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code deploy} would do, in the order in which it would.
 *
 * @param cloud null where it cannot be asked; the plan is as if nothing were there, then
 */
record Plan(
    Cloud cloud, Tenant tenant, ServingContainer container, String bucket, ModelVersion version) {

  String text(int percent) {
    BucketFolder folder = BucketFolder.of(bucket, version);
    List<Path> files = BucketFolder.files(version.directory());
    List<Path> missing =
        cloud == null ? files : folder.missing(cloud.storage(), version.directory());
    CloudModel model = cloud == null ? new CloudModel("", List.of()) : tenant.model(cloud);
    Optional<Model> uploaded = model.version(version.version());
    Optional<CloudEndpoint> endpoint = cloud == null ? Optional.empty() : tenant.endpoint(cloud);
    Optional<DeployedModel> deployed = endpoint.flatMap(e -> uploaded.flatMap(u -> e.deployed(u)));
    String shown = tenant.names().version(version.version());

    StringBuilder text = new StringBuilder();
    line(
        text,
        "upload",
        missing.isEmpty(),
        String.format(
            Locale.ROOT,
            "%d of %d files (%.1f MB) to %s/",
            missing.size(),
            files.size(),
            megabytes(missing),
            folder.uri()));
    line(
        text,
        "version",
        uploaded.isPresent(),
        shown
            + " with alias v"
            + version.version()
            + (model.name().isEmpty() ? ", of a new model" : ", of model " + model.name())
            + ", image "
            + container.image()
            + ", routes "
            + ServingContainer.PREDICT_ROUTE
            + " and "
            + ServingContainer.HEALTH_ROUTE);
    line(
        text,
        "trial",
        deployed.isPresent(),
        "alone on "
            + tenant.names().trial()
            + ", one "
            + container.machine()
            + "; one prediction must be as it is here; removed again");
    line(
        text,
        "deploy",
        deployed.isPresent(),
        "to "
            + tenant.names().endpoint()
            + (endpoint.isEmpty() ? " (new)" : "")
            + ", "
            + container.machine()
            + ", "
            + container.minReplicas()
            + " to "
            + container.maxReplicas()
            + " replicas, without traffic");
    traffic(text, percent, model, endpoint, deployed, shown);
    return text.toString();
  }

  private void traffic(
      StringBuilder text,
      int percent,
      CloudModel model,
      Optional<CloudEndpoint> endpoint,
      Optional<DeployedModel> deployed,
      String shown) {
    String id = deployed.map(DeployedModel::getId).orElse("");
    Optional<DeployedModel> old = endpoint.flatMap(e -> tenant.incumbent(e, model, id));
    Map<String, Integer> wanted =
        Traffic.of(id, percent, old.map(DeployedModel::getId).orElse(null));
    boolean there = deployed.isPresent() && endpoint.get().split().equals(wanted);
    boolean all = wanted.get(id) == 100;
    line(
        text,
        "traffic",
        there,
        all
            ? "all to " + shown + ", with alias champion, if it gives the same prediction there"
            : percent
                + " % to "
                + shown
                + ", the rest stays with "
                + old.get().getDisplayName()
                + "; 'deploy promote' finishes");
    if (all) {
      for (DeployedModel other : endpoint.map(e -> tenant.deployed(e, model)).orElse(List.of())) {
        if (!other.getId().equals(id)) {
          line(text, "undeploy", false, other.getDisplayName());
        }
      }
    }
  }

  private static void line(StringBuilder text, String step, boolean done, String what) {
    text.append(String.format("  %-9s %s%s%n", step, done ? "done: " : "", what));
  }

  private static double megabytes(List<Path> files) {
    long bytes = 0;
    for (Path file : files) {
      try {
        bytes += Files.size(file);
      } catch (IOException e) {
        throw new ShelfcastException("Cannot read " + file + ": " + e, e);
      }
    }
    return bytes / 1e6;
  }
}
