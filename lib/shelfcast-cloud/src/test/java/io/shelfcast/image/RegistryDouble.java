package io.shelfcast.image;

import io.javalin.Javalin;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry on loopback, without TLS, that takes pushes by the OCI distribution specification:
 * uploads of blobs, checked by their digests, and manifests whose blobs must be there.
 */
final class RegistryDouble implements AutoCloseable {

  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
  private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
  private final Javalin http;

  RegistryDouble() {
    http =
        Javalin.create(
                c -> {
                  c.startup.showJavalinBanner = false;
                  c.jetty.host = "localhost";
                  c.jetty.port = 0;
                  c.http.maxRequestSize = 1_000_000_000;
                  c.routes.head("/*", this::look);
                  c.routes.get("/*", this::look);
                  c.routes.post("/*", this::begin);
                  c.routes.patch("/*", this::receive);
                  c.routes.put("/*", this::finish);
                })
            .start();
  }

  String address() {
    return "localhost:" + http.port();
  }

  static String digest(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String last(Context ctx) {
    return ctx.path().substring(ctx.path().lastIndexOf('/') + 1);
  }

  private void look(Context ctx) {
    boolean there =
        ctx.path().equals("/v2/")
            || blobs.containsKey(last(ctx))
            || manifests.containsKey(last(ctx));
    ctx.status(there ? 200 : 404);
  }

  private void begin(Context ctx) {
    String id = UUID.randomUUID().toString();
    uploads.put(id, new byte[0]);
    ctx.status(202).header("Location", ctx.path() + id);
  }

  private void receive(Context ctx) {
    uploads.put(last(ctx), ctx.bodyAsBytes());
    ctx.status(202).header("Location", ctx.path());
  }

  private void finish(Context ctx) {
    if (ctx.path().contains("/manifests/")) {
      byte[] manifest = ctx.bodyAsBytes();
      Matcher named = DIGEST.matcher(new String(manifest, StandardCharsets.UTF_8));
      boolean whole = named.results().allMatch(m -> blobs.containsKey(m.group()));
      manifests.put(last(ctx), manifest);
      ctx.status(whole ? 201 : 400).header("Docker-Content-Digest", digest(manifest));
      return;
    }
    byte[] blob = uploads.remove(last(ctx));
    boolean right = digest(blob).equals(ctx.queryParam("digest"));
    if (right) {
      blobs.put(digest(blob), blob);
    }
    ctx.status(right ? 201 : 400).header("Docker-Content-Digest", digest(blob));
  }

  @Override
  public void close() {
    http.stop();
  }
}
