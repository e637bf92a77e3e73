package io.shelfcast.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * A registry on loopback that takes pushes by the OCI distribution specification: uploads of blobs,
 * checked by their digests, and manifests whose blobs must be there.
 */
final class RegistryDouble implements AutoCloseable {

  final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
  private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
  private final HttpServer http;

  RegistryDouble() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Executors.newFixedThreadPool(4));
    http.createContext("/v2/", this::answer);
    http.start();
  }

  String address() {
    return "localhost:" + http.getAddress().getPort();
  }

  static String digest(byte[] content) {
    try {
      byte[] sha = java.security.MessageDigest.getInstance("SHA-256").digest(content);
      return "sha256:" + HexFormat.of().formatHex(sha);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange request) throws IOException {
    try (request) {
      byte[] body = request.getRequestBody().readAllBytes();
      String path = request.getRequestURI().getPath();
      String last = path.substring(path.lastIndexOf('/') + 1);
      String method = request.getRequestMethod();
      if (path.equals("/v2/")) {
        say(request, 200, null, null);
      } else if (path.contains("/blobs/uploads/")) {
        upload(request, method, path, last, body);
      } else if (path.contains("/blobs/")) {
        say(request, blobs.containsKey(last) ? 200 : 404, null, null);
      } else if (path.contains("/manifests/") && method.equals("PUT")) {
        String text = new String(body, java.nio.charset.StandardCharsets.UTF_8);
        boolean whole = blobs.keySet().stream().filter(text::contains).count() >= 2;
        manifests.put(last, body);
        say(request, whole ? 201 : 400, "Docker-Content-Digest", digest(body));
      } else if (path.contains("/manifests/")) {
        say(request, manifests.containsKey(last) ? 200 : 404, null, null);
      } else {
        say(request, 404, null, null);
      }
    }
  }

  private void upload(HttpExchange request, String method, String path, String last, byte[] body)
      throws IOException {
    switch (method) {
      case "POST" -> {
        String id = UUID.randomUUID().toString();
        uploads.put(id, new byte[0]);
        say(request, 202, "Location", path + id);
      }
      case "PATCH" -> {
        uploads.put(last, body);
        say(request, 202, "Location", path);
      }
      default -> {
        String wanted = request.getRequestURI().getQuery().replaceFirst(".*digest=", "");
        byte[] blob = uploads.remove(last);
        boolean right = digest(blob).equals(wanted);
        if (right) {
          blobs.put(wanted, blob);
        }
        say(request, right ? 201 : 400, "Docker-Content-Digest", wanted);
      }
    }
  }

  private static void say(HttpExchange request, int status, String header, String value)
      throws IOException {
    if (header != null) {
      request.getResponseHeaders().add(header, value);
    }
    request.sendResponseHeaders(status, -1);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
