package io.shelfcast.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.fixtures.ChildProcess;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.DataFiles;
import io.shelfcast.fixtures.SharedDatabase;
import io.shelfcast.progress.Progress;
import io.shelfcast.tables.Table;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedDatabase.class)
class LoaderTest {

  private final Database database;
  private final Loader loader;
  @TempDir Path directory;

  LoaderTest(Database database) {
    this.database = database;
    this.loader = new Loader(database, Progress.NONE);
  }

  @Test
  void everyTableGoesInWithAllItsRows() {
    Loader.Result result = loader.load("all tables", CornerShop.directory(), Loader.Mode.REPLACE);
    assertThat(result.rows()).containsOnlyKeys(Table.loaded());
    result
        .rows()
        .forEach(
            (table, rows) ->
                assertThat(count(table, "all tables"))
                    .as(table.baseName())
                    .isEqualTo(rows)
                    .isPositive());
    assertThat(result.firstDay()).isEqualTo(CornerShop.FIRST_DAY);
    assertThat(result.lastDay()).isEqualTo(CornerShop.LAST_DAY);
  }

  @Test
  void aSecondLoadReplacesThatCustomerAlone() {
    sales("2024-01-01,P,S,1", "2024-01-02,P,S,2");
    loader.load("neighbour", directory, Loader.Mode.REPLACE);
    loader.load("replaced", CornerShop.directory(), Loader.Mode.REPLACE);
    Loader.Result result = loader.load("replaced", directory, Loader.Mode.REPLACE);
    assertThat(result.rowsReplaced()).isGreaterThan(100);
    assertThat(count(Table.TRANSACTIONS, "replaced")).isEqualTo(2);
    assertThat(count(Table.WEATHER, "replaced")).isZero();
    assertThat(count(Table.TRANSACTIONS, "neighbour")).isEqualTo(2);
  }

  @Test
  void numbersTimesAndOddTextsArriveAsWritten() {
    String odd = "a\\b'; DROP TABLE shelfcast.transactions; --";
    new DataFiles(directory)
        .write(
            "transactions.csv",
            "timestamp,product_id,store_id,quantity,unit_price",
            "2024-02-29 17:05:09,\"" + odd + "\",\\N,-0.125,2.49",
            "2024-02-29T00:00:00,ü/../x,S,1e3,")
        .write(
            "products.csv", "product_id,name,brand", "ü/../x,\"two\nlines,\ta tab and \\n\",\\N");
    loader.load("odd", directory, Loader.Mode.REPLACE);
    assertThat(
            one(
                "SELECT product_id FROM shelfcast.transactions WHERE customer_id = ? AND store_id = '\\N'",
                "odd"))
        .isEqualTo(odd);
    assertThat(
            one(
                "SELECT \"timestamp\"::text || ' ' || quantity || ' ' || unit_price FROM shelfcast.transactions"
                    + " WHERE customer_id = ? AND quantity < 0",
                "odd"))
        .isEqualTo("2024-02-29 17:05:09 -0.125 2.49");
    assertThat(
            one(
                "SELECT (quantity = 1000 AND unit_price IS NULL)::text FROM shelfcast.transactions"
                    + " WHERE customer_id = ? AND product_id = 'ü/../x'",
                "odd"))
        .isEqualTo("true");
    assertThat(
            one("SELECT name || '|' || brand FROM shelfcast.products WHERE customer_id = ?", "odd"))
        .isEqualTo("two\nlines,\ta tab and \\n|\\N");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; drop table shelfcast.transactions; --",
        "Käse & Söhne",
        "../../etc",
        " blank ",
        "\"q\"",
        "%s\\"
      })
  void anyTextIsACustomer(String customer) {
    sales("2024-01-01,P,S,1");
    loader.load(customer, directory, Loader.Mode.REPLACE);
    loader.load(customer, directory, Loader.Mode.REPLACE);
    assertThat(count(Table.TRANSACTIONS, customer)).isEqualTo(1);
    assertThat(database.customers(1000)).contains(customer);
  }

  @Test
  void anEmptyCustomerIsRefused() {
    sales("2024-01-01,P,S,1");
    assertThatThrownBy(() -> loader.load(" ", directory, Loader.Mode.REPLACE))
        .hasMessageContaining("--customer");
  }

  @Test
  void defectsAreToldAndTheOldDataStay() {
    sales("2024-01-01,P,S,1");
    loader.load("defects", directory, Loader.Mode.REPLACE);
    sales("2024-01-01,P,S,1", "2024-01-32,P,S,1");
    assertThatThrownBy(() -> loader.load("defects", directory, Loader.Mode.REPLACE))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("transactions.csv, line 3, column timestamp");
    assertThat(count(Table.TRANSACTIONS, "defects")).isEqualTo(1);
  }

  @Test
  void aZeroByteIsToldAndTheOldDataStay() {
    sales("2024-01-01,P,S,1");
    loader.load("zero byte", directory, Loader.Mode.REPLACE);
    sales("2024-01-01,P\0Q,S,1");
    assertThatThrownBy(() -> loader.load("zero byte", directory, Loader.Mode.REPLACE))
        .isInstanceOf(ShelfcastException.class);
    assertThat(count(Table.TRANSACTIONS, "zero byte")).isEqualTo(1);
  }

  @Test
  void appendAddsDaysAndRenewsTheOtherTables() {
    new DataFiles(directory)
        .sales("2024-01-01,P,S,1")
        .write("products.csv", "product_id,name", "P,old", "Q,kept")
        .write(
            "promotions.csv",
            "promotion_id,product_id,start_date,end_date",
            "A,P,2024-01-01,2024-01-02",
            "B,,2024-01-01,2024-01-02")
        .write("events.csv", "date,kind", "2024-01-01,closed");
    loader.load("append", directory, Loader.Mode.REPLACE);
    new DataFiles(directory)
        .sales("2024-01-02,P,S,2")
        .write("products.csv", "product_id,name", "P,new")
        .write(
            "promotions.csv",
            "promotion_id,product_id,start_date,end_date",
            "A,Q,2024-01-05,2024-01-06")
        .write("events.csv", "date,kind", "2024-01-01,closed", "2024-01-03,closed");
    loader.load("append", directory, Loader.Mode.APPEND);
    assertThat(count(Table.TRANSACTIONS, "append")).isEqualTo(2);
    assertThat(
            one(
                "SELECT string_agg(name, ',' ORDER BY product_id) FROM shelfcast.products WHERE customer_id = ?",
                "append"))
        .isEqualTo("new,kept");
    assertThat(
            one(
                "SELECT string_agg(promotion_id || coalesce(product_id, '*'), ',' ORDER BY 1) FROM"
                    + " (SELECT * FROM shelfcast.promotions WHERE customer_id = ? ORDER BY promotion_id) p",
                "append"))
        .isEqualTo("AQ,B*");
    assertThat(count(Table.EVENTS, "append")).isEqualTo(2);
  }

  @Test
  void appendRefusesADayThatItsStoreHasAlready() {
    sales("2024-01-01,P,S,1", "2024-01-02,P,S,2");
    loader.load("refused", directory, Loader.Mode.REPLACE);
    sales("2024-01-02 10:00,P,S,5", "2024-01-03,P,S,3");
    assertThatThrownBy(() -> loader.load("refused", directory, Loader.Mode.APPEND))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("on 1 of the days")
        .hasMessageContaining("2024-01-02 in store 'S'")
        .hasMessageContaining("--replace-days");
    assertThat(count(Table.TRANSACTIONS, "refused")).isEqualTo(2);
  }

  @Test
  void replaceDaysReplacesTheDaysOfTheirStoresAlone() {
    sales(
        "2024-01-01,P,S,1",
        "2024-01-02 09:00,P,S,2",
        "2024-01-02 23:59:59,Q,S,4",
        "2024-01-02,P,T,8");
    loader.load("days", directory, Loader.Mode.REPLACE);
    sales("2024-01-02,P,S,16", "2024-01-03,P,S,32");
    Loader.Result result = loader.load("days", directory, Loader.Mode.APPEND_REPLACING_DAYS);
    assertThat(result.rowsReplaced()).isEqualTo(2);
    assertThat(
            one(
                "SELECT sum(quantity)::text FROM shelfcast.transactions WHERE customer_id = ?",
                "days"))
        .isEqualTo("57");
  }

  @Test
  @Timeout(60)
  void aKilledLoadLeavesTheOldDataAndBlocksNobody() throws Exception {
    sales("2024-01-01,P,S,1");
    loader.load("killed", directory, Loader.Mode.REPLACE);
    Path pipe = pipe();
    Process child =
        ChildProcess.start("load", stateFolder(), "killed", pipe.getParent().toString());
    try (OutputStream rows = Files.newOutputStream(pipe)) {
      writeSales(rows, 50_000);
      until("SELECT count(*) FROM pg_stat_progress_copy WHERE tuples_processed > 0");
      ChildProcess.kill(child);
    } catch (java.io.IOException brokenPipe) {
      assertThat(child.isAlive()).isFalse();
    }
    assertThat(count(Table.TRANSACTIONS, "killed")).isEqualTo(1);
    sales("2024-01-01,P,S,1", "2024-01-02,P,S,1");
    loader.load("killed", directory, Loader.Mode.REPLACE);
    assertThat(count(Table.TRANSACTIONS, "killed")).isEqualTo(2);
  }

  @Test
  @Timeout(60)
  void aSecondLoadOfTheSameCustomerWaitsForTheFirst() throws Exception {
    Path pipe = pipe();
    sales("2024-01-01,second,S,1");
    CompletableFuture<Loader.Result> first =
        CompletableFuture.supplyAsync(
            () -> loader.load("turns", pipe.getParent(), Loader.Mode.REPLACE));
    CompletableFuture<Loader.Result> second;
    try (OutputStream rows = Files.newOutputStream(pipe)) {
      writeSales(rows, 50_000);
      second =
          CompletableFuture.supplyAsync(() -> loader.load("turns", directory, Loader.Mode.REPLACE));
      until("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
      assertThat(second).isNotDone();
    }
    assertThat(first.get(30, TimeUnit.SECONDS).rows().get(Table.TRANSACTIONS)).isEqualTo(50_000);
    assertThat(second.get(30, TimeUnit.SECONDS).rowsReplaced()).isEqualTo(50_000);
    assertThat(
            one(
                "SELECT min(product_id) || count(*) FROM shelfcast.transactions WHERE customer_id = ?",
                "turns"))
        .isEqualTo("second1");
  }

  @Test
  void everyLoadIsLogged() {
    sales("2024-01-01,P,S,1");
    loader.load("logged", directory, Loader.Mode.REPLACE);
    assertThat(
            one(
                "SELECT mode || ' ' || rows || ' ' || first_day || ' ' || source FROM shelfcast.loads"
                    + " WHERE customer_id = ?",
                "logged"))
        .isEqualTo("replace 1 " + LocalDate.of(2024, 1, 1) + " " + directory.toAbsolutePath());
  }

  private void sales(String... rows) {
    new DataFiles(directory).sales(rows);
  }

  /** A directory whose transactions are read as slowly as a test writes them. */
  private Path pipe() throws Exception {
    Path slow = Files.createDirectory(directory.resolve("slow"));
    Path pipe = slow.resolve("transactions.csv");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  private static void writeSales(OutputStream out, int rows) throws java.io.IOException {
    StringBuilder text = new StringBuilder("timestamp,product_id,store_id,quantity\n");
    for (int i = 0; i < rows; i++) {
      text.append("2024-01-").append(10 + i % 10).append(",P").append(i).append(",S,1\n");
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void until(String countIsPositive) throws SQLException {
    try (Connection connection = database.connect();
        var statement = connection.createStatement()) {
      while (true) {
        try (ResultSet row = statement.executeQuery(countIsPositive)) {
          row.next();
          if (row.getLong(1) > 0) {
            return;
          }
        }
      }
    }
  }

  private String stateFolder() {
    return Path.of(one("SELECT current_setting('data_directory') WHERE ? IS NOT NULL", ""))
        .resolve("../../../..")
        .normalize()
        .toString();
  }

  private long count(Table table, String customer) {
    return Long.parseLong(
        one(
            "SELECT count(*) FROM shelfcast." + table.baseName() + " WHERE customer_id = ?",
            customer));
  }

  private String one(String sql, String parameter) {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getString(1);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
