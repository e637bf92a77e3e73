package io.shelfcast.deployment;

import io.shelfcast.ShelfcastException;
import java.io.IOException;

/** Vertex AI and Cloud Storage on loopback, for the real clients of Google's. */
public final class CloudDouble implements AutoCloseable {

  static final String BUCKET = "shop-models";
  static final String IMAGE = "europe-west1-docker.pkg.dev/shop-1/shelfcast/serving:1";

  /** Long enough for a client to see an operation unfinished. */
  private static final long OPERATION_MILLIS = 25;

  private final Faults faults = new Faults();
  private final StorageDouble storage;
  private final VertexDouble vertex;

  CloudDouble(Container.Image image) throws IOException {
    this(image, 0, 0, OPERATION_MILLIS);
  }

  CloudDouble(Container.Image image, int vertexPort, int storagePort, long operationMillis)
      throws IOException {
    storage = new StorageDouble(faults, storagePort, BUCKET);
    vertex = new VertexDouble(faults, vertexPort, storage, image, operationMillis);
  }

  Faults faults() {
    return faults;
  }

  StorageDouble storage() {
    return storage;
  }

  VertexDouble vertex() {
    return vertex;
  }

  CloudProject project() {
    return new CloudProject("shop-1", "europe-west1", vertex.address(), storage.address());
  }

  @Override
  public void close() {
    vertex.close();
    storage.close();
  }

  /**
   * Runs one until it is killed, to try {@code deploy} by hand: {@code [VERTEX-PORT
   * [STORAGE-PORT]]}.
   */
  public static void main(String... args) throws IOException, InterruptedException {
    int vertexPort = args.length > 0 ? Integer.parseInt(args[0]) : 8085;
    int storagePort = args.length > 1 ? Integer.parseInt(args[1]) : 8086;
    try (CloudDouble cloud = new CloudDouble(ServedFiles::new, vertexPort, storagePort, 2000)) {
      System.out.println("--vertex-endpoint " + cloud.vertex().address());
      System.out.println("--storage-endpoint " + cloud.storage().address());
      System.out.println("--bucket gs://" + BUCKET);
      Thread.currentThread().join();
    } catch (ShelfcastException e) {
      System.err.println(e.getMessage());
    }
  }
}
