package io.shelfcast.notebook.cloud;

import io.shelfcast.ShelfcastException;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.serving.Instance;
import io.shelfcast.serving.PredictionServer;
import io.shelfcast.serving.ServingOptions;
import io.shelfcast.serving.StoredModel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The server of the container, on loopback, over a version's files: what answers on Vertex AI, but
 * for Vertex AI itself. To be closed.
 */
public final class LocalEndpoint implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  private final PredictionServer server;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  private LocalEndpoint(ModelVersion version) {
    ServingOptions options = ServingOptions.of(Map.of()).at(LOOPBACK, 0);
    server = PredictionServer.start(options, StoredModel.of(version.directory()));
    address = URI.create("http://" + LOOPBACK + ":" + server.port() + options.predictRoute());
  }

  /** Starts to answer; every file of the version is checked. */
  public static LocalEndpoint of(ModelVersion version) {
    return new LocalEndpoint(version);
  }

  /** Sends a request with one instance. */
  public EndpointAnswer ask(Instance instance) {
    String body = new String(instance.json(), StandardCharsets.UTF_8);
    return ask("{\"instances\": [" + body + "]}");
  }

  /** Sends a request. */
  public EndpointAnswer ask(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new EndpointAnswer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new ShelfcastException("No answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShelfcastException("Interrupted while the endpoint was asked");
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
