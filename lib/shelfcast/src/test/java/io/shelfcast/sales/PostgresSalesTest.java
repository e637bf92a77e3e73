package io.shelfcast.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import io.shelfcast.database.Loader;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.DataFiles;
import io.shelfcast.fixtures.SharedDatabase;
import io.shelfcast.progress.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedDatabase.class)
class PostgresSalesTest {

  private static final LocalDate START = LocalDate.of(2022, 1, 1);

  private final Database database;
  private final List<String> said = new ArrayList<>();
  @TempDir Path directory;

  PostgresSalesTest(Database database) {
    this.database = database;
  }

  @Test
  void readsTheSameBitsAsTheFilesGive() {
    load("same bits", CornerShop.directory());
    SalesPanel files = CsvSales.read(CornerShop.directory(), "same bits");
    assertSame(read("same bits", Extract.ALL), files);
    assertThat(files.hasUnitPrices()).isTrue();
  }

  @Test
  void sumsOfFractionsReturnsAndPricesAreTheSameBitsAsTheFilesGive() {
    Random random = new Random(11);
    List<String> rows =
        new ArrayList<>(List.of("timestamp,product_id,store_id,quantity,unit_price"));
    for (int day = 0; day < 100; day++) {
      for (int i = 0; i < 40; i++) {
        String price =
            random.nextInt(5) == 0 ? "" : String.valueOf(random.nextInt(10_000) / 1000.0);
        rows.add(
            START.plusDays(day)
                + ",P"
                + random.nextInt(2)
                + ",S"
                + random.nextInt(2)
                + ","
                + (random.nextInt(2000) - 500) / 1000.0
                + ","
                + price);
      }
    }
    rows.add(START + ",net,S0,0.1,1"); // in doubles .1 + .2 - .3 is a little more than nothing
    rows.add(START + ",net,S0,0.2,2");
    rows.add(START + ",net,S0,-0.3,3");
    rows.add(START.plusDays(1) + ",net,S0,5,3");
    new DataFiles(directory).write("transactions.csv", rows.toArray(String[]::new));
    load("fractions", directory);
    SalesPanel files = CsvSales.read(directory, "fractions");
    assertSame(read("fractions", Extract.ALL), files);
    Database raw = database.withTransactions("shelfcast.transactions");
    assertSame(
        PostgresSales.read(raw, "fractions", Extract.ALL, Clock.systemUTC(), Progress.NONE), files);
  }

  @Test
  void historyAndLookBackAreCutButFirstSalesAreKnown() {
    daily(1000, "old", "S");
    load("long", directory);
    SalesPanel panel = read("long", new Extract(365, null));
    int last = (int) START.plusDays(999).toEpochDay();
    assertThat(panel.lastDay()).isEqualTo(last);
    assertThat(panel.firstDay()).isEqualTo(last - 365 - Extract.LOOK_BACK + 1);
    assertThat(panel.quantities(0)).hasSize(765).containsOnly(1);
  }

  @Test
  void aSeriesSoldOnlyBeforeTheLookBackIsFilledWithZeros() {
    List<String> rows = new ArrayList<>(List.of(START + ",gone,S,3"));
    for (int day = 0; day < 1000; day++) {
      rows.add(START.plusDays(day) + ",old,S,1");
    }
    rows.add(START.plusDays(950) + ",late,S,2");
    new DataFiles(directory).sales(rows.toArray(String[]::new));
    load("gone", directory);
    SalesPanel panel = read("gone", new Extract(365, null));
    assertThat(panel.quantities(panel.series("gone", "S"))).hasSize(765).containsOnly(0);
    assertThat(panel.quantities(panel.series("late", "S"))).hasSize(50).startsWith(2);
  }

  @Test
  void nothingAfterAsOfIsRead() {
    daily(200, "P", "S");
    load("as of", directory);
    SalesPanel panel = read("as of", new Extract(null, START.plusDays(149)));
    assertThat(panel.lastDay()).isEqualTo((int) START.plusDays(149).toEpochDay());
    assertThat(panel.quantities(0)).hasSize(150);
    assertThatThrownBy(() -> read("as of", new Extract(null, START.minusDays(1))))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("--as-of 2021-12-31 is before the first sale")
        .hasMessageContaining("2022-01-01");
  }

  @Test
  void under90DaysAreRefusedWithTheirNumber() {
    daily(89, "P", "S");
    load("short", directory);
    assertThatThrownBy(() -> read("short", Extract.YEAR))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("has 89 days")
        .hasMessageContaining("90");
    daily(90, "P", "S");
    load("short", directory);
    assertThat(read("short", Extract.YEAR).quantities(0)).hasSize(90);
    assertThat(said).anyMatch(line -> line.contains("90 days of sales"));
  }

  @Test
  void anOldLastSaleIsANotice() {
    daily(365, "P", "S");
    load("old", directory);
    read("old", Extract.YEAR, START.plusDays(364 + 7));
    assertThat(said).isEmpty();
    read("old", Extract.YEAR, START.plusDays(364 + 8));
    assertThat(said).singleElement().asString().contains("2022-12-31").contains("8 days ago");
  }

  @Test
  void anUnknownCustomerIsToldWithThoseKnown() {
    daily(90, "P", "S");
    for (int i = 0; i < 12; i++) {
      load("   known " + (10 + i), directory); // blanks sort them before those of other tests
    }
    assertThatThrownBy(() -> read("Nobody'; --", Extract.YEAR))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("No customer 'Nobody'; --'")
        .hasMessageContaining("known 10")
        .hasMessageContaining("known 19, ...")
        .hasMessageNotContaining("known 20");
  }

  private void daily(int days, String product, String store) {
    String[] rows = new String[days];
    for (int day = 0; day < days; day++) {
      rows[day] = START.plusDays(day) + "," + product + "," + store + ",1";
    }
    new DataFiles(directory).sales(rows);
  }

  private void load(String customer, Path files) {
    new Loader(database, Progress.NONE).load(customer, files, Loader.Mode.REPLACE);
  }

  private SalesPanel read(String customer, Extract extract) {
    return read(customer, extract, LocalDate.of(2024, 1, 1));
  }

  private SalesPanel read(String customer, Extract extract, LocalDate today) {
    Clock clock = Clock.fixed(today.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
    Progress progress =
        new Progress() {
          @Override
          public void step(String task, long done, long total, String note) {}

          @Override
          public void say(String line) {
            said.add(line);
          }
        };
    return PostgresSales.read(database, customer, extract, clock, progress);
  }

  private static void assertSame(SalesPanel a, SalesPanel b) {
    assertThat(a.products()).isEqualTo(b.products());
    assertThat(a.stores()).isEqualTo(b.stores());
    assertThat(a.covariates()).isEqualTo(b.covariates());
    assertThat(a.reading()).isEqualTo(b.reading());
    assertThat(a.hasUnitPrices()).isEqualTo(b.hasUnitPrices());
    assertThat(a.seriesCount()).isEqualTo(b.seriesCount());
    for (int s = 0; s < a.seriesCount(); s++) {
      assertThat(a.productId(s)).isEqualTo(b.productId(s));
      assertThat(a.storeId(s)).isEqualTo(b.storeId(s));
      assertThat(a.startDay(s)).isEqualTo(b.startDay(s));
      assertThat(a.quantities(s)).isEqualTo(b.quantities(s));
      for (int day = a.startDay(s); day <= a.lastDay(); day++) {
        assertThat(Float.floatToRawIntBits(a.unitPrice(s, day)))
            .isEqualTo(Float.floatToRawIntBits(b.unitPrice(s, day)));
        assertThat(a.recorded(a.store(s), day)).isEqualTo(b.recorded(b.store(s), day));
      }
    }
  }
}
