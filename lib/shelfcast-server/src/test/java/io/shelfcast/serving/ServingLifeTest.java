package io.shelfcast.serving;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import io.shelfcast.fixtures.SharedDatabase;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Readiness, overload, stopping, and models that change while requests come. */
@ExtendWith(SharedDatabase.class)
class ServingLifeTest {

  private static final String CUSTOMER = "life Käse/../%s";
  private static final String OTHER = "life other";
  private static final String REQUEST = Served.request(Served.ids("bread", "north"));

  @TempDir static Path shop;
  @TempDir static Path folder;
  private static ModelRegistry registry;
  private static ModelVersion first;
  private static ModelVersion second;

  @BeforeAll
  static void train(Database database) {
    Served.shop(shop);
    Served.load(database, shop, CUSTOMER);
    Served.load(database, shop, OTHER);
    registry = new ModelRegistry(folder);
    first = Served.publish(registry, shop, CUSTOMER, 0);
    second = Served.publish(registry, shop, CUSTOMER, 9);
  }

  private static RegistryModels models(Database database, String customer) {
    return Served.models(folder, database, new RegistryModels.Selection(customer, null));
  }

  /** Models whose every use waits until it is let go on. */
  private record Slow(Models models, CountDownLatch begun, CountDownLatch goOn) implements Models {

    @Override
    public boolean ready() {
      return models.ready();
    }

    @Override
    public ServedModel of(String customer) {
      begun.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return models.of(customer);
    }

    @Override
    public Instance instance(String customer, String productId, String storeId) {
      return models.instance(customer, productId, storeId);
    }

    @Override
    public void close() {
      models.close();
    }
  }

  @Test
  void aServerLivesBeforeItIsReady(Database database) {
    registry.promote(CUSTOMER, first.version());
    RegistryModels models = models(database, CUSTOMER);
    try (PredictionServer server = Served.start(models)) {
      OpenApi openApi = OpenApi.of(server);
      Served.Answer early = Served.post(server, REQUEST);
      assertThat(Served.get(server, "/live").status()).isEqualTo(200);
      assertThat(Served.get(server, "/health").status()).isEqualTo(503);
      assertThat(early.status()).isEqualTo(503);
      openApi.holds("get", "/health", Served.get(server, "/health"));
      openApi.holds("post", "/predict", early);

      models.refresh();

      assertThat(Served.get(server, "/health").status()).isEqualTo(200);
      assertThat(Served.post(server, REQUEST).status()).isEqualTo(200);
    }
  }

  @Test
  void moreRequestsThanThereIsRoomForAreTurnedAwayAtOnce(Database database) throws Exception {
    registry.promote(CUSTOMER, first.version());
    RegistryModels models = models(database, CUSTOMER);
    models.refresh();
    Slow slow = new Slow(models, new CountDownLatch(2), new CountDownLatch(1));
    ServingOptions vertex = ServingOptions.of(Map.of());
    ServingOptions two =
        new ServingOptions(
            vertex.host(), 0, vertex.healthRoute(), vertex.predictRoute(), vertex.bodyLimit(), 2);
    ExecutorService clients = Executors.newFixedThreadPool(2);
    try (PredictionServer server = Served.start(slow, two)) {
      Future<Served.Answer> one = clients.submit(() -> Served.post(server, REQUEST));
      Future<Served.Answer> other = clients.submit(() -> Served.post(server, REQUEST));
      slow.begun.await();

      for (int i = 0; i < 200; i++) {
        Served.Answer third = Served.post(server, REQUEST);
        assertThat(third.status()).isEqualTo(503);
        assertThat(third.error().get("message").asText())
            .isEqualTo("Too many requests at once: 2 are in work");
      }
      assertThat(Served.get(server, "/health").status()).isEqualTo(200);

      slow.goOn.countDown();
      assertThat(one.get().status()).isEqualTo(200);
      assertThat(other.get().status()).isEqualTo(200);
      assertThat(Served.post(server, REQUEST).status()).isEqualTo(200);
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void whatIsInWorkIsAnsweredBeforeTheServerEnds(Database database) throws Exception {
    registry.promote(CUSTOMER, first.version());
    RegistryModels models = models(database, CUSTOMER);
    models.refresh();
    Slow slow = new Slow(models, new CountDownLatch(1), new CountDownLatch(1));
    PredictionServer server = Served.start(slow);
    ExecutorService clients = Executors.newFixedThreadPool(2);
    try (Socket idle = new Socket("127.0.0.1", server.port())) {
      byte[] question = "GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);
      idle.getOutputStream().write(question);
      idle.getInputStream().read();
      Future<Served.Answer> inWork = clients.submit(() -> Served.post(server, REQUEST));
      slow.begun.await();
      Future<?> closing = clients.submit(server::close);
      while (answers(server)) {
        assertThat(closing.isDone()).isFalse();
      }
      // The server lets go of a connection on which nothing is asked, and not of the one in work.
      idle.getInputStream().readAllBytes();
      assertThat(closing.isDone()).isFalse();

      slow.goOn.countDown();

      assertThat(inWork.get().status()).isEqualTo(200);
      assertThat(inWork.get().prediction(0).get("days")).hasSize(3);
      closing.get();
    } finally {
      clients.shutdownNow();
    }
  }

  private static boolean answers(PredictionServer server) {
    try {
      return Served.get(server, "/live").status() == 200;
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Test
  void aNewChampionIsTakenUpWithoutAFailedRequest(Database database) throws Exception {
    registry.promote(CUSTOMER, first.version());
    RegistryModels models = models(database, CUSTOMER);
    models.refresh();
    Set<String> seen = java.util.Collections.synchronizedSet(new TreeSet<>());
    ConcurrentLinkedQueue<Served.Answer> wrong = new ConcurrentLinkedQueue<>();
    AtomicBoolean more = new AtomicBoolean(true);
    CountDownLatch begun = new CountDownLatch(50);
    ExecutorService clients = Executors.newFixedThreadPool(2);
    try (PredictionServer server = Served.start(models)) {
      Future<?> client =
          clients.submit(
              () -> {
                while (more.get()) {
                  Served.Answer answer = Served.post(server, REQUEST);
                  if (answer.status() != 200 || answer.prediction(0).has("error")) {
                    wrong.add(answer);
                  } else {
                    seen.add(answer.prediction(0).get("model_version").asText());
                  }
                  begun.countDown();
                }
              });
      begun.await();
      for (int i = 0; i < 6; i++) {
        registry.promote(CUSTOMER, i % 2 == 0 ? second.version() : first.version());
        models.refresh();
        String now = i % 2 == 0 ? "v2" : "v1";
        assertThat(Served.post(server, REQUEST).prediction(0).get("model_version").asText())
            .isEqualTo(now);
      }
      more.set(false);
      client.get();
    } finally {
      clients.shutdownNow();
    }
    assertThat(wrong).isEmpty();
    assertThat(seen).containsExactly("v1", "v2");
  }

  @Test
  void newlyLoadedSalesAreTakenUp(Database database, @TempDir Path data)
      throws IOException, ExecutionException {
    registry.promote(CUSTOMER, first.version());
    RegistryModels models = models(database, CUSTOMER);
    models.refresh();
    try (PredictionServer server = Served.start(models)) {
      String before = Served.post(server, REQUEST).prediction(0).get("origin").asText();
      Served.shop(data);
      Path sales = data.resolve("transactions.csv");
      String header = Files.readAllLines(sales).get(0);
      String[] row = new String[header.split(",").length];
      java.util.List<String> columns = java.util.List.of(header.split(","));
      java.util.Arrays.fill(row, "");
      row[columns.indexOf("timestamp")] = "2023-12-30";
      row[columns.indexOf("product_id")] = "bread";
      row[columns.indexOf("store_id")] = "north";
      row[columns.indexOf("quantity")] = "9";
      Files.writeString(sales, Files.readString(sales) + String.join(",", row) + "\n");
      Served.load(database, data, CUSTOMER);

      models.refresh();

      assertThat(before).isEqualTo("2023-12-29");
      assertThat(Served.post(server, REQUEST).prediction(0).get("origin").asText())
          .isEqualTo("2023-12-30");
    } finally {
      Served.load(database, shop, CUSTOMER);
    }
  }

  @Test
  void aDamagedChampionLeavesTheOldOneServing(Database database, @TempDir Path models)
      throws IOException {
    ModelRegistry own = new ModelRegistry(models);
    Served.publish(own, shop, CUSTOMER, 0);
    own.promote(CUSTOMER, 1);
    RegistryModels served =
        Served.models(models, database, new RegistryModels.Selection(CUSTOMER, null));
    served.refresh();
    ModelVersion damaged = Served.publish(own, shop, CUSTOMER, 5);
    own.promote(CUSTOMER, 2);
    Files.writeString(damaged.directory().resolve("xgb_v2.json"), "{}");

    served.refresh();

    assertThat(served.ready()).isTrue();
    assertThat(served.of(null).version()).isEqualTo("v1");
    served.close();
  }

  @Test
  void allCustomersAreServedEachItsOwnModel(Database database) {
    registry.promote(CUSTOMER, second.version());
    ModelVersion others = Served.publish(registry, shop, OTHER, 3);
    registry.promote(OTHER, others.version());
    RegistryModels models = models(database, null);
    models.refresh();
    try (PredictionServer server = Served.start(models)) {
      Served.Answer answer =
          Served.post(
              server,
              Served.request(
                  Served.ids("bread", "north").put("customer_id", CUSTOMER),
                  Served.ids("bread", "north").put("customer_id", OTHER),
                  Served.ids("bread", "north"),
                  Served.ids("bread", "north").put("customer_id", "nobody")));

      assertThat(answer.prediction(0).get("model_version").asText()).isEqualTo("v2");
      assertThat(answer.prediction(1).get("model_version").asText()).isEqualTo("v1");
      assertThat(answer.prediction(1).get("customer_id").asText()).isEqualTo(OTHER);
      assertThat(answer.prediction(2).get("error").get("field").asText()).isEqualTo("customer_id");
      assertThat(answer.prediction(3).get("error").get("message").asText())
          .isEqualTo("No model of customer 'nobody' is served here");
    }
  }

  @Test
  void aPortThatIsTakenIsToldInOneLine() {
    StoredModel model = StoredModel.of(first.directory());
    try (PredictionServer server = Served.start(model)) {
      ServingOptions same = ServingOptions.of(Map.of()).at("127.0.0.1", server.port());
      assertThatThrownBy(() -> PredictionServer.start(same, model))
          .isInstanceOf(ShelfcastException.class)
          .hasMessageStartingWith("Cannot listen on 127.0.0.1:" + server.port() + ": ");
    }
  }
}
