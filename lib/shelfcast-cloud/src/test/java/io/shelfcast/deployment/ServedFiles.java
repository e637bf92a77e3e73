package io.shelfcast.deployment;

import io.shelfcast.serving.PredictionServer;
import io.shelfcast.serving.ServingOptions;
import io.shelfcast.serving.StoredModel;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** The server that the image runs, over a deployed model's files, in this process. */
final class ServedFiles implements Container {

  private final PredictionServer server;

  ServedFiles(Path files) {
    server =
        PredictionServer.start(
            ServingOptions.of(Map.of()).at("127.0.0.1", 0), StoredModel.of(files));
  }

  @Override
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  @Override
  public void close() {
    server.close();
  }
}
