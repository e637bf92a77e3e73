package io.shelfcast.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.fixtures.ChildProcess;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.DataFiles;
import io.shelfcast.fixtures.SharedDatabase;
import io.shelfcast.progress.Progress;
import io.shelfcast.simulation.Simulation;
import io.shelfcast.simulation.SimulationOptions;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** After each test the sums of all customers must be those of the raw rows. */
@ExtendWith(SharedDatabase.class)
class DailySalesTest {

  private static final String COLUMNS =
      "customer_id, product_id, store_id, day, quantity::text, paid::text, paid_units::text, transactions";

  /** Text, so that sums must agree to the last digit. */
  private static final String DIFFERENCES =
      """
      WITH kept AS (SELECT %s FROM shelfcast.daily_sales),
        raw AS (
          SELECT customer_id, product_id, store_id, "timestamp"::date AS day, sum(quantity)::text,
            sum(abs(quantity) * unit_price)::text, (sum(abs(quantity)) FILTER (WHERE unit_price IS NOT NULL))::text,
            count(*)
          FROM shelfcast.transactions GROUP BY 1, 2, 3, 4)
      SELECT count(*) FROM ((SELECT * FROM kept EXCEPT ALL SELECT * FROM raw)
        UNION ALL (SELECT * FROM raw EXCEPT ALL SELECT * FROM kept)) d"""
          .formatted(COLUMNS);

  private final Database database;
  private final Loader loader;
  @TempDir Path directory;

  DailySalesTest(Database database) {
    this.database = database;
    this.loader = new Loader(database, Progress.NONE);
  }

  @AfterEach
  void sumsEqualTheRawRows() {
    assertThat(one(DIFFERENCES)).isEqualTo("0");
    assertThat(Long.parseLong(one("SELECT count(*) FROM shelfcast.daily_sales"))).isPositive();
  }

  @Test
  void loadedAndLoadedAgain() {
    loader.load("again", CornerShop.directory(), Loader.Mode.REPLACE);
    loader.load("again", CornerShop.directory(), Loader.Mode.REPLACE);
    assertThat(days("again")).isGreaterThan(500);
    priced("2024-01-01,P,S,1,2", "2024-01-01,P,S,-4,2", "2024-01-02,P,S,0.125,");
    loader.load("again", directory, Loader.Mode.REPLACE);
    assertThat(sums("again")).isEqualTo("2024-01-01 -3 10 5 2; 2024-01-02 0.125 null null 1");
  }

  @Test
  void lateSalesAppended() {
    priced("2024-01-01,P,S,1,2", "2024-01-03,P,S,3,2");
    loader.load("late", directory, Loader.Mode.REPLACE);
    priced("2024-01-02 09:00,P,S,2,1.5", "2024-01-02 23:59:59,P,S,0.1,", "2024-01-03,P,T,7,1");
    loader.load("late", directory, Loader.Mode.APPEND);
    assertThat(sums("late"))
        .isEqualTo(
            "2024-01-01 1 2 1 1; 2024-01-02 2.1 3.0 2 2; 2024-01-03 3 6 3 1; 2024-01-03 7 7 7 1");
  }

  @Test
  void correctedDaysReplaced() {
    priced("2024-01-01,P,S,1,2", "2024-01-02,P,S,2,2", "2024-01-02,Q,S,4,2", "2024-01-02,P,T,8,2");
    loader.load("corrected", directory, Loader.Mode.REPLACE);
    priced("2024-01-02,P,S,5,2", "2024-01-04,P,T,1,2");
    loader.load("corrected", directory, Loader.Mode.APPEND_REPLACING_DAYS);
    assertThat(sums("corrected"))
        .isEqualTo(
            "2024-01-01 1 2 1 1; 2024-01-02 5 10 5 1; 2024-01-02 8 16 8 1; 2024-01-04 1 2 1 1");
  }

  @Test
  void simulatedWithoutAQuery() {
    SimulationOptions small = SimulationOptions.DEFAULT.sized(3, 8, 120);
    for (int rowsPerDay : new int[] {1, 4}) {
      SimulationOptions options =
          new SimulationOptions(
              small.stores(),
              small.products(),
              small.assortment(),
              small.days(),
              small.start(),
              small.seed(),
              small.level(),
              .5,
              .1,
              rowsPerDay,
              small.planDays());
      loader.load("simulated sums", new Simulation(options, Progress.NONE));
      sumsEqualTheRawRows();
      String sums = "FROM shelfcast.daily_sales WHERE customer_id = 'simulated sums'";
      assertThat(days("simulated sums")).isGreaterThan(500);
      assertThat(one("SELECT max(transactions) " + sums)).isEqualTo("" + rowsPerDay);
      String prices = one("SELECT count(DISTINCT paid / paid_units) " + sums);
      assertThat(Integer.parseInt(prices)).as("prices").isGreaterThan(small.products());
    }
  }

  @Test
  void refusedAppendsAndPlansAloneChangeNothing() {
    priced("2024-01-01,P,S,1,2");
    loader.load("refused sums", directory, Loader.Mode.REPLACE);
    priced("2024-01-01,P,S,9,2");
    assertThatThrownBy(() -> loader.load("refused sums", directory, Loader.Mode.APPEND))
        .isInstanceOf(ShelfcastException.class);
    new DataFiles(directory).write("events.csv", "date,kind", "2024-01-05,closed");
    directory.resolve("transactions.csv").toFile().delete();
    loader.load("refused sums", directory, Loader.Mode.APPEND);
    assertThat(sums("refused sums")).isEqualTo("2024-01-01 1 2 1 1");
  }

  @Test
  @Timeout(60)
  void killedBetweenRowsAndSums() throws Exception {
    priced("2024-01-01,P,S,1,2");
    loader.load("killed sums", directory, Loader.Mode.REPLACE);
    // Whoever locks the table of sums stops the load after its rows, before its sums.
    try (Connection lock = database.connect()) {
      lock.setAutoCommit(false);
      Path many = Files.createDirectory(directory.resolve("many"));
      try (OutputStream rows = Files.newOutputStream(many.resolve("transactions.csv"))) {
        StringBuilder text = new StringBuilder("timestamp,product_id,store_id,quantity\n");
        for (int i = 0; i < 20_000; i++) {
          text.append("2024-01-").append(10 + i % 10).append(",P").append(i).append(",S,1\n");
        }
        rows.write(text.toString().getBytes(StandardCharsets.UTF_8));
      }
      lock.createStatement().execute("LOCK TABLE shelfcast.daily_sales IN SHARE MODE");
      Process child = ChildProcess.start("load", stateFolder(), "killed sums", many.toString());
      try (Connection watch = database.connect()) {
        while (Long.parseLong(one(watch, WAITING)) == 0) {
          assertThat(child.isAlive()).isTrue();
        }
      }
      ChildProcess.kill(child);
    }
    assertThat(sums("killed sums")).isEqualTo("2024-01-01 1 2 1 1");
    priced("2024-01-01,P,S,1,2", "2024-01-02,P,S,6,2");
    loader.load("killed sums", directory, Loader.Mode.REPLACE);
    assertThat(sums("killed sums")).isEqualTo("2024-01-01 1 2 1 1; 2024-01-02 6 12 6 1");
  }

  private static final String WAITING =
      "SELECT count(*) FROM pg_locks WHERE relation = 'shelfcast.daily_sales'::regclass AND NOT granted";

  private void priced(String... rows) {
    String[] lines = new String[rows.length + 1];
    lines[0] = "timestamp,product_id,store_id,quantity,unit_price";
    System.arraycopy(rows, 0, lines, 1, rows.length);
    new DataFiles(directory).write("transactions.csv", lines);
  }

  private long days(String customer) {
    return Long.parseLong(
        one("SELECT count(*) FROM shelfcast.daily_sales WHERE customer_id = '" + customer + "'"));
  }

  private String sums(String customer) {
    return one(
        "SELECT string_agg(concat_ws(' ', day, quantity, coalesce(paid::text, 'null'), coalesce(paid_units::text, 'null'),"
            + " transactions), '; ' ORDER BY day, store_id) FROM shelfcast.daily_sales WHERE customer_id = '"
            + customer
            + "'");
  }

  private String stateFolder() {
    return Path.of(one("SELECT current_setting('data_directory')"))
        .resolve("../../../..")
        .normalize()
        .toString();
  }

  private String one(String sql) {
    try (Connection connection = database.connect()) {
      return one(connection, sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
