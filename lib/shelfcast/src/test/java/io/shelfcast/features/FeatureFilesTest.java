package io.shelfcast.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.CsvSales;
import io.shelfcast.sales.SalesPanel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.Table;

/** Features as a file, a table and a page. */
class FeatureFilesTest {

  private static final SalesPanel SHOP = CsvSales.read(CornerShop.directory(), "shop");
  private static final FeatureBuilder BUILDER = new FeatureBuilder(SHOP);

  @Test
  void fileHasTheRowsTheNamesAndWhatWasSold(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("f.csv");

    long rows = FeatureCsv.write(new FeatureRows(BUILDER, 2, 5), file);

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize((int) rows + 1);
    assertThat(lines.get(0))
        .isEqualTo(
            "product_id,store_id,known_until,date,"
                + String.join(",", Feature.labels())
                + ",sales");
    String[] last = lines.get(lines.size() - 1).split(",", -1);
    assertThat(last).startsWith("milk", "south 2", "2023-12-29", "2023-12-31");
    assertThat(last[49]).as("sales to come").isEmpty();
    int s = SHOP.series("milk", "south 2");
    float[] row = BUILDER.row(s, SHOP.lastDay(), SHOP.lastDay() + 2);
    for (int f = 0; f < Feature.COUNT; f++) {
      float read = last[4 + f].isEmpty() ? Float.NaN : Float.parseFloat(last[4 + f]);
      assertThat(read).as(Feature.labels().get(f)).isEqualTo(Float.valueOf(row[f]));
    }
    String[] earlier = lines.get(lines.size() - 4).split(",", -1);
    assertThat(earlier).startsWith("milk", "south 2", "2023-12-24", "2023-12-25");
    int day = (int) LocalDate.parse("2023-12-25").toEpochDay();
    assertThat(Float.parseFloat(earlier[49])).isEqualTo(SHOP.quantity(s, day));
  }

  @Test
  void everyDayStandsOnceByDefault() {
    List<Integer> days = new ArrayList<>();
    FeatureRows rows = new FeatureRows(BUILDER, 1, 1);

    rows.forEach(
        (series, known, day, row) -> {
          if (series == 0) {
            assertThat(known).isEqualTo(day - 1);
            days.add(day);
          }
        });

    assertThat(days).hasSize(SHOP.days(0)).doesNotHaveDuplicates().isSorted();
    assertThat(days).last().isEqualTo(SHOP.lastDay() + 1);
    assertThat(rows.count()).isEqualTo(5 * 120 + 76);
    assertThatThrownBy(() -> new FeatureRows(BUILDER, 61, 1))
        .isInstanceOf(ShelfcastException.class)
        .hasMessage("--horizon is 61: it must be 1 to 60");
  }

  @Test
  void coverageCountsMissingValues() {
    FeatureCoverage coverage = FeatureCoverage.of(new FeatureRows(BUILDER, 1, 1));

    assertThat(coverage.missing(Feature.DAY_OF_WEEK)).isZero();
    assertThat(coverage.missing(Feature.SAME_WEEKDAY_LAST_YEAR)).isEqualTo(1);
    // the first of 120 days has no second day
    assertThat(coverage.missing(Feature.STD_28D)).isBetween(.005, .02);
    assertThat(coverage.text()).contains("sales history (15)").hasLineCount(45 + 6);
  }

  @Test
  void lackingTablesAreSaidInOneLine() {
    List<String> said = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void step(String task, long done, long total, String note) {}

          @Override
          public void say(String line) {
            said.add(line);
          }
        };

    FeatureCoverage.warn(SHOP, progress);
    assertThat(said).isEmpty();
    FeatureCoverage.warn(SHOP.withCovariates(Covariates.NONE), progress);
    assertThat(said)
        .singleElement()
        .asString()
        .contains("events (no such table)", "prices (no such table", "availability (no such table")
        .doesNotContain("\n");
  }

  @Test
  void tableIsTheMatrix() {
    int k = SHOP.lastDay();
    FeatureMatrix matrix =
        BUILDER.matrix(new int[] {0, 3}, new int[] {k, k - 9}, new int[] {k + 1, k});

    Table table = FeatureTable.of(SHOP, matrix);

    assertThat(table.columnNames().subList(4, 49)).isEqualTo(Feature.labels());
    assertThat(table.rowCount()).isEqualTo(2);
    assertThat(table.stringColumn("product_id").get(1)).isEqualTo(SHOP.productId(3));
    assertThat(table.dateColumn("known_until").get(1)).isEqualTo(LocalDate.ofEpochDay(k - 9));
    assertThat(table.floatColumn("avg_28d").getFloat(1)).isEqualTo(matrix.get(1, Feature.AVG_28D));
    assertThat(table.column("same_weekday_last_year").countMissing()).isEqualTo(2);
  }

  @Test
  void pageSaysWhatTheFeaturesSay() throws IOException {
    Path page = Path.of("..", "..", "docs", "features.md");

    assertThat(page).content().isEqualTo(FeaturePage.markdown());
    assertThat(Files.readAllLines(page)).filteredOn(l -> l.startsWith("| `")).hasSize(45);
    assertThat(Arrays.stream(Feature.values()))
        .allSatisfy(f -> assertThat(FeaturePage.markdown()).contains("| `" + f.label() + "` |"));
  }

  @Test
  void tableOfAMillionRowsIsTheMatrixBitByBit() {
    int n = 1_000_000;
    SplittableRandom random = new SplittableRandom(7);
    float[] values = new float[n * Feature.COUNT];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 101 == 0 ? Float.NaN : (float) random.nextDouble();
    }
    int[] series = new int[n];
    int[] known = new int[n];
    int[] day = new int[n];
    for (int i = 0; i < n; i++) {
      series[i] = i % SHOP.seriesCount();
      known[i] = SHOP.firstDay() + i % 50;
      day[i] = known[i] + 1 + i % 7;
    }

    Table table = FeatureTable.of(SHOP, new FeatureMatrix(values, series, known, day));

    assertThat(table.rowCount()).isEqualTo(n);
    for (Feature f : Feature.values()) {
      FloatColumn column = table.floatColumn(f.label());
      int wrong = 0;
      for (int i = 0; i < n; i++) {
        boolean same =
            Float.compare(column.getFloat(i), values[i * Feature.COUNT + f.ordinal()]) == 0;
        wrong += same ? 0 : 1;
      }
      assertThat(wrong).as(f.label()).isZero();
    }
    for (int i = 0; i < n; i += 997) {
      assertThat(table.stringColumn("store_id").get(i)).isEqualTo(SHOP.storeId(series[i]));
      assertThat(table.dateColumn("known_until").get(i).toEpochDay()).isEqualTo(known[i]);
      assertThat(table.dateColumn("date").get(i).toEpochDay()).isEqualTo(day[i]);
    }
  }
}
