package io.shelfcast.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;

/**
 * Cloud Storage's JSON API on loopback, as far as deployments use it: uploads in one request and
 * resumable ones, which it can break off in the middle; preconditions, checksums, lists in pages.
 */
final class StorageDouble implements AutoCloseable {

  static {
    // Else the JDK's server lets each answer wait for an acknowledgement, 44 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 2;
  private static final Pattern RANGE = Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");

  /** An object. */
  record Stored(byte[] bytes, long generation) {}

  /** An upload in pieces. */
  private static final class Session {
    final String bucket;
    final String name;
    final JsonNode metadata;
    final String precondition;
    final ByteArrayOutputStream received = new ByteArrayOutputStream();

    Session(String bucket, String name, JsonNode metadata, String precondition) {
      this.bucket = bucket;
      this.name = name;
      this.metadata = metadata;
      this.precondition = precondition;
    }
  }

  private final Faults faults;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Map<String, TreeMap<String, Stored>> buckets = new HashMap<>();
  private final Map<String, Session> sessions = new HashMap<>();
  private final List<String> resumed = new ArrayList<>();
  private long generation = 1_700_000_000_000_000L;

  StorageDouble(Faults faults, int port, String... buckets) throws IOException {
    this.faults = faults;
    Arrays.stream(buckets).forEach(bucket -> this.buckets.put(bucket, new TreeMap<>()));
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    http.createContext("/", this::handle);
    http.setExecutor(threads);
    http.start();
  }

  String address() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** The objects of a bucket by name. */
  synchronized Map<String, Stored> objects(String bucket) {
    return new TreeMap<>(buckets.get(bucket));
  }

  /** Puts an object there, as somebody else would. */
  synchronized void put(String bucket, String name, byte[] bytes) {
    buckets.get(bucket).put(name, new Stored(bytes, ++generation));
  }

  /** Names of the objects whose upload was broken off and gone on with. */
  synchronized List<String> resumed() {
    return List.copyOf(resumed);
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      Map<String, String> query = query(exchange.getRequestURI());
      String[] parts = path.replaceFirst("^/(resumable/)?(upload/)?storage/v1/b/", "").split("/");
      String bucket = decode(parts[0]);
      if (!buckets.containsKey(bucket)) {
        error(exchange, 404, "The specified bucket does not exist.");
      } else if (query.containsKey("upload_id")) {
        faulty(exchange, "storage.put", () -> piece(exchange, query.get("upload_id")));
      } else if (path.startsWith("/upload") || path.startsWith("/resumable")) {
        faulty(exchange, "storage.insert", () -> insert(exchange, bucket, query));
      } else if (parts.length == 2) {
        faulty(exchange, "storage.list", () -> list(exchange, bucket, query));
      } else {
        faulty(exchange, "storage.get", () -> get(exchange, bucket, decode(parts[2]), query));
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private void faulty(HttpExchange exchange, String method, Work work) throws IOException {
    Faults.Fault fault = faults.called(method);
    if (fault == null) {
      work.run();
    } else if (method.equals("storage.put") && fault.when() == Faults.When.LATER) {
      half(exchange, query(exchange.getRequestURI()).get("upload_id"));
    } else {
      error(exchange, http(fault.status().getCode()), fault.status().getDescription());
    }
  }

  private static int http(io.grpc.Status.Code code) {
    return switch (code) {
      case NOT_FOUND -> 404;
      case RESOURCE_EXHAUSTED -> 429;
      case PERMISSION_DENIED -> 403;
      case ABORTED, FAILED_PRECONDITION -> 412;
      case DEADLINE_EXCEEDED -> 408;
      default -> 503;
    };
  }

  private synchronized void insert(HttpExchange exchange, String bucket, Map<String, String> query)
      throws IOException {
    byte[] body = body(exchange);
    String precondition = query.get("ifGenerationMatch");
    if ("resumable".equals(query.get("uploadType"))) {
      JsonNode metadata = JSON.readTree(body);
      String name = metadata.path("name").asText(query.getOrDefault("name", ""));
      String id = "session-" + (sessions.size() + 1);
      sessions.put(id, new Session(bucket, name, metadata, precondition));
      exchange
          .getResponseHeaders()
          .add(
              "Location",
              address()
                  + "/upload/storage/v1/b/"
                  + bucket
                  + "/o?uploadType=resumable&upload_id="
                  + id);
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    String boundary = "--" + type.replaceFirst(".*boundary=\"?([^\";]+)\"?.*", "$1");
    String[] parts = new String(body, StandardCharsets.ISO_8859_1).split(Pattern.quote(boundary));
    JsonNode metadata = JSON.readTree(content(parts[1]).getBytes(StandardCharsets.ISO_8859_1));
    byte[] media = content(parts[2]).getBytes(StandardCharsets.ISO_8859_1);
    store(exchange, bucket, metadata.path("name").asText(), metadata, media, precondition);
  }

  private static String content(String part) {
    return part.substring(part.indexOf("\r\n\r\n") + 4).replaceFirst("\r\n$", "");
  }

  private synchronized void piece(HttpExchange exchange, String id) throws IOException {
    Session session = sessions.get(id);
    if (session == null) {
      error(exchange, 404, "No such upload");
      return;
    }
    byte[] body = body(exchange);
    Matcher range = RANGE.matcher(exchange.getRequestHeaders().getFirst("Content-Range"));
    if (!range.matches()) {
      error(exchange, 400, "No range");
      return;
    }
    if (range.group(1) != null) {
      if (Long.parseLong(range.group(1)) != session.received.size()) {
        error(exchange, 400, "The range does not begin where the last one ended");
        return;
      }
      if (session.received.size() > 0) {
        resumed.add(session.name);
      }
      session.received.write(body);
    }
    boolean complete =
        !range.group(3).equals("*") && Long.parseLong(range.group(3)) == session.received.size();
    if (complete) {
      store(
          exchange,
          session.bucket,
          session.name,
          session.metadata,
          session.received.toByteArray(),
          session.precondition);
    } else {
      goOn(exchange, session);
    }
  }

  private static void goOn(HttpExchange exchange, Session session) throws IOException {
    if (session.received.size() > 0) {
      exchange.getResponseHeaders().add("Range", "bytes=0-" + (session.received.size() - 1));
    }
    exchange.sendResponseHeaders(308, -1);
  }

  /** Keeps half of a piece, and breaks the connection off. */
  private synchronized void half(HttpExchange exchange, String id) throws IOException {
    byte[] body = body(exchange);
    sessions.get(id).received.write(body, 0, body.length / 2);
    exchange.close();
  }

  private void store(
      HttpExchange exchange,
      String bucket,
      String name,
      JsonNode metadata,
      byte[] bytes,
      String precondition)
      throws IOException {
    Stored there = buckets.get(bucket).get(name);
    long now = there == null ? 0 : there.generation();
    if (precondition != null && Long.parseLong(precondition) != now) {
      error(exchange, 412, "At least one of the pre-conditions you specified did not hold.");
      return;
    }
    if (metadata.has("crc32c") && !metadata.get("crc32c").asText().equals(crc32c(bytes))) {
      error(exchange, 400, "Provided CRC32C doesn't match calculated CRC32C");
      return;
    }
    Stored stored = new Stored(bytes, ++generation);
    buckets.get(bucket).put(name, stored);
    answer(exchange, 200, resource(bucket, name, stored));
  }

  private synchronized void list(HttpExchange exchange, String bucket, Map<String, String> query)
      throws IOException {
    String prefix = query.getOrDefault("prefix", "");
    String after = query.getOrDefault("pageToken", "");
    ObjectNode page = JSON.createObjectNode().put("kind", "storage#objects");
    var items = page.putArray("items");
    String last = null;
    for (var object : buckets.get(bucket).tailMap(after, false).entrySet()) {
      if (!object.getKey().startsWith(prefix)) {
        continue;
      }
      if (items.size() == PAGE) {
        page.put("nextPageToken", last);
        break;
      }
      last = object.getKey();
      items.add(resource(bucket, last, object.getValue()));
    }
    answer(exchange, 200, page);
  }

  private synchronized void get(
      HttpExchange exchange, String bucket, String name, Map<String, String> query)
      throws IOException {
    Stored stored = buckets.get(bucket).get(name);
    if (stored == null) {
      error(exchange, 404, "No such object: " + bucket + "/" + name);
    } else if ("media".equals(query.get("alt"))) {
      exchange.sendResponseHeaders(200, stored.bytes().length);
      exchange.getResponseBody().write(stored.bytes());
    } else {
      answer(exchange, 200, resource(bucket, name, stored));
    }
  }

  private static ObjectNode resource(String bucket, String name, Stored stored) {
    return JSON.createObjectNode()
        .put("kind", "storage#object")
        .put("id", bucket + "/" + name + "/" + stored.generation())
        .put("bucket", bucket)
        .put("name", name)
        .put("generation", String.valueOf(stored.generation()))
        .put("metageneration", "1")
        .put("size", String.valueOf(stored.bytes().length))
        .put("crc32c", crc32c(stored.bytes()));
  }

  private static String crc32c(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    InputStream in = exchange.getRequestBody();
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return (gzip ? new GZIPInputStream(in) : in).readAllBytes();
  }

  private static void error(HttpExchange exchange, int code, String message) throws IOException {
    body(exchange);
    ObjectNode answer = JSON.createObjectNode();
    answer.putObject("error").put("code", code).put("message", message);
    answer(exchange, code, answer);
  }

  private static void answer(HttpExchange exchange, int code, JsonNode json) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(json);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
      }
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
