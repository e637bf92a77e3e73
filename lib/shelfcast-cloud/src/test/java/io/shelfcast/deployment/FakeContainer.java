package io.shelfcast.deployment;

import com.google.protobuf.Value;
import com.sun.net.httpserver.HttpServer;
import io.shelfcast.registry.ModelVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

final class FakeContainer implements Container {
  private final HttpServer http;

  FakeContainer(Path files) {
    try {
      String crc = BucketFolder.crc32c(files.resolve("model.json"));
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.createContext(
          "/predict",
          e -> {
            byte[] b = ("{\"predictions\":[\"" + crc + "\"]}").getBytes();
            e.getRequestBody().readAllBytes();
            e.sendResponseHeaders(200, b.length);
            e.getResponseBody().write(b);
            e.close();
          });
      http.start();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Question question(ModelVersion version) {
    return new Question(
        Value.newBuilder().setStringValue("?").build(),
        version == null
            ? null
            : Value.newBuilder()
                .setStringValue(BucketFolder.crc32c(version.directory().resolve("model.json")))
                .build());
  }

  @Override
  public URI address() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
