package io.shelfcast.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shelfcast.database.Database;
import io.shelfcast.database.Loader;
import io.shelfcast.fixtures.Bazaar;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Weights;
import io.shelfcast.models.Windows;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.Draft;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.sales.CsvSales;
import io.shelfcast.sales.SalesPanel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** The corner shop in a database with a model of a few trees, and a client that asks for it. */
final class Served {

  static final ObjectMapper JSON = new ObjectMapper();
  static final int HORIZON = 3;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Served() {}

  /** Writes the corner shop's files into a folder. */
  static Path shop(Path folder) {
    try {
      CornerShop.write(folder);
      return folder;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static SalesPanel panel(Path shop, String customer) {
    return CsvSales.read(shop, customer);
  }

  static void load(Database database, Path shop, String customer) {
    new Loader(database, Progress.NONE).load(customer, shop, Loader.Mode.REPLACE);
  }

  /** Publishes a version that is fitted up to some days before the end, so that each differs. */
  static ModelVersion publish(ModelRegistry registry, Path shop, String customer, int daysBefore) {
    SalesPanel panel = panel(shop, customer);
    Windows windows = Windows.of(panel.firstDay() + 14, panel.lastDay() - daysBefore, HORIZON, 0);
    EnsembleForecaster model =
        EnsembleForecaster.fit(
            panel, windows, Bazaar.options(HORIZON), Weights.Kind.FITTED, Progress.NONE);
    try (Draft draft = registry.claim(customer)) {
      model.save(draft.directory(), draft.version(), Map.of("customer", customer));
      return draft.publish();
    }
  }

  static RegistryModels models(Path models, Database database, RegistryModels.Selection selection) {
    return new RegistryModels(
        new ModelRegistry(models), database, selection, Clock.systemUTC(), Progress.NONE);
  }

  static PredictionServer start(Models models) {
    return start(models, ServingOptions.of(Map.of()));
  }

  static PredictionServer start(Models models, ServingOptions options) {
    return PredictionServer.start(options.at("127.0.0.1", 0), models);
  }

  /** An answer: its status and its body. */
  record Answer(int status, JsonNode body) {
    JsonNode prediction(int i) {
      return body.get("predictions").get(i);
    }

    JsonNode error() {
      return body.get("error");
    }
  }

  static ObjectNode ids(String product, String store) {
    return JSON.createObjectNode().put("product_id", product).put("store_id", store);
  }

  static String request(JsonNode... instances) {
    var array = JSON.createArrayNode();
    for (JsonNode instance : instances) {
      array.add(instance);
    }
    return JSON.createObjectNode().set("instances", array).toString();
  }

  static Answer post(PredictionServer server, String body) {
    return post(server, "/predict", HttpRequest.BodyPublishers.ofString(body));
  }

  static Answer post(PredictionServer server, String route, HttpRequest.BodyPublisher body) {
    return send(HttpRequest.newBuilder(uri(server, route)).POST(body).build());
  }

  static Answer get(PredictionServer server, String route) {
    return send(HttpRequest.newBuilder(uri(server, route)).build());
  }

  private static URI uri(PredictionServer server, String route) {
    return URI.create("http://127.0.0.1:" + server.port() + route);
  }

  private static Answer send(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
