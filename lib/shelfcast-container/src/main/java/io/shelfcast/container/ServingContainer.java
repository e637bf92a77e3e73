package io.shelfcast.container;

import io.shelfcast.ShelfcastException;
import io.shelfcast.serving.PredictionServer;
import io.shelfcast.serving.ServingOptions;
import io.shelfcast.serving.StoredModel;
import java.nio.file.Path;
import java.util.Map;

/**
 * The image's main class: all it is told comes from Vertex AI's variables. It listens at once, is
 * ready when the model is loaded, and exits with 1 where that cannot be.
 */
public final class ServingContainer {

  private ServingContainer() {}

  public static void main(String... args) throws InterruptedException {
    Map<String, String> environment = System.getenv();
    PredictionServer server;
    try {
      ModelSource source = ModelSource.of(environment);
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
      StoredModel model =
          StoredModel.loading(
              () -> source.fetch(temporary),
              task -> new Thread(task, "model").start(),
              ServingContainer::fail);
      server = PredictionServer.start(ServingOptions.of(environment), model);
    } catch (ShelfcastException e) {
      fail(e);
      return;
    }
    System.out.println("Listening on port " + server.port());
    server.untilStopped();
  }

  private static void fail(Throwable e) {
    if (e instanceof ShelfcastException) {
      System.err.println("shelfcast: " + e.getMessage());
    } else {
      e.printStackTrace();
    }
    System.exit(1);
  }
}
