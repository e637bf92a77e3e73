package io.shelfcast.deployment;

import io.shelfcast.ShelfcastException;
import java.time.Duration;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** Which version goes where, under which names, and on what it runs; a picocli mixin. */
public final class DeployOptions {

  @Option(names = "--version", paramLabel = "N", description = "Which one. Default: the champion.")
  private Integer version;

  @Option(
      names = "--canary",
      paramLabel = "PERCENT",
      description = "Percent of the traffic that the version gets; 'deploy promote' gives it all.")
  private int canary = 100;

  @Option(
      names = "--force",
      paramLabel = "REASON",
      description = "Deploy a version that misses the gate; the log keeps why.")
  private String force;

  @Option(
      names = "--project",
      paramLabel = "P",
      defaultValue = "${env:GOOGLE_CLOUD_PROJECT}",
      showDefaultValue = Help.Visibility.NEVER,
      description = "Id of the project in Google's cloud. Default: GOOGLE_CLOUD_PROJECT.")
  private String project;

  @Option(
      names = "--region",
      paramLabel = "R",
      defaultValue = "${env:GOOGLE_CLOUD_REGION:-us-central1}",
      showDefaultValue = Help.Visibility.NEVER,
      description =
          "Where Vertex AI is to run it. Default: GOOGLE_CLOUD_REGION, or else us-central1.")
  private String region;

  @Option(
      names = "--bucket",
      paramLabel = "gs://B",
      defaultValue = "${env:SHELFCAST_BUCKET}",
      showDefaultValue = Help.Visibility.NEVER,
      description =
          "Where the files go, in <customer>/v<N>/; one in the region. Default: SHELFCAST_BUCKET.")
  private String bucket;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      defaultValue = "${env:SHELFCAST_IMAGE}",
      showDefaultValue = Help.Visibility.NEVER,
      description =
          "The serving image, as 'jbang image --to' pushes it. Default: SHELFCAST_IMAGE, or else"
              + " shelfcast/serving:latest in the project's Artifact Registry.")
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

  /**
   * Checks everything that can be told without the cloud, for that is a mistake of usage.
   *
   * @param files whether files are to be uploaded, so that a bucket is needed
   */
  public DeployOptions check(boolean files) {
    cloudProject();
    names();
    container();
    patience();
    if (files) {
      BucketFolder.of(bucket, "", 1);
    }
    return this;
  }

  /** What is asked for of a customer. */
  public DeployVerb.Request request(String customer) {
    return new DeployVerb.Request(customer, version, canary, force);
  }

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
        image == null ? region + "-docker.pkg.dev/" + project + "/shelfcast/serving:latest" : image;
    return new ServingContainer(own, machine, minReplicas, maxReplicas);
  }

  Duration patience() {
    if (patience < 1) {
      throw new ShelfcastException("--patience is " + patience + ": it must be 1 minute or more");
    }
    return Duration.ofMinutes(patience);
  }
}
