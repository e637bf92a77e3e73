package io.shelfcast.deployment;

import io.shelfcast.ShelfcastException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Where a version goes, under which names, and on what it runs; a picocli mixin. */
public final class DeployOptions {

  @Option(
      names = "--project",
      paramLabel = "P",
      defaultValue = "${env:GOOGLE_CLOUD_PROJECT}",
      description = "Id of the project in Google's cloud.")
  private String project;

  @Option(names = "--region", paramLabel = "R", description = "Where Vertex AI is to run it.")
  private String region = "us-central1";

  @Option(
      names = "--bucket",
      paramLabel = "gs://B",
      description = "Where the files go, in <customer>/v<N>/; one in the region.")
  private String bucket;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description =
          "The serving image, as 'jbang image --to' pushes it. Default: shelfcast/serving:latest in"
              + " the project's Artifact Registry.")
  private String image;

  @Option(
      names = "--model-name",
      paramLabel = "NAME",
      description = "A version is shown as NAME-v<N>.")
  private String modelName = Names.DEFAULT.model();

  @Option(names = "--endpoint-name", paramLabel = "NAME", description = "What answers.")
  private String endpointName = Names.DEFAULT.endpoint();

  @Option(names = "--machine", paramLabel = "TYPE", description = "What it runs on.")
  private String machine = "n1-standard-4";

  @Option(names = "--min-replicas", paramLabel = "N", description = "Machines at least.")
  private int minReplicas = 1;

  @Option(names = "--max-replicas", paramLabel = "N", description = "Machines at most.")
  private int maxReplicas = 5;

  @Option(
      names = "--patience",
      paramLabel = "MINUTES",
      description = "How long one step of Vertex AI's may take.")
  private int patience = 60;

  @Option(
      names = "--vertex-endpoint",
      paramLabel = "ADDRESS",
      description =
          "Vertex AI's address, where it is not the region's own: HOST:PORT, or http://HOST:PORT for"
              + " one without encryption and credentials.")
  private String vertex;

  @Option(
      names = "--storage-endpoint",
      paramLabel = "ADDRESS",
      description = "Cloud Storage's address, likewise.")
  private String storage;

  CloudProject cloudProject() {
    return new CloudProject(project, region, vertex, storage);
  }

  Names names() {
    return new Names(modelName, endpointName);
  }

  String bucket() {
    return bucket;
  }

  ServingContainer container() {
    String own =
        image == null
            ? region + "-docker.pkg.dev/" + project + "/shelfcast/serving:latest"
            : image;
    return new ServingContainer(own, machine, minReplicas, maxReplicas);
  }

  Duration patience() {
    if (patience < 1) {
      throw new ShelfcastException("--patience is " + patience + ": it must be 1 minute or more");
    }
    return Duration.ofMinutes(patience);
  }
}
