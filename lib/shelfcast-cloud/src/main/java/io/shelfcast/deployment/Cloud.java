package io.shelfcast.deployment;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.aiplatform.v1.EndpointServiceClient;
import com.google.cloud.aiplatform.v1.EndpointServiceSettings;
import com.google.cloud.aiplatform.v1.ModelServiceClient;
import com.google.cloud.aiplatform.v1.ModelServiceSettings;
import com.google.cloud.aiplatform.v1.PredictionServiceClient;
import com.google.cloud.aiplatform.v1.PredictionServiceSettings;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import io.grpc.ManagedChannelBuilder;
import io.shelfcast.ShelfcastException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Google's clients for one project and region, to be closed. */
final class Cloud implements AutoCloseable {

  static final String HOW_TO_LOG_IN =
      "'gcloud auth application-default login' makes credentials, or GOOGLE_APPLICATION_CREDENTIALS"
          + " names the key file of a service account";

  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration PAUSE_ON_LOOPBACK = Duration.ofMillis(20);

  private final CloudProject project;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final ModelServiceClient models;
  private final EndpointServiceClient endpoints;
  private final PredictionServiceClient predictions;
  private final Storage storage;
  private final LongRunning longRunning;

  private Cloud(CloudProject project, GoogleCredentials found, Duration patience)
      throws IOException {
    this.project = project;
    CredentialsProvider credentials =
        project.vertexInTheClear()
            ? NoCredentialsProvider.create()
            : FixedCredentialsProvider.create(found);
    TransportChannelProvider channel = channel(project);
    models =
        keep(
            ModelServiceClient.create(
                ModelServiceSettings.newBuilder()
                    .setTransportChannelProvider(channel)
                    .setCredentialsProvider(credentials)
                    .build()));
    endpoints =
        keep(
            EndpointServiceClient.create(
                EndpointServiceSettings.newBuilder()
                    .setTransportChannelProvider(channel)
                    .setCredentialsProvider(credentials)
                    .build()));
    predictions =
        keep(
            PredictionServiceClient.create(
                PredictionServiceSettings.newBuilder()
                    .setTransportChannelProvider(channel)
                    .setCredentialsProvider(credentials)
                    .build()));
    storage = keep(storage(project, found));
    longRunning =
        new LongRunning(
            models.getOperationsClient(),
            project.vertexInTheClear() ? PAUSE_ON_LOOPBACK : PAUSE,
            patience);
  }

  /**
   * Makes the clients; nothing is asked of the cloud yet.
   *
   * @param patience how long a single operation of the cloud's may take
   * @throws ShelfcastException if there are no Application Default Credentials and some are needed
   */
  static Cloud connect(CloudProject project, Duration patience) {
    GoogleCredentials found = project.needsCredentials() ? credentials() : null;
    try {
      return new Cloud(project, found, patience);
    } catch (IOException e) {
      throw CloudFailure.of("reach " + project.vertexAddress(), e);
    }
  }

  private static GoogleCredentials credentials() {
    try {
      return GoogleCredentials.getApplicationDefault()
          .createScoped("https://www.googleapis.com/auth/cloud-platform");
    } catch (IOException e) {
      throw new ShelfcastException("No credentials for Google's cloud: " + HOW_TO_LOG_IN, e);
    }
  }

  private static TransportChannelProvider channel(CloudProject project) {
    InstantiatingGrpcChannelProvider.Builder channel =
        ModelServiceSettings.defaultGrpcTransportProviderBuilder()
            .setEndpoint(project.vertexAddress());
    if (project.vertexInTheClear()) {
      channel.setChannelConfigurator(ManagedChannelBuilder::usePlaintext);
    }
    return channel.build();
  }

  private static Storage storage(CloudProject project, GoogleCredentials found) {
    StorageOptions.Builder options = StorageOptions.http().setProjectId(project.project());
    if (project.storage() != null) {
      String address = project.storage();
      options.setHost(address.contains("://") ? address : "https://" + address);
    }
    return options
        .setCredentials(project.storageInTheClear() ? NoCredentials.getInstance() : found)
        .build()
        .getService();
  }

  private <T extends AutoCloseable> T keep(T client) {
    open.push(client);
    return client;
  }

  CloudProject project() {
    return project;
  }

  ModelServiceClient models() {
    return models;
  }

  EndpointServiceClient endpoints() {
    return endpoints;
  }

  PredictionServiceClient predictions() {
    return predictions;
  }

  Storage storage() {
    return storage;
  }

  LongRunning longRunning() {
    return longRunning;
  }

  @Override
  public void close() {
    for (AutoCloseable client : open) {
      try {
        client.close();
      } catch (Exception e) {
        throw new IllegalStateException(e); // none of these clients has one to throw
      }
    }
  }
}
