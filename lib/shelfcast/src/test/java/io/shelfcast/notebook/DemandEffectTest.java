package io.shelfcast.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shelfcast.fixtures.Kiosk;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.tables.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two products, 20 weeks; 10 a day, 14 on Saturdays; half as much again in promoted weeks. */
class DemandEffectTest {

  private static final int DAYS = 140;

  private static SalesPanel panel() {
    Kiosk kiosk = new Kiosk();
    for (String product : List.of("bread", "cake")) {
      kiosk.sells(
          product,
          "s",
          0,
          DAYS - 1,
          i ->
              (i % 7 == 5 ? 14 : 10)
                  * (product.equals("cake") && promoted(i) ? 1.5 : 1)
                  * (i == 77 ? 2 : 1));
    }
    return kiosk
        .table(
            Table.PROMOTIONS,
            c -> {
              c.promotion("A", "cake", null, Kiosk.day(49), Kiosk.day(55), Double.NaN, null);
              c.promotion("B", "cake", null, Kiosk.day(91), Kiosk.day(97), Double.NaN, null);
            })
        .table(Table.EVENTS, c -> c.event(Kiosk.day(77), null, null, "public_holiday", "fair"))
        .panel();
  }

  private static boolean promoted(int i) {
    return i >= 49 && i <= 55 || i >= 91 && i <= 97;
  }

  @Test
  void promotionIsMeasuredAgainstTheSameWeekdayOfOrdinaryDays() {
    List<DemandEffect> effects = DemandStudy.of(panel()).promotions();

    assertThat(effects.get(0).change()).isCloseTo(.5, within(1e-6));
    assertThat(effects.get(0).dates()).isEqualTo(14);
    assertThat(effects.get(0).cells()).isEqualTo(14);
    assertThat(effects.get(0).uncertainty()).isCloseTo(0, within(1e-6));
    assertThat(effects.get(1).what()).isEqualTo("promotion of another product");
    assertThat(effects.get(1).change()).isCloseTo(0, within(1e-6));
  }

  @Test
  void holidayIsMeasuredAndIsNoOrdinaryDayOfItsNeighbours() {
    List<DemandEffect> effects = DemandStudy.of(panel()).holidays();

    assertThat(effects.get(1).what()).isEqualTo("public holiday");
    assertThat(effects.get(1).change()).isCloseTo(1, within(1e-6));
    assertThat(effects.get(1).uncertainty()).as("of a single date").isNaN();
    assertThat(effects.get(0).change()).isCloseTo(0, within(1e-6));
  }

  @Test
  void noiseIsThatOfChanceAndTheDistanceIsThatFromUsual() {
    tech.tablesaw.api.Table noise = DemandStudy.of(panel()).noise(28);

    assertThat(noise.doubleColumn("units a cell").get(0)).isCloseTo(74 / 7., within(1e-6));
    assertThat(noise.doubleColumn("from usual, MAE %").get(0)).isCloseTo(0, within(1e-6));
    // Mean absolute deviation of a Poisson of mean 10 and 14, over their mean: 2.50 and 2.97.
    assertThat(noise.doubleColumn("noise floor, MAE %").get(0))
        .isCloseTo(100 * (6 * 2.502 + 2.968) / 74, within(.05));
    assertThat(noise.doubleColumn("units a cell").get(1)).isCloseTo(74, within(1e-6));
  }
}
