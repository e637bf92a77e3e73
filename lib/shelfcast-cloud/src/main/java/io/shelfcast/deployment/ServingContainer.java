package io.shelfcast.deployment;

import com.google.cloud.aiplatform.v1.DedicatedResources;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.ModelContainerSpec;
import com.google.cloud.aiplatform.v1.Port;
import io.shelfcast.ShelfcastException;

/**
 * What serves a version, and on what.
 *
 * @param image in Artifact Registry, as {@code jbang image --to} pushes it
 * @param machine as in {@code n1-standard-4}
 * @param minReplicas at least 1, as a model on Vertex AI never sleeps
 */
public record ServingContainer(String image, String machine, int minReplicas, int maxReplicas) {

  static final String PREDICT_ROUTE = "/predict";
  static final String HEALTH_ROUTE = "/health";
  static final int PORT = 8080;

  public ServingContainer {
    if (image.isBlank()) {
      throw new ShelfcastException("--image is empty: it must name an image in Artifact Registry");
    }
    if (minReplicas < 1 || maxReplicas < minReplicas) {
      throw new ShelfcastException(
          "Replicas from "
              + minReplicas
              + " to "
              + maxReplicas
              + " are asked for: --min-replicas must be 1 or more, --max-replicas not below it");
    }
  }

  ModelContainerSpec spec() {
    return ModelContainerSpec.newBuilder()
        .setImageUri(image)
        .setPredictRoute(PREDICT_ROUTE)
        .setHealthRoute(HEALTH_ROUTE)
        .addPorts(Port.newBuilder().setContainerPort(PORT))
        .build();
  }

  DedicatedResources resources() {
    return DedicatedResources.newBuilder()
        .setMachineSpec(MachineSpec.newBuilder().setMachineType(machine))
        .setMinReplicaCount(minReplicas)
        .setMaxReplicaCount(maxReplicas)
        .build();
  }

  /** The same on a single machine, for a trial. */
  ServingContainer single() {
    return new ServingContainer(image, machine, 1, 1);
  }
}
