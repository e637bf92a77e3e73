package io.shelfcast.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.DataFiles;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.Assortment.Entry;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssortmentTest {

  private static final SalesPanel SHOP = CsvSales.read(CornerShop.directory(), "shop");
  private static final Catalogue CATALOGUE =
      new Catalogue(
          Map.of("butter", new Product("butter", "dairy", null, null, null, 2.2f, 30)),
          Map.of("west", new Store("west", "R1", "city", null, 900, 1, 2, 3)));

  @TempDir private Path dir;

  private Assortment read(String... lines) {
    new DataFiles(dir).write("assortment.csv", lines);
    return Plans.read(SHOP, CATALOGUE, dir, Progress.NONE).assortment();
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }

  private static Entry entry(String product, String store) {
    return new Entry(product, store, Integer.MIN_VALUE);
  }

  @Test
  void pairsAreReadWithOrWithoutADay() {
    assertThat(
            read(
                    "store_id,start_date,product_id",
                    "west,2024-01-02,bread",
                    "north,,butter",
                    "north,2023-01-01,milk")
                .entries())
        .containsExactly(
            new Entry("bread", "west", day("2024-01-02")),
            entry("butter", "north"),
            new Entry("milk", "north", day("2023-01-01")));
    assertThat(read("product_id,store_id", "butter,west").entries())
        .containsExactly(entry("butter", "west"));
    assertThat(read("product_id,store_id").entries()).isEmpty();
  }

  @Test
  void compressedTableIsRead() {
    new DataFiles(dir).write("assortment.csv.gz", "product_id,store_id", "butter,west");

    assertThat(Plans.haveAssortment(dir)).isTrue();
    assertThat(Plans.read(SHOP, CATALOGUE, dir, Progress.NONE).assortment().entries())
        .containsExactly(entry("butter", "west"));
  }

  @Test
  void everyDefectIsToldWithItsPlaceAndWhatIsRight() {
    assertThatThrownBy(
            () ->
                read(
                    "product_id,store_id,start_date",
                    "soap,north,",
                    "bread,mars,",
                    "butter,north,2024-02-30",
                    ",north,",
                    "milk,,",
                    "bread,west,,",
                    "butter,west,2024-01-01",
                    "butter,west,2024-01-05"))
        .isInstanceOf(ShelfcastException.class)
        .hasMessage(
            "The data in "
                + dir
                + " cannot be used, 7 defects:\n"
                + "  assortment.csv, line 2, column product_id: 'soap' is an unknown product;"
                + " it must stand in transactions or in products\n"
                + "  assortment.csv, line 3, column store_id: 'mars' is an unknown store;"
                + " it must stand in transactions or in stores\n"
                + "  assortment.csv, line 4, column start_date: '2024-02-30' is not a date from"
                + " 1900 to 2199; write it like 2024-03-28\n"
                + "  assortment.csv, line 5, column product_id: '' is missing; every row must have one\n"
                + "  assortment.csv, line 6, column store_id: '' is missing; every row must have one\n"
                + "  assortment.csv, line 7: 4 fields, but the header has 3; a field that holds a"
                + " comma, a quote or a line break must stand in quotes\n"
                + "  assortment.csv, line 9: the same product_id, store_id as on line 8;"
                + " keep one of the two rows");
  }

  @Test
  void wrongHeaderIsToldWithTheRightOne() {
    assertThatThrownBy(() -> read("product,store_id", "bread,north"))
        .hasMessageContaining(
            "assortment.csv, line 1: the header has no column product_id; it must be"
                + " product_id,store_id,[start_date], and these are unknown: product");
  }

  @Test
  void defectsOfOtherPlansAreToldBesideIts() {
    new DataFiles(dir)
        .write("promotions.csv", "promotion_id,start_date,end_date", "P,x,2024-01-01");

    assertThatThrownBy(() -> read("product_id,store_id", "soap,north"))
        .hasMessageContaining("2 defects")
        .hasMessageContaining("promotions.csv, line 2, column start_date: 'x'")
        .hasMessageContaining("assortment.csv, line 2, column product_id: 'soap'");
  }

  @Test
  void plansOfAProductThatWasNeverSoldAreTakenWhereItIsTakenUp() {
    new DataFiles(dir)
        .write(
            "promotions.csv",
            "promotion_id,product_id,start_date,end_date",
            "LAUNCH,butter,2024-01-02,2024-01-05")
        .write("assortment.csv", "product_id,store_id", "butter,north");
    SalesPanel wider = new Assortment(List.of(entry("butter", "north"))).addTo(SHOP, CATALOGUE);

    Covariates covariates = Plans.read(wider, CATALOGUE, dir, Progress.NONE).panel().covariates();

    assertThat(covariates.promotions())
        .filteredOn(p -> p.id().equals("LAUNCH"))
        .singleElement()
        .satisfies(p -> assertThat(wider.products().get(p.product()).id()).isEqualTo("butter"));
    assertThat(Plans.read(SHOP, CATALOGUE, dir, Progress.NONE).panel().covariates().promotions())
        .as("of no use to what was sold")
        .isEqualTo(SHOP.covariates().promotions());
  }

  @Test
  void onlyPairsWithoutASaleAreNew() {
    Assortment listed =
        new Assortment(
            List.of(entry("milk", "south 2"), entry("butter", "north"), entry("milk", "west")));

    assertThat(listed.withoutSales(SHOP).entries())
        .containsExactly(entry("butter", "north"), entry("milk", "west"));
    assertThat(listed.withoutSales(SHOP.until(day("2023-10-14"))).entries())
        .as("milk comes to south on the 15th")
        .isEqualTo(listed.entries());
  }

  @Test
  void newSeriesComeBehindTheOthersWithoutAPast() {
    int known = SHOP.seriesCount();

    SalesPanel wider =
        new Assortment(
                List.of(entry("butter", "west"), entry("bread", "west"), entry("butter", "north")))
            .addTo(SHOP, CATALOGUE);

    assertThat(wider.seriesCount()).isEqualTo(known + 3);
    assertThat(wider.products().subList(0, 3)).isEqualTo(SHOP.products());
    assertThat(wider.products().get(3).category()).isEqualTo("dairy");
    assertThat(wider.stores()).hasSize(3);
    assertThat(wider.stores().get(2).region()).isEqualTo("R1");
    for (int s = 0; s < known; s++) {
      assertThat(wider.productId(s)).isEqualTo(SHOP.productId(s));
      assertThat(wider.quantities(s)).isEqualTo(SHOP.quantities(s));
    }
    for (int s = known; s < known + 3; s++) {
      assertThat(wider.started(s)).isFalse();
      assertThat(wider.seriesAt(wider.product(s), wider.store(s))).isEqualTo(s);
    }
    assertThat(wider.recorded(2, wider.lastDay())).isFalse();
    assertThat(SHOP.seriesAt(0, 2)).as("the panel itself stays as it was").isEqualTo(-1);

    SalesPanel lent = wider.withHistories(Map.of(known + 1, new float[] {3, 4}));
    assertThat(lent.quantity(known + 1, lent.lastDay())).isEqualTo(4);
    assertThat(lent.days(known + 1)).isEqualTo(2);
    assertThat(lent.started(known)).isFalse();
  }
}
