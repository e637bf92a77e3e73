package io.shelfcast.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shelfcast.database.Database;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.SharedDatabase;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Forecasts;
import io.shelfcast.prediction.Prediction;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.sales.SalesPanel;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedDatabase.class)
class PredictionServerTest {

  private static final String CUSTOMER = "served 'O''Hara'; <b>/..";
  private static final String CHEESE = CornerShop.CHEESE;

  @TempDir static Path folder;
  private static SalesPanel panel;
  private static ModelVersion version;
  private static EnsembleForecaster model;
  private static PredictionServer server;
  private static PredictionServer stored;

  @BeforeAll
  static void serve(Database database, @TempDir Path files) {
    Path shop = Served.shop(files);
    panel = Served.panel(shop, CUSTOMER);
    Served.load(database, shop, CUSTOMER);
    ModelRegistry registry = new ModelRegistry(folder);
    version = Served.publish(registry, shop, CUSTOMER, 0);
    registry.promote(CUSTOMER, version.version());
    model = version.forecaster();
    RegistryModels models =
        Served.models(folder, database, new RegistryModels.Selection(CUSTOMER, null));
    models.refresh();
    server = Served.start(models);
    stored = Served.start(StoredModel.of(version.directory()));
  }

  @AfterAll
  static void stop() {
    server.close();
    stored.close();
  }

  private static void same(JsonNode prediction, Forecasts f, int place) {
    assertThat(prediction.has("error")).as("%s", prediction).isFalse();
    JsonNode days = prediction.get("days");
    assertThat(days).hasSize(f.horizon());
    for (int a = 1; a <= f.horizon(); a++) {
      JsonNode day = days.get(a - 1);
      int cell = f.cell(place, a);
      assertThat(day.get("forecast").floatValue()).isEqualTo(f.mean()[cell]);
      assertThat(day.get("p10").floatValue()).isEqualTo(f.p10()[cell]);
      assertThat(day.get("p50").floatValue()).isEqualTo(f.p50()[cell]);
      assertThat(day.get("p90").floatValue()).isEqualTo(f.p90()[cell]);
    }
  }

  @Test
  void everySeriesIsAnsweredByItsIdsAsPredictForecastsIt() {
    Forecasts f = Prediction.of(model, panel, Prediction.Request.ALL, Progress.NONE).forecasts();
    ObjectNode[] all = new ObjectNode[f.series().length];
    for (int i = 0; i < all.length; i++) {
      int s = f.series()[i];
      all[i] = Served.ids(panel.productId(s), panel.storeId(s));
    }

    Served.Answer answer = Served.post(server, Served.request(all));

    assertThat(answer.status()).isEqualTo(200);
    for (int i = 0; i < all.length; i++) {
      same(answer.prediction(i), f, i);
      assertThat(answer.prediction(i).get("product_id")).isEqualTo(all[i].get("product_id"));
      assertThat(answer.prediction(i).get("model_version").asText()).isEqualTo("v1");
      assertThat(answer.prediction(i).get("customer_id").asText()).isEqualTo(CUSTOMER);
      assertThat(answer.prediction(i).get("origin").asText())
          .isEqualTo(CornerShop.LAST_DAY.toString());
      assertThat(answer.prediction(i).get("days").get(0).get("date").asText())
          .isEqualTo(CornerShop.LAST_DAY.plusDays(1).toString());
    }
  }

  @Test
  void anInstanceWithItsHistoryIsAnsweredAlikeWithoutADatabase() throws IOException {
    for (int s = 0; s < panel.seriesCount(); s++) {
      Prediction.Request one = new Prediction.Request(null, panel.productId(s), panel.storeId(s));
      Forecasts f = Prediction.of(model, panel, one, Progress.NONE).forecasts();
      JsonNode instance = Served.JSON.readTree(Instance.of(model, panel, s).json());

      same(Served.post(stored, Served.request(instance)).prediction(0), f, 0);
      same(Served.post(server, Served.request(instance)).prediction(0), f, 0);
    }
  }

  @Test
  void theServerWritesAnInstanceThatIsAnsweredElsewhere() {
    Served.Answer instance = Served.get(server, "/instance?product_id=bread&store_id=south%202");
    assertThat(instance.status()).isEqualTo(200);

    JsonNode here =
        Served.post(server, Served.request(Served.ids("bread", "south 2"))).prediction(0);
    JsonNode there = Served.post(stored, Served.request(instance.body())).prediction(0);

    assertThat(there.get("origin")).isEqualTo(here.get("origin"));
    for (int a = 0; a < Served.HORIZON; a++) {
      // The network's sums differ in the last bit with the size of a batch.
      assertThat(there.get("days").get(a).get("forecast").doubleValue())
          .isCloseTo(
              here.get("days").get(a).get("forecast").doubleValue(),
              org.assertj.core.data.Offset.offset(1e-4));
    }
  }

  @Test
  void fewerDaysAreTheFirstOfAll() {
    JsonNode all = Served.post(server, Served.request(Served.ids("bread", "north"))).prediction(0);
    JsonNode one =
        Served.post(server, Served.request(Served.ids("bread", "north").put("horizon", 1)))
            .prediction(0);

    assertThat(one.get("days")).hasSize(1);
    assertThat(one.get("days").get(0)).isEqualTo(all.get("days").get(0));
  }

  @Test
  void aWholeNumberMayBeWrittenAsADouble() {
    ObjectNode two = Served.ids("bread", "north").put("horizon", 2.0);
    ObjectNode half = Served.ids("bread", "north").put("horizon", 2.5);
    ObjectNode huge = Served.ids("bread", "north").put("horizon", 1e15);
    String request = Served.request(two, half, huge);
    assertThat(request).contains("2.0");

    Served.Answer answer = Served.post(server, request);

    assertThat(answer.prediction(0).get("days")).hasSize(2);
    assertThat(answer.prediction(1).get("error"))
        .isEqualTo(error("horizon", "must be a whole number"));
    assertThat(answer.prediction(2).get("error"))
        .isEqualTo(error("horizon", "must be 1 to 60 days"));
    assertThat(OpenApi.of(server).defects(Served.request(two))).isEmpty();
  }

  private static ObjectNode error(String field, String message) {
    return Served.JSON.createObjectNode().put("field", field).put("message", message);
  }

  @Test
  void anInstancesErrorStandsInItsPlaceAndFailsNoOther() {
    ObjectNode typo = Served.ids("bread", "north").put("horizn", 2);
    ObjectNode text = Served.ids("bread", "north").put("horizon", "two");
    ObjectNode far = Served.ids("bread", "north").put("horizon", 4);
    ObjectNode history = Served.ids("bread", "north");
    history.putObject("history").put("from", "2023-09-01").putArray("quantity").add(1).add("2");

    Served.Answer answer =
        Served.post(
            server,
            Served.request(
                Served.ids("soap", "north"),
                typo,
                text,
                far,
                history,
                Served.ids("bread", "north").put("customer_id", "other"),
                Served.ids(CHEESE, "north")));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("predictions"))
        .extracting(p -> p.path("error").path("field").asText())
        .containsExactly(
            "product_id", "horizn", "horizon", "horizon", "history.quantity[1]", "customer_id", "");
    assertThat(answer.prediction(0).get("error").get("message").asText())
        .isEqualTo("Customer '" + CUSTOMER + "' has no sales of product 'soap' in store 'north'");
    assertThat(answer.prediction(3).get("error").get("message").asText())
        .isEqualTo("must be 3 days at most, for which the model was trained");
    assertThat(answer.prediction(4).get("error"))
        .isEqualTo(error("history.quantity[1]", "must be a number"));
    assertThat(answer.prediction(6).get("days")).hasSize(3);
  }

  @Test
  void aBodyThatIsNoRequestIsRefusedByTheFieldsName() {
    String[][] bodies = {
      {"{\"instances\": [", "", "The body is no JSON: line 1, column "},
      {"{\"instances\": " + "[".repeat(5000), "", "The body is no JSON: "},
      {"", "", "The body must be an object"},
      {"[]", "", "The body must be an object"},
      {"{}", "instances", "is required, an array"},
      {"{\"instances\": {}}", "instances", "must be an array"},
      {"{\"instances\": [{}, 3]}", "instances[1]", "must be an object"},
      {"{\"instance\": []}", "instance", "is no field of a request"},
    };
    for (String[] b : bodies) {
      Served.Answer answer = Served.post(server, b[0]);
      assertThat(answer.status()).as(b[0]).isEqualTo(400);
      assertThat(answer.error().path("field").asText()).as(b[0]).isEqualTo(b[1]);
      assertThat(answer.error().get("message").asText()).as(b[0]).startsWith(b[2]);
    }
  }

  @Test
  void anOversizedBodyIsRefusedHoweverItIsSent() {
    byte[] large = new byte[ServingOptions.VERTEX_BODY_LIMIT + 1];
    HttpRequest.BodyPublisher chunked =
        HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large));

    assertThat(
            Served.post(server, "/predict", HttpRequest.BodyPublishers.ofByteArray(large)).status())
        .isEqualTo(413);
    assertThat(Served.post(server, "/predict", chunked).status()).isEqualTo(413);
  }

  @Test
  void aBodyJustAtTheLimitIsAnswered() {
    String request = Served.request(Served.ids("bread", "north"));
    String padded = request + " ".repeat(ServingOptions.VERTEX_BODY_LIMIT - request.length());

    assertThat(Served.post(server, padded).status()).isEqualTo(200);
  }

  @Test
  void everyAnswerIsAsTheOpenApiDescriptionSays() throws IOException {
    OpenApi openApi = OpenApi.of(server);
    JsonNode full = Served.JSON.readTree(Instance.of(model, panel, 0).json());
    String good = Served.request(Served.ids("bread", "north"), full, Served.ids("soap", "north"));
    String large = " ".repeat(ServingOptions.VERTEX_BODY_LIMIT + 1);

    assertThat(openApi.defects(good)).isEmpty();
    assertThat(openApi.defects("{\"instances\": [{\"product_id\": 3}]}")).isNotEmpty();
    for (String body : new String[] {good, "{}", "{", large}) {
      openApi.holds("post", "/predict", Served.post(server, body));
      openApi.holds("post", "/predict", Served.post(stored, body));
    }
    openApi.holds("get", "/health", Served.get(server, "/health"));
    openApi.holds("get", "/live", Served.get(server, "/live"));
    openApi.holds(
        "get", "/instance", Served.get(server, "/instance?product_id=bread&store_id=north"));
    openApi.holds(
        "get", "/instance", Served.get(server, "/instance?product_id=soap&store_id=north"));
    openApi.holds("get", "/instance", Served.get(server, "/instance?product_id=soap"));
    openApi.holds(
        "get", "/instance", Served.get(stored, "/instance?product_id=bread&store_id=north"));
  }

  @Test
  void theRoutesOfVertexAreTaken() {
    String base = "/v1/endpoints/12/deployedModels/34";
    ServingOptions vertex =
        ServingOptions.of(
            Map.of(
                "AIP_HTTP_PORT",
                "8081",
                "AIP_HEALTH_ROUTE",
                base,
                "AIP_PREDICT_ROUTE",
                base + ":predict"));
    assertThat(vertex.port()).isEqualTo(8081);
    try (PredictionServer named = Served.start(StoredModel.of(version.directory()), vertex)) {
      JsonNode instance = Served.JSON.readTree(Instance.of(model, panel, 0).json());
      Served.Answer answer =
          Served.post(
              named,
              base + ":predict",
              HttpRequest.BodyPublishers.ofString(Served.request(instance)));

      assertThat(answer.prediction(0).get("days")).hasSize(3);
      assertThat(Served.get(named, base).status()).isEqualTo(200);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
