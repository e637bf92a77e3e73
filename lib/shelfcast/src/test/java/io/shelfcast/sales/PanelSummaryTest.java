package io.shelfcast.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.DataFiles;
import io.shelfcast.sales.Outliers.Outlier;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelSummaryTest {

  @TempDir Path dir;

  @Test
  void countsAreThoseOfTheRows() {
    new DataFiles(dir)
        .sales(
            "2024-01-01,P,S,2",
            "2024-01-02,P,S,1",
            "2024-01-02,P,S,-2",
            "2024-01-04,P,S,3",
            "2024-01-05,P,S,0",
            "2024-01-04,P,T,1",
            "2024-01-06,P,T,1")
        .write("stores.csv", "store_id,region", "S,R1", "T,R2")
        .write(
            "events.csv",
            "date,store_id,region,kind",
            "2024-01-03,S,,closed",
            "2024-01-04,S,,closed",
            "2024-01-05,,R2,closed",
            "2024-02-01,,,closed");

    PanelSummary summary = PanelSummary.of(CsvSales.read(dir, "shop"));

    assertThat(summary.rows()).isEqualTo(7);
    assertThat(summary.days()).isEqualTo(6);
    assertThat(summary.series()).isEqualTo(2);
    assertThat(summary.products()).isEqualTo(1);
    assertThat(summary.stores()).isEqualTo(2);
    assertThat(summary.seriesDays()).isEqualTo(9);
    assertThat(summary.zeroShare()).isEqualTo(5 / 9.0, within(1e-12));
    assertThat(summary.daysFilled()).isEqualTo(3); // S on 3rd and 6th, T on 5th
    assertThat(summary.daysBelowZero()).isEqualTo(1);
    assertThat(summary.storeDays()).isEqualTo(9);
    assertThat(summary.closedStoreDays()).isEqualTo(3);
    assertThat(summary.closedWithSales()).isEqualTo(1); // S on 4th
    assertThat(summary.storeDaysWithoutSales()).isEqualTo(3); // S on 2nd, 5th and 6th
  }

  @Test
  void aDayFarFromTheMedianIsAnOutlier() {
    String[] rows = new String[40];
    for (int i = 0; i < rows.length; i++) {
      int quantity = i == 20 ? 60 : i == 30 ? 22 : 9 + i % 3;
      rows[i] = LocalDate.of(2024, 1, 1).plusDays(i) + ",P,S," + quantity;
    }
    new DataFiles(dir).sales(rows);

    // Median 10, median absolute deviation 1: the square root of 10 is the wider measure.
    assertThat(Outliers.of(CsvSales.read(dir, "shop")))
        .containsExactly(
            new Outlier("P", "S", LocalDate.of(2024, 1, 21), 60, 10, 50 / Math.sqrt(10)));
  }

  @Test
  void aShortSeriesHasNoOutliers() {
    String[] rows = new String[27];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = LocalDate.of(2024, 1, 1).plusDays(i) + ",P,S," + (i == 20 ? 1000 : 1);
    }
    new DataFiles(dir).sales(rows);

    assertThat(Outliers.of(CsvSales.read(dir, "shop"))).isEmpty();
  }

  @Test
  void textTellsTheCornerShopInLines() {
    assertThat(PanelSummary.of(CsvSales.read(CornerShop.directory(), "corner shop")).text())
        .isEqualTo(
            """
            customer        corner shop
            sales           2023-09-01 to 2023-12-29, 120 days, 1,012 rows
            series          6 (3 products, 2 stores)
            series-days     676 from first sales on, 17.2 % without sales
            gaps            115 series-days without a row, filled with 0
            returns         1 series-days below zero, counted as 0
            closed          7 of 240 store-days by the events table
            no sales at all 1 store-days not closed by the events table
            demand          4 smooth, 2 intermittent
            outliers        1 series-days more than 5 robust deviations from the series' median
                            2023-12-19  product milk, store south 2: 21, usually 6
            """);
  }

  @Test
  void aShorterViewCountsNoLaterDay() {
    SalesPanel panel = CsvSales.read(CornerShop.directory(), "corner shop");

    PanelSummary summary =
        PanelSummary.of(panel.until((int) LocalDate.of(2023, 10, 3).toEpochDay()));

    assertThat(summary.series()).isEqualTo(5);
    assertThat(summary.closedStoreDays()).isEqualTo(2);
    assertThat(summary.outliers()).isEmpty();
    assertThat(summary.lastDay()).isEqualTo("2023-10-03");
  }
}
