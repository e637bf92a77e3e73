package io.shelfcast.serving;

import io.shelfcast.ShelfcastException;
import java.util.Map;

/**
 * How a server is reached, and what it takes at once.
 *
 * @param host address to listen on
 * @param port 0 for any that is free
 * @param healthRoute answers 200 once the models are loaded
 * @param predictRoute takes the instances
 * @param bodyLimit bytes of a request's body
 * @param requestLimit prediction requests in work at once; more are turned away with 503
 */
public record ServingOptions(
    String host,
    int port,
    String healthRoute,
    String predictRoute,
    int bodyLimit,
    int requestLimit) {

  /** Vertex AI takes no more than 1.5 MB a request. */
  public static final int VERTEX_BODY_LIMIT = 1_500_000;

  static final int DEFAULT_PORT = 8080;
  private static final int DEFAULT_REQUESTS = 32;
  private static final int LAST_PORT = 65_535;

  public ServingOptions {
    if (port < 0 || port > LAST_PORT) {
      throw new ShelfcastException("--port is " + port + ": it must be 0 to " + LAST_PORT);
    }
    checkRoute("AIP_HEALTH_ROUTE", healthRoute);
    checkRoute("AIP_PREDICT_ROUTE", predictRoute);
  }

  private static void checkRoute(String variable, String route) {
    if (!route.startsWith("/")) {
      throw new ShelfcastException(variable + " is '" + route + "': it must begin with a slash");
    }
  }

  /** What Vertex AI's variables say; else port 8080, {@code /health} and {@code /predict}. */
  public static ServingOptions of(Map<String, String> environment) {
    String port = environment.getOrDefault("AIP_HTTP_PORT", String.valueOf(DEFAULT_PORT));
    if (!port.matches("[0-9]{1,5}")) {
      throw new ShelfcastException("AIP_HTTP_PORT is '" + port + "': it must be a port's number");
    }
    return new ServingOptions(
        "0.0.0.0",
        Integer.parseInt(port),
        environment.getOrDefault("AIP_HEALTH_ROUTE", "/health"),
        environment.getOrDefault("AIP_PREDICT_ROUTE", "/predict"),
        VERTEX_BODY_LIMIT,
        DEFAULT_REQUESTS);
  }

  /** The same at another address. */
  public ServingOptions at(String newHost, int newPort) {
    return new ServingOptions(newHost, newPort, healthRoute, predictRoute, bodyLimit, requestLimit);
  }
}
