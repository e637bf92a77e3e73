package io.shelfcast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shelfcast.evaluation.Backtest;
import io.shelfcast.fixtures.Bazaar;
import io.shelfcast.fixtures.Kiosk;
import io.shelfcast.models.Weights;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.Product;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.Siblings;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Figs come to the south on day 200, where tea is sold at half of what the others sell. */
class ColdStartTest {

  private static final int DAYS = 260;
  private static final int START = 200;

  private static Kiosk shops() {
    Kiosk shops = new Kiosk();
    for (String id : new String[] {"figs", "tea"}) {
      shops.product(new Product(id, "food", null, null, null, Float.NaN, Float.NaN));
    }
    return shops
        .sells("figs", "east", 0, DAYS - 1, i -> 10 + i % 7)
        .sells("figs", "west", 0, DAYS - 1, i -> 20 + i % 7)
        .sells("tea", "east", 0, DAYS - 1, i -> 8)
        .sells("tea", "west", 0, DAYS - 1, i -> 8)
        .sells("tea", "south", 0, DAYS - 1, i -> 4);
  }

  private static SalesPanel panel() {
    return shops().sells("figs", "south", START, DAYS - 1, i -> 7 + i % 4).panel();
  }

  private static Backtest backtest() {
    return new Backtest(Bazaar.options(7), 1, 7, 0, false, true, Weights.Kind.FITTED);
  }

  private static ColdStart.Row row(ColdStart cold, String model) {
    return cold.rows().stream().filter(r -> r.model().equals(model)).findFirst().orElseThrow();
  }

  @Test
  void historyIsThatOfTheProductElsewhereAtThisStoresSize() {
    SalesPanel panel = panel();
    SalesPanel known = panel.until(Kiosk.day(START - 1));
    int figs = panel.series("figs", "south");
    Siblings siblings = new Siblings(known, Set.of(figs));

    float[] history = siblings.history(figs, 30);

    assertThat(history).hasSize(30);
    for (int i = 0; i < history.length; i++) {
      assertThat(history[i]).isCloseTo((15 + (START - 30 + i) % 7) / 2f, within(1e-5f));
    }
    assertThat(siblings.productElsewhere(figs)).isCloseTo(18, within(1e-9));
    assertThat(siblings.categoryMean(figs)).isCloseTo(4, within(1e-9));
  }

  @Test
  void newStoreIsTakenForOneLikeTheOthersAndANewProductForOneOfItsCategory() {
    SalesPanel panel =
        shops()
            .sells("figs", "north", START, DAYS - 1, i -> 3)
            .product(new Product("dates", "food", null, null, null, Float.NaN, Float.NaN))
            .sells("dates", "east", START, DAYS - 1, i -> 3)
            .panel();
    int north = panel.series("figs", "north");
    int dates = panel.series("dates", "east");
    Siblings siblings = new Siblings(panel.until(Kiosk.day(START - 1)), Set.of(north, dates));

    assertThat(siblings.history(north, 1)[0]).isCloseTo(15 + (START - 1) % 7, within(1e-5f));
    assertThat(siblings.categoryMean(north)).isCloseTo((13 + 23 + 8 + 8 + 4) / 5., within(1e-9));
    assertThat(siblings.history(dates, 1)[0])
        .isCloseTo((10 + (START - 1) % 7 + 8) / 2f, within(1e-5f));
    assertThat(siblings.productElsewhere(dates)).isEqualTo(siblings.categoryMean(dates));
  }

  @Test
  void firstFourWeeksOfALateStarterAreScored() {
    ColdStart cold = ColdStart.of(panel(), backtest(), Progress.NONE);

    assertThat(cold.note()).isNull();
    assertThat(cold.late()).isEqualTo(1);
    assertThat(cold.series()).isEqualTo(1);
    assertThat(cold.cells()).isEqualTo(28);
    assertThat(cold.fittedUntil()).isEqualTo(LocalDate.ofEpochDay(Kiosk.day(START - 1)));
    // each four days sell 7 + 8 + 9 + 10
    assertThat(cold.rows()).allMatch(r -> r.point().actual() == 7 * 34);
    assertThat(row(cold, "product-elsewhere").point().forecast()).isCloseTo(28 * 18, within(.01));
    assertThat(row(cold, "category-mean").point().forecast()).isCloseTo(28 * 4, within(.01));
    assertThat(row(cold, "ensemble").point().bias()).isBetween(-.3, .3);
  }

  @Test
  void itsOwnSalesChangeNoForecastOfIt() {
    SalesPanel panel = panel();
    int figs = panel.series("figs", "south");
    SalesPanel other = panel.withSales((s, day, y) -> s == figs ? 9 * y + 100 : y);

    ColdStart these = ColdStart.of(panel, backtest(), Progress.NONE);
    ColdStart those = ColdStart.of(other, backtest(), Progress.NONE);

    for (ColdStart.Row r : these.rows()) {
      assertThat(row(those, r.model()).point().forecast()).isEqualTo(r.point().forecast());
      assertThat(row(those, r.model()).point().actual()).isNotEqualTo(r.point().actual());
    }
  }

  @Test
  void whereNothingStartsLateThatIsSaid() {
    ColdStart cold = ColdStart.of(shops().panel(), backtest(), Progress.NONE);

    assertThat(cold.late()).isZero();
    assertThat(cold.note())
        .isEqualTo("No series starts late enough to learn from 130 days before it.");
    assertThat(cold.rows()).isEmpty();
  }
}
