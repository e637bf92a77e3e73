package io.shelfcast.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shelfcast.database.Database;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.SharedDatabase;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.monitoring.Measure;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.training.TinyTraining;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

@ExtendWith(SharedDatabase.class)
class RehearsalTest {

  private static final TrainingOptions TINY = TinyTraining.options(7, 42);
  private static final LocalDate LAST = CornerShop.LAST_DAY;

  @TempDir Path models;

  private Rehearsal begin(Database database, String customer) {
    return Rehearsal.begin(
        database, new ModelRegistry(models), customer, CornerShop.directory(), false);
  }

  @Test
  void weeksShownAreThoseThatTheDecisionWasMadeOn(Database database) {
    Rehearsal shop = begin(database, "rehearsal-judge");
    shop.train(LAST.minusDays(14), TINY);

    Challenge challenge = shop.retrain(LAST, TinyTraining.options(7, 43));

    assertThat(challenge.days().stringColumn("last day").asList()).last().isEqualTo("2023-12-29");
    assertThat(challenge.days().rowCount()).isEqualTo(2 + challenge.match().origins().size());
    assertThat(challenge.conditions().stringColumn("in words").get(1))
        .contains(String.format("p = %.4f", challenge.match().test().p()));
    assertThat(challenge.decision()).contains("version 2").doesNotContain("MAE");
    assertThat(shop.versions().stringColumn("version").asList()).containsExactly("v1", "v2");
    assertThat(shop.decisions().stringColumn("champion then").asList())
        .containsExactly("none", "v1");
  }

  @Test
  void beginsAnewEachTimeAndLeavesOthersAlone(Database database) {
    Rehearsal other = begin(database, "rehearsal-other");
    other.train(LAST, TINY);
    Rehearsal shop = begin(database, "rehearsal-anew");
    shop.train(LAST, TINY);
    shop.predictWeekly(LAST, LAST);
    shop.changeSales(LAST.minusDays(7), .5);

    Rehearsal again = begin(database, "rehearsal-anew");

    assertThat(again.versions().rowCount()).isZero();
    assertThat(again.decisions().rowCount()).isZero();
    assertThat(total(again.panel(LAST))).isEqualTo(total(other.panel(LAST)));
    assertThat(other.versions().rowCount()).isEqualTo(1);
    again.train(LAST, TINY);
    assertThat(again.champion().version()).isEqualTo(1);
  }

  @Test
  void atTheEndTheCustomerIsGoneAndNobodyElse(Database database) throws Exception {
    Map<String, Long> before = rows(database);
    Rehearsal other = begin(database, "rehearsal-stays");
    other.train(LAST, TINY);
    Map<String, Long> with = rows(database);
    Rehearsal shop = begin(database, "rehearsal-goes");
    shop.train(LAST, TINY);
    shop.predictWeekly(LAST, LAST);
    assertThat(rows(database).get("forecasts")).isGreaterThan(with.get("forecasts"));

    shop.end();

    assertThat(rows(database)).isEqualTo(with).isNotEqualTo(before);
    assertThat(models.resolve("rehearsal-goes")).doesNotExist();
    assertThat(other.champion().version()).isEqualTo(1);

    Rehearsal quick =
        Rehearsal.begin(
            database, new ModelRegistry(models), "rehearsal-q", CornerShop.directory(), true);
    quick.end();
    assertThat(database.customers(100)).contains("rehearsal-q").doesNotContain("rehearsal-goes");
  }

  /** How many rows each table has. */
  private static Map<String, Long> rows(Database database) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet all =
          statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname='shelfcast'")) {
        while (all.next()) {
          tables.add(all.getString(1));
        }
      }
      for (String table : tables) {
        try (ResultSet n = statement.executeQuery("SELECT count(*) FROM shelfcast." + table)) {
          n.next();
          rows.put(table, n.getLong(1));
        }
      }
    }
    return rows;
  }

  @Test
  void marginsAndReadingsAreOfTheSameWeeksAndReports(Database database) {
    Rehearsal shop = begin(database, "rehearsal-margins");
    shop.train(LAST.minusDays(14), TINY);
    Challenge challenge = shop.retrain(LAST, TinyTraining.options(7, 43));

    Table margins = challenge.byMargin(0, .5);

    assertThat(margins.doubleColumn(0).asList()).containsExactly(0., 50.);
    assertThat(margins.doubleColumn(1).get(0)).isBetween(0., 50.);
    assertThat(margins.doubleColumn(1).get(1)).isZero();
    assertThat(margins.columnNames()).contains("better by 5 %, %");
    MonitoringBoard board = shop.monitor(LAST);
    assertThat(board.reading())
        .startsWith(board.report().alerts().size() + " alerts as of 29 December 2023. ")
        .contains(board.report().drift().drifted() + " of 33 features have drifted.");
  }

  private static double total(SalesPanel panel) {
    double sum = 0;
    for (int s = 0; s < panel.seriesCount(); s++) {
      for (float q : panel.quantities(s)) {
        sum += q;
      }
    }
    return sum;
  }

  @Test
  void changedSalesMoveTheErrorOfForecastsMadeBefore(Database database) {
    Rehearsal shop = begin(database, "rehearsal-watch");
    shop.train(LAST.minusDays(26), TINY);
    LocalDate sunday = LocalDate.of(2023, 12, 17);
    Table kept = shop.predictWeekly(LocalDate.of(2023, 12, 3), sunday.minusDays(7));
    MonitoringBoard before = shop.monitor(sunday);

    long changed = shop.changeSales(LocalDate.of(2023, 12, 11), 2);
    MonitoringBoard after = shop.monitor(sunday);

    assertThat(kept.stringColumn("origin").asList()).containsExactly("2023-12-03", "2023-12-10");
    assertThat(changed).isPositive();
    DoubleColumn were = before.weeks().doubleColumn("bias %");
    DoubleColumn are = after.weeks().doubleColumn("bias %");
    assertThat(are.get(0)).as("a week that was not changed").isCloseTo(were.get(0), within(1e-9));
    double asBefore = 1 + were.get(1) / 100;
    assertThat(1 + are.get(1) / 100).isCloseTo(asBefore / 2, within(1e-6));
    assertThat(after.report().latest(Measure.ERROR).monday()).isEqualTo("2023-12-11");
    assertThat(after.drift(5).rowCount()).isEqualTo(5);
    Table since = after.since(LocalDate.of(2023, 12, 4));
    assertThat(since.stringColumn(0).asList()).containsExactly("2023-12-04", "2023-12-11");
    assertThat(since.doubleColumn(3).get(0)).isEqualTo(100);
    Table unchanged = before.since(LocalDate.of(2023, 12, 4));
    assertThat(since.doubleColumn(3).get(1))
        .isCloseTo(2 * unchanged.doubleColumn(3).get(1), within(1e-6));
    assertThat(since.doubleColumn(4).get(1)).isEqualTo(unchanged.doubleColumn(4).get(1));
  }
}
