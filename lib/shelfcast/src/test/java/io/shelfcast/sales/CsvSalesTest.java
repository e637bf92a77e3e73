package io.shelfcast.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.DataFiles;
import io.shelfcast.sales.Covariates.Event;
import io.shelfcast.sales.Covariates.EventKind;
import io.shelfcast.sales.Covariates.Price;
import io.shelfcast.sales.Covariates.Promotion;
import io.shelfcast.sales.Covariates.Stockout;
import io.shelfcast.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSalesTest {

  private static final int CHEESE = 0;
  private static final int BREAD = 1;
  private static final int MILK = 2;
  private static final int NORTH = 0;
  private static final int SOUTH = 1;

  @TempDir Path dir;

  @Test
  void everyTableOfTheCornerShopArrives() {
    SalesPanel panel = CsvSales.read(CornerShop.directory(), "corner shop");
    Covariates known = panel.covariates();

    assertThat(panel.customer()).isEqualTo("corner shop");
    assertThat(panel.products())
        .extracting(Product::id)
        .containsExactly("Käse \"jung\"", "bread", "milk");
    assertThat(panel.products().get(MILK))
        .isEqualTo(new Product("milk", "dairy", "chilled", "Private", "Milk, 3.5 %", 1.1f, 8));
    assertThat(panel.stores())
        .containsExactly(
            new Store("north", "R1", "city", "basic", 2100, 52000, 41000, .4f),
            new Store("south 2", "R2", "suburb", "extended", 5200, 18000, 47500, 3.1f));
    assertThat(known.prices())
        .containsExactly(
            new Price(CHEESE, NORTH, day("2023-09-01"), 4.5f),
            new Price(CHEESE, SOUTH, day("2023-09-01"), 4.6f),
            new Price(CHEESE, SOUTH, day("2024-01-02"), 4.8f),
            new Price(BREAD, Covariates.ALL, day("2023-09-01"), 2.4f),
            new Price(BREAD, SOUTH, day("2023-10-16"), 2.55f),
            new Price(MILK, Covariates.ALL, day("2023-09-01"), 1.1f),
            new Price(MILK, Covariates.ALL, day("2023-11-27"), 1.2f));
    assertThat(known.promotions())
        .hasSize(7)
        .contains(
            new Promotion("P2", MILK, NORTH, day("2023-10-09"), day("2023-10-14"), 15, "display"),
            new Promotion(
                "P3", Covariates.ALL, SOUTH, day("2023-10-30"), day("2023-11-04"), 10, null),
            new Promotion(
                "P6",
                Covariates.ALL,
                Covariates.ALL,
                day("2023-12-18"),
                day("2023-12-23"),
                Float.NaN,
                "leaflet"));
    assertThat(known.events())
        .hasSize(15)
        .contains(
            new Event(day("2023-09-16"), NORTH, null, EventKind.EVENT, "street festival"),
            new Event(
                day("2023-10-23"),
                Covariates.ALL,
                "R1",
                EventKind.SCHOOL_HOLIDAY,
                "autumn holiday"),
            new Event(
                day("2023-12-25"), Covariates.ALL, null, EventKind.PUBLIC_HOLIDAY, "Christmas Day"),
            new Event(day("2023-11-01"), SOUTH, null, EventKind.CLOSED, null));
    assertThat(known.weather()).hasSize(254);
    assertThat(known.weather().get(0))
        .isEqualTo(new Covariates.Weather("R1", day("2023-09-01"), 21.8f, 3.7f, 65, 9));
    assertThat(known.stockouts())
        .containsExactly(
            new Stockout(BREAD, NORTH, day("2023-09-23"), 3),
            new Stockout(BREAD, SOUTH, day("2023-12-02"), 5.5f),
            new Stockout(MILK, NORTH, day("2023-10-14"), 10));
    assertThat(known.promotionsUntil()).isEqualTo(day("2024-01-05"));
    assertThat(known.eventsUntil()).isEqualTo(day("2024-01-05"));
    assertThat(known.weatherUntil()).isEqualTo(day("2024-01-05"));
  }

  @Test
  void salesOfTheCornerShopHaveTheirEdges() {
    SalesPanel panel = CsvSales.read(CornerShop.directory(), "corner shop");

    assertThat(panel.firstDay()).isEqualTo(day("2023-09-01"));
    assertThat(panel.lastDay()).isEqualTo(day("2023-12-29"));
    assertThat(panel.startDay(panel.series("milk", "south 2"))).isEqualTo(day("2023-10-15"));
    assertThat(panel.recorded(SOUTH, day("2023-11-08"))).isFalse();
    assertThat(panel.recorded(NORTH, day("2023-11-08"))).isTrue();
    int bread = panel.series("bread", "north");
    assertThat(panel.quantity(bread, day("2023-09-01")))
        .isEqualTo(17); // 11 in the morning, 6 in the evening
    assertThat(panel.unitPrice(bread, day("2023-09-01"))).isEqualTo(2.4f);
    assertThat(panel.quantity(bread, day("2023-10-10"))).isZero();
    assertThat(panel.quantity(panel.series(CornerShop.CHEESE, "north"), day("2023-11-20")))
        .isZero();
    assertThat(panel.reading().rows()).isEqualTo(1012);
    assertThat(panel.reading().daysBelowZero()).isEqualTo(1);
  }

  @Test
  void compressedFilesGiveTheSamePanel() throws IOException {
    for (Table table : Table.loaded()) {
      String name = table.baseName() + ".csv";
      new DataFiles(dir)
          .writeBytes(name + ".gz", Files.readAllBytes(CornerShop.directory().resolve(name)));
    }

    assertSame(CsvSales.read(dir, "shop"), CsvSales.read(CornerShop.directory(), "shop"));
  }

  @Test
  void tablesThatAreLackingAreNull() {
    new DataFiles(dir).sales("2024-01-01,P,S,1");

    SalesPanel panel = CsvSales.read(dir, "shop");

    assertThat(panel.covariates()).isEqualTo(Covariates.NONE);
    assertThat(panel.products()).containsExactly(Product.of("P"));
    assertThat(panel.stores()).containsExactly(Store.of("S"));
    assertThat(panel.hasUnitPrices()).isFalse();
  }

  @Test
  void plansAreCompleteUpToTheLastSaleAtLeast() {
    new DataFiles(dir)
        .sales("2024-01-10,P,S,1")
        .write("promotions.csv", "promotion_id,start_date,end_date", "A,2024-01-02,2024-01-03")
        .write("events.csv", "date,kind")
        .write("weather.csv", "region,date,temperature_c,precipitation_mm", "R,2024-01-04,1,0");

    Covariates known = CsvSales.read(dir, "shop").covariates();

    assertThat(known.promotionsUntil()).isEqualTo(day("2024-01-10"));
    assertThat(known.events()).isEmpty();
    assertThat(known.eventsUntil()).isEqualTo(day("2024-01-10"));
    assertThat(known.weatherUntil()).isEqualTo(day("2024-01-04"));
  }

  @Test
  void rowsOfProductsAndStoresNeverSoldAreLeftOutAndDoNotStandForAll() {
    new DataFiles(dir)
        .sales("2024-01-01,P,S,1")
        .write("products.csv", "product_id", "P", "unsold")
        .write("stores.csv", "store_id", "S", "unopened")
        .write(
            "prices.csv",
            "product_id,store_id,valid_from,price",
            "unsold,S,2024-01-01,1",
            "P,unopened,2024-01-01,1")
        .write(
            "promotions.csv",
            "promotion_id,product_id,start_date,end_date",
            "A,unsold,2024-01-01,2024-02-01")
        .write("events.csv", "date,store_id,kind", "2024-01-01,unopened,closed")
        .write(
            "availability.csv", "product_id,store_id,date,stockout_hours", "unsold,S,2024-01-01,1");

    Covariates known = CsvSales.read(dir, "shop").covariates();

    assertThat(known.prices()).isEmpty();
    assertThat(known.promotions()).isEmpty();
    assertThat(known.promotionsUntil()).isEqualTo(day("2024-02-01"));
    assertThat(known.events()).isEmpty();
    assertThat(known.stockouts()).isEmpty();
  }

  @Test
  void defectsOfEveryTableAreToldEvenWithoutAValidSale() {
    new DataFiles(dir)
        .sales("2024-01-01,P,S,one")
        .write("events.csv", "date,kind", "2024-01-01,feast");

    assertThatThrownBy(() -> CsvSales.read(dir, "shop"))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("2 defects")
        .hasMessageContaining("transactions.csv, line 2, column quantity: 'one'")
        .hasMessageContaining("events.csv, line 2, column kind: 'feast'");
  }

  @Test
  void aDefectInACovariateTableGivesNoPanel() {
    new DataFiles(dir)
        .sales("2024-01-01,P,S,1")
        .write("events.csv", "date,kind", "2024-01-01,feast");

    assertThatThrownBy(() -> CsvSales.read(dir, "shop")).isInstanceOf(ShelfcastException.class);
  }

  static void assertSame(SalesPanel a, SalesPanel b) {
    assertThat(a.products()).isEqualTo(b.products());
    assertThat(a.stores()).isEqualTo(b.stores());
    assertThat(a.covariates()).isEqualTo(b.covariates());
    assertThat(a.reading()).isEqualTo(b.reading());
    assertThat(a.firstDay()).isEqualTo(b.firstDay());
    assertThat(a.lastDay()).isEqualTo(b.lastDay());
    assertThat(a.seriesCount()).isEqualTo(b.seriesCount());
    for (int s = 0; s < a.seriesCount(); s++) {
      assertThat(a.productId(s) + "|" + a.storeId(s))
          .isEqualTo(b.productId(s) + "|" + b.storeId(s));
      assertThat(a.startDay(s)).isEqualTo(b.startDay(s));
      assertThat(a.quantities(s)).isEqualTo(b.quantities(s));
      for (int day = a.startDay(s); day <= a.lastDay(); day++) {
        assertThat(Float.compare(a.unitPrice(s, day), b.unitPrice(s, day))).isZero();
      }
    }
    for (int store = 0; store < a.stores().size(); store++) {
      for (int day = a.firstDay(); day <= a.lastDay(); day++) {
        assertThat(a.recorded(store, day)).isEqualTo(b.recorded(store, day));
      }
    }
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }
}
