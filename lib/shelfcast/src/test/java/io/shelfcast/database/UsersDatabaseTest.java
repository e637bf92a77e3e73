package io.shelfcast.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.StateFolder;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.SharedDatabase;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.PostgresSales;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A database of the user's: another one on the test's server, reached through the environment. */
@ExtendWith(SharedDatabase.class)
class UsersDatabaseTest {

  private final Database server;
  private final Map<String, String> environment = new HashMap<>();
  @TempDir Path folder;

  UsersDatabaseTest(Database server) {
    this.server = server;
  }

  @BeforeEach
  void make() throws SQLException {
    run(server, "CREATE DATABASE \"user's\"");
    PostgresAddress address = server.address();
    environment.put("SHELFCAST_DB_URL", address.jdbcUrl().replace("/shelfcast", "/user's"));
    environment.put("SHELFCAST_DB_USER", address.user());
    environment.put("SHELFCAST_DB_PASSWORD", address.password());
  }

  @AfterEach
  void drop() throws SQLException {
    run(server, "DROP DATABASE \"user's\" WITH (FORCE)");
  }

  @Test
  void nothingIsMadeWithoutMigrate() {
    Database mine = open();
    assertThat(mine.embedded()).isFalse();
    assertThatThrownBy(
            () ->
                new Loader(mine, Progress.NONE)
                    .load("c", CornerShop.directory(), Loader.Mode.REPLACE))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("database migrate");
    assertThatThrownBy(() -> read(mine, "c")).hasMessageContaining("database migrate");
    assertThatThrownBy(
            () -> new ForecastStore(mine).save("c", "v1", List.<ForecastStore.Row>of().iterator()))
        .hasMessageContaining("database migrate");
    assertThat(ask(mine, "SELECT count(*) FROM pg_namespace WHERE nspname = 'shelfcast'"))
        .isEqualTo("0");
    assertThat(folder.resolve(".shelfcast")).doesNotExist();
  }

  @Test
  void migrateMakesTheTablesAndCanBeRepeated() {
    Database mine = open();
    mine.migrate();
    mine.migrate();
    new Loader(mine, Progress.NONE).load("c", CornerShop.directory(), Loader.Mode.REPLACE);
    assertThat(read(mine, "c").seriesCount()).isEqualTo(6);
  }

  @Test
  void everyMigrationOfTheResourcesIsAskedFor() throws SQLException {
    Database mine = open();
    mine.migrate();
    assertThat(Schema.versions()).contains("1", "2");
    for (String version : Schema.versions()) {
      run(
          mine,
          "UPDATE shelfcast.flyway_schema_history SET success = false WHERE version = '"
              + version
              + "'");
      assertThat(mine.hasSchema()).as("without migration " + version).isFalse();
      run(
          mine,
          "UPDATE shelfcast.flyway_schema_history SET success = true WHERE version = '"
              + version
              + "'");
      assertThat(mine.hasSchema()).isTrue();
    }
  }

  @Test
  void aViewOfTheUsersIsReadAndNothingIsMade() throws SQLException {
    Database mine = open();
    run(
        mine,
        "CREATE SCHEMA \"Point of Sale\"",
        "CREATE TABLE \"Point of Sale\".lines (tenant int, at timestamp, sku int, shop int, n int)",
        "INSERT INTO \"Point of Sale\".lines SELECT 7, DATE '2024-01-01' + d, 100, 3, 1 + d % 5 FROM generate_series(0, 119) d",
        "CREATE VIEW \"Point of Sale\".\"tx; drop\" AS SELECT tenant AS customer_id, at AS \"timestamp\", sku AS product_id,"
            + " shop AS store_id, n AS quantity FROM \"Point of Sale\".lines");
    Database view = mine.withTransactions("Point of Sale.tx; drop");
    SalesPanel panel = read(view, "7");
    assertThat(panel.productId(0)).isEqualTo("100");
    assertThat(panel.storeId(0)).isEqualTo("3");
    assertThat(panel.quantities(0)).hasSize(120).startsWith(1, 2, 3, 4, 5, 1);
    assertThat(panel.hasUnitPrices()).isFalse();
    assertThat(panel.covariates().promotions()).isNull();
    assertThat(read(mine.withTransactions("\"Point of Sale\".\"tx; drop\""), "7").seriesCount())
        .isEqualTo(1);
    assertThatThrownBy(() -> read(view, "seven"))
        .hasMessageContaining("No customer 'seven'")
        .hasMessageContaining("known are 7");
    assertThat(ask(mine, "SELECT count(*) FROM pg_namespace WHERE nspname = 'shelfcast'"))
        .isEqualTo("0");
    assertThat(ask(mine, "SELECT count(*) FROM \"Point of Sale\".lines")).isEqualTo("120");
  }

  @Test
  void aMissingColumnIsNamed() throws SQLException {
    Database mine = open();
    run(
        mine,
        "CREATE TABLE sold (customer_id text, \"timestamp\" date, product_id text, amount int)");
    assertThatThrownBy(() -> read(mine.withTransactions("public.sold"), "c"))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("public.sold has no column store_id, quantity");
  }

  @Test
  void aTableThatIsNotThereIsTold() {
    for (String name : List.of("public.nowhere", "a.b.c.d", "\"", "'; drop table x; --", "")) {
      assertThatThrownBy(() -> read(open().withTransactions(name), "c"))
          .as(name)
          .isInstanceOf(ShelfcastException.class)
          .hasMessageContaining("expected schema.name");
    }
  }

  @Test
  void aWrongPasswordIsToldWithoutShowingIt() {
    environment.put("SHELFCAST_DB_PASSWORD", "s3cret!");
    assertThatThrownBy(() -> read(open(), "c"))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("SHELFCAST_DB_PASSWORD")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void addressesOfPsqlAreTakenToo() {
    assertThat(
            PostgresAddress.of(
                Map.of(
                    "SHELFCAST_DB_URL", "postgresql://me:p%40ss@host:5433/sales?sslmode=require")))
        .isEqualTo(
            new PostgresAddress("jdbc:postgresql://host:5433/sales?sslmode=require", "me", "p@ss"));
    assertThatThrownBy(
            () -> PostgresAddress.of(Map.of("SHELFCAST_DB_URL", "mysql://me:secret@host/sales")))
        .hasMessageContaining("SHELFCAST_DB_URL")
        .hasMessageNotContaining("secret");
  }

  private Database open() {
    return Database.open(new StateFolder(folder), environment);
  }

  private static SalesPanel read(Database database, String customer) {
    return PostgresSales.read(database, customer, Extract.ALL, Clock.systemUTC(), Progress.NONE);
  }

  private static void run(Database database, String... sql) throws SQLException {
    try (Connection connection = database.connect();
        var statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    }
  }

  private static String ask(Database database, String sql) {
    try (Connection connection = database.connect();
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
