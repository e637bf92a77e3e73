package io.shelfcast.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.StateFolder;
import io.shelfcast.database.Database;
import io.shelfcast.fixtures.ChildProcess;
import io.shelfcast.fixtures.SharedDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedDatabase.class)
class PromotionsTest {

  private static final int KILLS = Integer.getInteger("shelfcast.kills", 5);

  private final Database database;
  private final DeploymentLog log;
  private final String shop = "../promoted 'shop' " + UUID.randomUUID();
  private final List<String> said = new ArrayList<>();
  @TempDir Path models;
  private ModelRegistry registry;
  private Promotions promotions;

  PromotionsTest(Database database) {
    this.database = database;
    this.log = new DeploymentLog(database);
  }

  @BeforeEach
  void open() {
    registry = new ModelRegistry(models);
    promotions = Promotions.logged(registry, database, said::add);
    for (int v = 1; v <= 3; v++) {
      publish(registry, shop);
    }
  }

  private static void publish(ModelRegistry registry, String customer) {
    try (Draft draft = registry.claim(customer)) {
      Files.writeString(draft.directory().resolve("model.json"), "{}" + draft.version());
      draft.publish();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Deployment why(String customer, int version, String reason) {
    return Deployment.inRegistry(
        customer, Instant.EPOCH, "tester", Deployment.Decision.PROMOTED, null, version, reason);
  }

  private void damage(int version) throws IOException {
    Files.writeString(registry.open(shop, version).directory().resolve("model.json"), "x");
  }

  @Test
  void promotionMovesThePointerAndIsARow() {
    promotions.promote(1, why(shop, 1, "first"));
    promotions.promote(3, why(shop, 3, "bett\0er"));
    assertThat(registry.champion(shop)).hasValue(3);
    assertThat(registry.formerChampions(shop)).containsExactly(1);
    assertThat(log.list(shop, 9))
        .extracting(Deployment::fromVersion, Deployment::toVersion, Deployment::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, 3, "bett er"),
            org.assertj.core.groups.Tuple.tuple(null, 1, "first"));
    assertThat(log.list(shop, 1)).hasSize(1);
    assertThat(log.list("promoted 'shop'", 9)).isEmpty();
  }

  @Test
  void rollbackGoesBackOneByOneAndIsARow() throws IOException {
    for (int v = 1; v <= 3; v++) {
      promotions.promote(v, why(shop, v, "up"));
    }
    Deployment back =
        Deployment.inRegistry(
            shop, Instant.EPOCH, "me", Deployment.Decision.ROLLED_BACK, null, null, "bad bread");
    assertThat(promotions.rollback(back).version()).isEqualTo(2);
    assertThat(registry.formerChampions(shop)).containsExactly(1);
    assertThat(log.list(shop, 1).get(0)).isEqualTo(back.from(3).to(2).withMetrics(null, null));
    promotions.promote(3, why(shop, 3, "up"));
    damage(2);
    Deployment again =
        Deployment.inRegistry(
            shop, Instant.EPOCH, "me", Deployment.Decision.ROLLED_BACK, null, null, "again");
    assertThat(promotions.rollback(again).version()).isEqualTo(1);
    assertThat(said).singleElement().asString().contains("Version 2 cannot be gone back to");
    assertThatThrownBy(() -> promotions.rollback(again))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("has no champion to go back to: 'jbang models promote");
  }

  @Test
  void championThatWasRolledBackByAnyoneIsNotFallenBackOn() {
    for (int v = 1; v <= 3; v++) {
      promotions.promote(v, why(shop, v, "up"));
    }
    Deployment back =
        Deployment.inRegistry(
            shop, Instant.EPOCH, "dashboard", Deployment.Decision.ROLLED_BACK, 3, 2, "bad bread");
    promotions.promote(2, OptionalInt.of(3), back);
    assertThat(registry.champion(shop)).hasValue(2);
    assertThat(registry.formerChampions(shop)).containsExactly(1);
  }

  @Test
  void damagedVersionIsNeverPromoted() throws IOException {
    promotions.promote(1, why(shop, 1, "up"));
    damage(2);
    assertThatThrownBy(() -> promotions.promote(2, why(shop, 2, "up")))
        .hasMessageContaining("model.json is not what was written");
    assertThat(registry.champion(shop)).hasValue(1);
    assertThat(log.list(shop, 9)).hasSize(1);
  }

  @Test
  void changeThatIsLoggedIsSettledAndOneThatIsNotIsForgotten() {
    promotions.promote(1, why(shop, 1, "up"));
    Deployment logged = why(shop, 2, "logged, then killed").from(1);
    registry.championFile(shop).prepare(logged.id(), List.of(2, 1));
    registry.championFile(shop).prepare(UUID.randomUUID(), List.of(3, 1));
    log.append(logged);
    log.append(logged);
    assertThat(registry.champion(shop)).hasValue(1);

    promotions.settle(shop);

    assertThat(registry.champion(shop)).hasValue(2);
    assertThat(registry.championFile(shop).pending()).isEmpty();
    assertThat(log.list(shop, 9)).hasSize(2);
  }

  @Test
  void withoutADatabaseNothingIsDecided() {
    promotions.promote(1, why(shop, 1, "up"));
    Database nowhere =
        Database.open(
            new StateFolder(models),
            Map.of("SHELFCAST_DB_URL", "jdbc:postgresql://127.0.0.1:1/nowhere"));
    Promotions cut = Promotions.logged(registry, nowhere, said::add);
    assertThatThrownBy(() -> cut.promote(2, why(shop, 2, "up")))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("is the database running");
    assertThat(registry.champion(shop)).hasValue(1);
    promotions.settle(shop);
    assertThat(registry.champion(shop)).hasValue(1);
    assertThat(registry.championFile(shop).pending()).isEmpty();
  }

  @Test
  void withoutTheTableThePointerMovesAndOneLineSaysSo() throws Exception {
    String name = "bare" + System.nanoTime();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    String url = database.address().fullJdbcUrl().replaceFirst("/[^/?]*\\?", "/" + name + "?");
    Database bare = Database.open(new StateFolder(models), Map.of("SHELFCAST_DB_URL", url));
    Promotions plain = Promotions.logged(registry, bare, said::add);
    plain.promote(2, why(shop, 2, "up"));
    assertThat(registry.champion(shop)).hasValue(2);
    assertThat(said)
        .singleElement()
        .asString()
        .contains("Not logged in table deployments", "database migrate", "promoted, version 2");
  }

  @Test
  void promoterKilledAtAnyMomentLeavesOneWholeChampionThatTheLogTellsOf() throws Exception {
    Random random = new Random(KILLS);
    promotions.promote(1, why(shop, 1, "up"));
    for (int kill = 0; kill < KILLS; kill++) {
      Process child =
          ChildProcess.startMain(
              Promoter.class, models.toString(), database.address().fullJdbcUrl(), shop);
      BufferedReader lines = new BufferedReader(new InputStreamReader(child.getInputStream()));
      for (int n = 1 + random.nextInt(60); n > 0 && lines.readLine() != null; n--) {
        // so many promotions are done
      }
      long until = System.nanoTime() + random.nextInt(20_000_000);
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      assertThat(child.isAlive()).isTrue();
      ChildProcess.kill(child);

      assertThat(registry.open(shop).version()).isBetween(1, 3);
      assertThat(registry.championFile(shop).pending()).hasSizeLessThan(2);
      promotions.settle(shop);
      assertThat(registry.championFile(shop).pending()).isEmpty();
      assertThat(registry.champion(shop)).hasValue(log.list(shop, 1).get(0).toVersion());
      List<Deployment> rows = log.list(shop, 100_000);
      for (int i = 0; i + 1 < rows.size(); i++) {
        assertThat(rows.get(i).fromVersion()).isEqualTo(rows.get(i + 1).toVersion());
      }
      assertThat(registry.formerChampions(shop)).doesNotHaveDuplicates();
    }
  }

  /** Promotes one version after the other, and prints a line for each. */
  public static final class Promoter {
    private Promoter() {}

    public static void main(String... args) {
      Path models = Path.of(args[0]);
      Database database =
          Database.open(new StateFolder(models), Map.of("SHELFCAST_DB_URL", args[1]));
      Promotions promotions =
          Promotions.logged(new ModelRegistry(models), database, System.err::println);
      for (int i = 0; ; i++) {
        int version = 1 + i % 3;
        promotions.promote(version, why(args[2], version, "number " + i));
        System.out.println(version);
      }
    }
  }
}
