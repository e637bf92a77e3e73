package io.shelfcast.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.shelfcast.ShelfcastException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Answers predictions over HTTP by Vertex AI's contract: {@code {"instances": [...]}} to {@code
 * {"predictions": [...]}}, and a health route.
 */
public final class PredictionServer implements AutoCloseable {

  /** Always 200 while the process answers at all. */
  static final String LIVE_ROUTE = "/live";

  static final String OPENAPI_ROUTE = "/openapi.json";
  static final String INSTANCE_ROUTE = "/instance";

  /** Bytes of a body that is too large which are still taken in, so that the refusal is read. */
  private static final long LARGEST_HEARD_OUT = 16 << 20;

  private static final int THREADS = 64;
  private static final long GRACE_MILLIS = 20_000;

  /** How long a connection on which nothing is asked keeps the server from ending. */
  private static final long IDLE_AT_END_MILLIS = 50;

  private final ServingOptions options;
  private final Models models;
  private final Answers answers;
  private final Semaphore room;
  private final Javalin http;

  private PredictionServer(ServingOptions options, Models models) {
    this.options = options;
    this.models = models;
    answers = new Answers(models);
    room = new Semaphore(options.requestLimit());
    http = Javalin.create(this::configure);
  }

  /**
   * Starts to listen. Until the models are ready, the health route and predictions answer 503.
   *
   * @param models are closed with the server
   * @throws ShelfcastException if the address is taken or is none of this machine
   */
  public static PredictionServer start(ServingOptions options, Models models) {
    PredictionServer server = new PredictionServer(options, models);
    try {
      server.http.start();
      return server;
    } catch (RuntimeException e) {
      throw new ShelfcastException(
          "Cannot listen on " + options.host() + ":" + options.port() + ": " + reason(e), e);
    }
  }

  private static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }

  private void configure(JavalinConfig c) {
    c.startup.showJavalinBanner = false;
    c.startup.startupWatcherEnabled = false;
    c.startup.showOldJavalinVersionWarning = false;
    c.jetty.host = options.host();
    c.jetty.port = options.port();
    c.jetty.threadPool = new QueuedThreadPool(options.requestLimit() + THREADS);
    c.jetty.modifyServer(server -> server.setStopTimeout(GRACE_MILLIS));
    c.http.maxRequestSize = options.bodyLimit();
    c.routes.get(LIVE_ROUTE, ctx -> say(ctx, HttpStatus.OK, Map.of("status", "live")));
    c.routes.get(options.healthRoute(), this::health);
    c.routes.post(options.predictRoute(), this::predict);
    c.routes.get(INSTANCE_ROUTE, this::instance);
    c.routes.get(OPENAPI_ROUTE, ctx -> ctx.contentType("application/json").result(openApi()));
    c.routes.exception(Refusal.class, PredictionServer::refuse);
    c.routes.exception(
        ShelfcastException.class,
        (e, ctx) -> say(ctx, HttpStatus.NOT_FOUND, error(null, e.getMessage())));
  }

  private void health(Context ctx) {
    boolean ready = models.ready();
    say(
        ctx,
        ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
        Map.of("status", ready ? "ready" : "loading"));
  }

  private void predict(Context ctx) throws IOException {
    if (!models.ready()) {
      unavailable(ctx, "The model is being loaded");
      return;
    }
    byte[] body = body(ctx);
    if (body == null) {
      return;
    }
    if (!room.tryAcquire()) {
      unavailable(ctx, "Too many requests at once: " + options.requestLimit() + " are in work");
      return;
    }
    try {
      ctx.contentType("application/json").result(answers.answer(body));
    } finally {
      room.release();
    }
  }

  private static void unavailable(Context ctx, String why) {
    ctx.header("Retry-After", "1");
    say(ctx, HttpStatus.SERVICE_UNAVAILABLE, error(null, why));
  }

  /** The body; null, and answered, where it is too large. */
  private byte[] body(Context ctx) throws IOException {
    InputStream in = ctx.req().getInputStream();
    byte[] body = in.readNBytes(options.bodyLimit() + 1);
    if (body.length <= options.bodyLimit()) {
      return body;
    }
    // A client that is still sending when the connection closes may never read why.
    for (long left = LARGEST_HEARD_OUT, read = 1; left > 0 && read > 0; left -= read) {
      read = in.skip(left);
    }
    ctx.header("Connection", "close");
    say(
        ctx,
        HttpStatus.CONTENT_TOO_LARGE,
        error(null, "The body must not have more than " + options.bodyLimit() + " bytes"));
    return null;
  }

  private void instance(Context ctx) throws IOException {
    String product = required(ctx, "product_id");
    String store = required(ctx, "store_id");
    Instance instance = models.instance(ctx.queryParam("customer_id"), product, store);
    ctx.contentType("application/json").result(InstanceJson.JSON.writeValueAsBytes(instance));
  }

  private static String required(Context ctx, String name) {
    String value = ctx.queryParam(name);
    if (value == null) {
      throw new Refusal(name, "is required");
    }
    return value;
  }

  private static InputStream openApi() {
    return PredictionServer.class.getResourceAsStream("openapi.json");
  }

  private static void refuse(Refusal e, Context ctx) {
    say(ctx, HttpStatus.BAD_REQUEST, error(e.field(), e.getMessage()));
  }

  private static Map<String, Object> error(String field, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    if (field != null) {
      error.put("field", field);
    }
    error.put("message", message);
    return Map.of("error", error);
  }

  private static void say(Context ctx, HttpStatus status, Object body) {
    try {
      ctx.status(status)
          .contentType("application/json")
          .result(InstanceJson.JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The port listened on. */
  public int port() {
    return http.port();
  }

  /** Serves until the process is told to end, by Ctrl-C or SIGTERM, then closes. */
  public void untilStopped() throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  close();
                  stopped.countDown();
                },
                "shelfcast-stop"));
    stopped.await();
  }

  /** Takes no more requests, and ends when those in work are answered, or after 20 seconds. */
  @Override
  public void close() {
    for (Connector connector : http.jettyServer().server().getConnectors()) {
      if (connector instanceof AbstractConnector kept) {
        kept.setShutdownIdleTimeout(IDLE_AT_END_MILLIS);
      }
    }
    http.stop();
    models.close();
  }
}
