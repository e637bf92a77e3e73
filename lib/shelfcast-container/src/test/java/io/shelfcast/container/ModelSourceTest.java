package io.shelfcast.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.shelfcast.ShelfcastException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Google's own client, against a service on loopback that lists a bucket and gives its files. */
class ModelSourceTest {

  private static final Map<String, String> BUCKET =
      new TreeMap<>(
          Map.of(
              "Käse/v3/model.json", "{\"version\": 3}",
              "Käse/v3/xgb_v3.json", "trees",
              "Käse/v3/deeper/other.json", "not of the model",
              "Käse/v30/model.json", "another version's"));

  @TempDir Path temporary;

  private HttpServer storage() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", ModelSourceTest::answer);
    http.start();
    return http;
  }

  private static void answer(HttpExchange request) throws IOException {
    try (request) {
      String path = request.getRequestURI().getPath();
      String query = String.valueOf(request.getRequestURI().getQuery());
      String objects = "/storage/v1/b/bucket/o";
      if (path.endsWith(objects)) {
        String prefix = query.replaceFirst(".*prefix=([^&]*).*", "$1");
        String items =
            BUCKET.entrySet().stream()
                .filter(e -> e.getKey().startsWith(prefix))
                .map(
                    e ->
                        "{\"bucket\": \"bucket\", \"generation\": \"1\", \"name\": \""
                            + e.getKey()
                            + "\", \"size\": \""
                            + e.getValue().length()
                            + "\"}")
                .collect(Collectors.joining(","));
        say(request, 200, "{\"kind\": \"storage#objects\", \"items\": [" + items + "]}");
      } else if (path.contains(objects + "/") && query.contains("alt=media")) {
        String content = BUCKET.get(path.substring(path.indexOf(objects) + objects.length() + 1));
        say(request, content == null ? 404 : 200, content == null ? "" : content);
      } else {
        say(request, 404, "{\"error\": {\"code\": 404, \"message\": \"no such bucket\"}}");
      }
    }
  }

  private static void say(HttpExchange request, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    request.getResponseHeaders().add("Content-Type", "application/json");
    request.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    request.getResponseBody().write(bytes);
  }

  private static ModelSource at(HttpServer storage, String location) {
    return ModelSource.of(
        Map.of(
            "AIP_STORAGE_URI",
            location,
            "STORAGE_EMULATOR_HOST",
            "http://127.0.0.1:" + storage.getAddress().getPort()));
  }

  @Test
  void theFilesOfAFolderOfABucketAreFetched() throws IOException {
    HttpServer storage = storage();
    try {
      Path folder = at(storage, "gs://bucket/Käse/v3").fetch(temporary);

      assertThat(folder.resolve("model.json")).hasContent("{\"version\": 3}");
      assertThat(folder.resolve("xgb_v3.json")).hasContent("trees");
      try (var files = Files.list(folder)) {
        assertThat(files).hasSize(2);
      }
    } finally {
      storage.stop(0);
    }
  }

  @Test
  void anEmptyOrMissingFolderIsToldInOneLine() throws IOException {
    HttpServer storage = storage();
    try {
      assertThatThrownBy(() -> at(storage, "gs://bucket/other/").fetch(temporary))
          .isInstanceOf(ShelfcastException.class)
          .hasMessage("AIP_STORAGE_URI is 'gs://bucket/other/': there are no files");
      assertThatThrownBy(() -> at(storage, "gs://nobodys/x").fetch(temporary))
          .isInstanceOf(ShelfcastException.class)
          .hasMessageStartingWith("Cannot read gs://nobodys/x: ");
    } finally {
      storage.stop(0);
    }
  }

  @Test
  void aFolderOfTheMachineIsTakenAsItIs() {
    String missing = temporary.resolve("missing").toString();
    assertThat(ModelSource.of(Map.of("AIP_STORAGE_URI", temporary.toString())).fetch(null))
        .isEqualTo(temporary);
    assertThat(ModelSource.of(Map.of("AIP_STORAGE_URI", temporary.toUri() + "")).fetch(null))
        .isEqualTo(temporary);
    assertThatThrownBy(() -> ModelSource.of(Map.of("AIP_STORAGE_URI", missing)).fetch(temporary))
        .hasMessage("AIP_STORAGE_URI is '" + missing + "': there is no such folder");
    assertThatThrownBy(() -> ModelSource.of(Map.of()))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageStartingWith("AIP_STORAGE_URI is not set: ");
  }
}
