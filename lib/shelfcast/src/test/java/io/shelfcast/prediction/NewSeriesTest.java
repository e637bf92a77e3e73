package io.shelfcast.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.shelfcast.ShelfcastException;
import io.shelfcast.database.ForecastStore;
import io.shelfcast.fixtures.Bazaar;
import io.shelfcast.fixtures.Kiosk;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Forecasts;
import io.shelfcast.prediction.Prediction.Request;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.Assortment;
import io.shelfcast.sales.Assortment.Entry;
import io.shelfcast.sales.Catalogue;
import io.shelfcast.sales.Product;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Figs are sold in the east and the west, tea too, and in the south at half as much. */
class NewSeriesTest {

  private static final int DAYS = 200;
  private static final SalesPanel PANEL = shops().panel();
  private static final Catalogue CATALOGUE =
      new Catalogue(
          Map.of("dates", product("dates", "food"), "soap", product("soap", "drugs")), Map.of());
  private static EnsembleForecaster model;

  private final List<String> notices = new ArrayList<>();
  private final Progress progress =
      new Progress() {
        @Override
        public void step(String task, long done, long total, String note) {}

        @Override
        public void say(String line) {
          notices.add(line);
        }
      };

  private static Product product(String id, String category) {
    return new Product(id, category, null, null, null, Float.NaN, Float.NaN);
  }

  private static Kiosk shops() {
    return new Kiosk()
        .product(product("figs", "food"))
        .product(product("tea", "food"))
        .sells("figs", "east", 0, DAYS - 1, i -> 10 + i % 7)
        .sells("figs", "west", 0, DAYS - 1, i -> 20 + i % 7)
        .sells("tea", "east", 0, DAYS - 1, i -> 8)
        .sells("tea", "west", 0, DAYS - 1, i -> 8)
        .sells("tea", "south", 0, DAYS - 1, i -> 4);
  }

  @BeforeAll
  static void train() {
    model = Bazaar.fitted(PANEL);
  }

  private static Entry entry(String product, String store) {
    return new Entry(product, store, Integer.MIN_VALUE);
  }

  private NewSeries forecast(SalesPanel panel, Request request, Entry... entries) {
    Assortment fresh = new Assortment(List.of(entries)).withoutSales(panel);
    return NewSeries.of(model, fresh.addTo(panel, CATALOGUE), fresh, request, progress);
  }

  private Prediction predict(Request request, Entry... entries) {
    return Prediction.of(model, PANEL, forecast(PANEL, request, entries), request, Progress.NONE);
  }

  private static double sum(Forecasts f, int i) {
    double sum = 0;
    for (int a = 1; a <= f.horizon(); a++) {
      sum += f.mean()[f.cell(i, a)];
    }
    return sum;
  }

  @Test
  void productNewToAStoreIsForecastAtThatStoresSize() {
    NewSeries fresh = forecast(PANEL, Request.ALL, entry("figs", "south"));

    Forecasts f = fresh.forecasts();
    assertThat(fresh.count()).isEqualTo(1);
    assertThat(fresh.ofProduct()).isEqualTo(1);
    // (13 + 23) / 2 a day elsewhere, half of it here
    assertThat(sum(f, 0)).isCloseTo(7 * 9, within(.25 * 7 * 9));
    for (int c = 0; c < 7; c++) {
      assertThat(f.p10()[c]).isLessThanOrEqualTo(f.p50()[c]);
      assertThat(f.p50()[c]).isLessThanOrEqualTo(f.p90()[c]);
      assertThat(f.p90()[c]).isGreaterThan(f.mean()[c] / 2);
    }
    assertThat(notices).isEmpty();
  }

  @Test
  void newStoreAndNewProductAreForecastFromSiblingsToo() {
    NewSeries fresh =
        forecast(
            PANEL,
            Request.ALL,
            entry("figs", "north"),
            entry("dates", "south"),
            entry("dates", "north"));

    // by product and store, whatever their order in the table
    assertThat(Arrays.stream(fresh.forecasts().series()).mapToObj(fresh.panel()::productId))
        .containsExactly("dates", "dates", "figs");
    assertThat(fresh.ofProduct()).isEqualTo(1);
    assertThat(sum(fresh.forecasts(), 2)).isCloseTo(7 * 18, within(.25 * 7 * 18));
    assertThat(sum(fresh.forecasts(), 0))
        .as("in the north, where nothing is sold, the mean of its category elsewhere")
        .isCloseTo(7 * 11.2, within(.25 * 7 * 11.2));
    assertThat(sum(fresh.forecasts(), 1))
        .as("in the south the tea")
        .isCloseTo(7 * 4, within(.25 * 7 * 4));
    assertThat(predict(Request.ALL, entry("figs", "north"), entry("dates", "south")).text())
        .startsWith(
            "7 series, sales known up to "
                + LocalDate.ofEpochDay(Kiosk.day(DAYS - 1))
                + System.lineSeparator()
                + "2 of them new, forecast from siblings: 1 from the product in other stores, 1"
                + " from its category; ");
  }

  @Test
  void withoutAnythingLikeItNothingIsForecastAndThatIsTold() {
    NewSeries fresh = forecast(PANEL, Request.ALL, entry("soap", "south"), entry("figs", "south"));

    assertThat(fresh.count()).isEqualTo(1);
    assertThat(notices)
        .containsExactly(
            "assortment: not forecast, as neither the product nor any of its category has been"
                + " sold anywhere: product 'soap' in store 'south'; a category in table products"
                + " would tell what it is like");
  }

  @Test
  void rowsBeginOnTheStartDateAndNoneIsForecastThatStartsLater() {
    int origin = PANEL.lastDay();
    Prediction prediction =
        predict(
            Request.ALL,
            new Entry("figs", "south", origin + 3),
            new Entry("dates", "east", origin - 100),
            new Entry("dates", "west", origin + 7),
            new Entry("dates", "south", origin + 8));

    List<ForecastStore.Row> rows = prediction.rows().toList();
    assertThat(rows).hasSize(5 * 7 + 5 + 7 + 1);
    assertThat(rows).extracting(r -> r.productId() + " " + r.storeId() + " " + r.date()).isSorted();
    assertThat(rows)
        .filteredOn(r -> r.productId().equals("figs") && r.storeId().equals("south"))
        .extracting(r -> r.date().toEpochDay() - origin)
        .containsExactly(3L, 4L, 5L, 6L, 7L);
    assertThat(notices)
        .containsExactly(
            "assortment: not forecast, as the start_date is after "
                + LocalDate.ofEpochDay(origin + 7)
                + ", the last day forecast: product 'dates' in store 'south'");
    double units = rows.stream().filter(r -> ahead(r) == 3).mapToDouble(r -> r.forecast()).sum();
    assertThat(prediction.text())
        .contains(LocalDate.ofEpochDay(origin + 3) + " sun")
        .contains(String.format(java.util.Locale.ROOT, "%,12.1f", units));
  }

  private static long ahead(ForecastStore.Row row) {
    return row.date().toEpochDay() - row.origin().toEpochDay();
  }

  @Test
  void seriesWithSalesAreForecastToTheBitAsWithoutNewOnes() {
    Prediction without = Prediction.of(model, PANEL, Request.ALL, Progress.NONE);

    Prediction with = predict(Request.ALL, entry("figs", "south"), entry("dates", "north"));

    assertThat(with.rows().filter(r -> !isNew(r)))
        .containsExactlyElementsOf(without.rows().toList());
    assertThat(with.rows().filter(NewSeriesTest::isNew)).hasSize(14);
    assertThat(without.text()).doesNotContain("new");
  }

  private static boolean isNew(ForecastStore.Row row) {
    return row.productId().equals("dates")
        || (row.productId().equals("figs") && row.storeId().equals("south"));
  }

  @Test
  void filtersChooseAmongNewSeriesWithoutChangingThem() {
    Entry[] entries = {entry("figs", "south"), entry("dates", "south"), entry("soap", "east")};
    NewSeries all = forecast(PANEL, Request.ALL, entries);
    notices.clear();

    Prediction one = predict(new Request(3, "figs", "south"), entries);

    assertThat(one.forecasts().series()).isEmpty();
    assertThat(one.newSeries().count()).isEqualTo(1);
    assertThat(notices).as("soap was not asked for").isEmpty();
    float[] figs = Arrays.copyOfRange(all.forecasts().mean(), 7, 10);
    // The network's sums differ in the last bit with the size of a batch.
    assertThat(one.newSeries().forecasts().mean()).containsExactly(figs, offset(1e-4f));
    assertThat(one.text()).startsWith("1 series");
    assertThat(predict(new Request(null, "tea", null), entries).newSeries().count()).isZero();
    assertThatThrownBy(() -> predict(new Request(null, "soap", null), entries))
        .isInstanceOf(ShelfcastException.class)
        .hasMessage("Customer 'kiosk' has no sales of product 'soap'");
  }

  @Test
  void noSaleAfterTheOriginMovesAForecast() {
    int origin = Kiosk.day(DAYS - 30);
    SalesPanel later = shops().sells("figs", "south", DAYS - 29, DAYS - 1, i -> 7 + i % 4).panel();
    SalesPanel changed =
        later.withSales((s, day, units) -> day > origin ? 3 * units + day % 5 : units);
    Entry[] entries = {entry("figs", "south"), entry("dates", "north")};

    NewSeries these = forecast(later.until(origin), Request.ALL, entries);
    NewSeries those = forecast(changed.until(origin), Request.ALL, entries);

    assertThat(these.count()).isEqualTo(2);
    assertThat(those.forecasts().mean()).isEqualTo(these.forecasts().mean());
    assertThat(those.forecasts().p90()).isEqualTo(these.forecasts().p90());
    SalesPanel before = later.withSales((s, day, units) -> day > origin - 14 ? 3 * units : units);
    assertThat(forecast(before.until(origin), Request.ALL, entries).forecasts().mean())
        .isNotEqualTo(these.forecasts().mean());
  }
}
