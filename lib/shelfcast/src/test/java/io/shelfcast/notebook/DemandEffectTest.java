package io.shelfcast.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shelfcast.fixtures.Kiosk;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.Store;
import io.shelfcast.tables.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Two products, 20 weeks; 10 a day, 14 on Saturdays; half as much again in one promoted week, twice
 * in another.
 */
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
          i -> (i % 7 == 5 ? 14 : 10) * (product.equals("cake") ? lift(i) : 1) * (i == 77 ? 2 : 1));
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

  private static double lift(int i) {
    return i >= 49 && i <= 55 ? 1.5 : i >= 91 && i <= 97 ? 2 : 1;
  }

  @Test
  void promotionIsMeasuredAgainstTheSameWeekdayOfOrdinaryDays() {
    List<DemandEffect> effects = DemandStudy.of(panel()).promotions();

    assertThat(effects).extracting(DemandEffect::what).as("bread is never promoted").hasSize(2);
    assertThat(effects.get(0).what()).isEqualTo("product cake, promoted");
    assertThat(effects.get(0).change()).isCloseTo(.75, within(1e-6));
    assertThat(effects.get(0).cells()).isEqualTo(14);
    assertThat(effects.get(1).what()).isEqualTo("not promoted, but another product");
    assertThat(effects.get(1).change()).isCloseTo(0, within(1e-6));
    assertThat(effects.get(1).times()).isEqualTo(2);
  }

  @Test
  void uncertaintyOfPromotionsIsThatFromWeekToWeek() {
    DemandEffect cake = DemandStudy.of(panel()).promotions().get(0);

    assertThat(cake.times()).isEqualTo(2);
    // Of 74 a week, one has 1.5 times and one twice as many: each 1/4 from the mean of two.
    assertThat(cake.uncertainty()).isCloseTo(.5, within(1e-6));
    assertThat(cake.isMore()).isTrue();
    assertThat(new DemandEffect("twice as unsure", 2, 14, .75, 1).isMore()).isFalse();
    assertThat(new DemandEffect("once", 1, 7, .75, Double.NaN).isMore()).isFalse();
  }

  @Test
  void holidayIsMeasuredAndIsNoOrdinaryDayOfItsNeighbours() {
    List<DemandEffect> effects = DemandStudy.of(panel()).holidays();

    assertThat(effects.get(0).what()).isEqualTo("public holiday");
    assertThat(effects.get(0).change()).isCloseTo(1, within(1e-6));
    assertThat(effects.get(0).uncertainty()).as("of a single time").isNaN();
    assertThat(effects.get(1).change()).isCloseTo(0, within(1e-6));
  }

  @Test
  void everyDayIsOfOneKindAndHolidaysComeBeforeSchoolHolidays() {
    Kiosk kiosk = new Kiosk();
    kiosk.sells("bread", "s", 0, DAYS - 1, i -> i >= 76 && i <= 78 ? 20 : 10);
    SalesPanel panel =
        kiosk
            .table(
                Table.EVENTS,
                c -> {
                  c.event(Kiosk.day(77), null, null, "public_holiday", "fair");
                  for (int i = 74; i <= 80; i++) {
                    c.event(Kiosk.day(i), null, null, "school_holiday", "autumn");
                  }
                })
            .panel();
    List<DemandEffect> effects = DemandStudy.of(panel).holidays();

    assertThat(effects).extracting(DemandEffect::times).containsExactly(1, 1, 1, 4, DAYS - 7);
    assertThat(effects.get(1).what()).isEqualTo("day before a public holiday");
    assertThat(effects.get(1).change()).isCloseTo(1, within(1e-6));
    assertThat(effects.get(2).change()).isCloseTo(1, within(1e-6));
    assertThat(effects.get(3).what()).isEqualTo("other school holiday");
    assertThat(effects.get(3).change()).isCloseTo(0, within(1e-6));
  }

  @Test
  void weatherIsMeasuredAwayFromHolidays() {
    Kiosk kiosk = new Kiosk();
    kiosk.store(new Store("s", "north", null, null, 1, 1, 1, 1));
    kiosk.sells("bread", "s", 0, DAYS - 1, i -> i >= 76 && i <= 78 ? 20 : 10);
    SalesPanel panel =
        kiosk
            .table(Table.EVENTS, c -> c.event(Kiosk.day(77), null, null, "public_holiday", "fair"))
            .table(
                Table.WEATHER,
                c -> {
                  for (int i = 0; i < DAYS; i++) {
                    c.weather("north", Kiosk.day(i), 10, i >= 74 && i < 80 ? 9 : 0, 0, 0);
                  }
                })
            .panel();

    DemandEffect wet = DemandStudy.of(panel).weather().get(0);

    assertThat(wet.what()).isEqualTo("wet, 5 mm and more");
    assertThat(wet.times()).isEqualTo(3);
    assertThat(wet.change()).isCloseTo(0, within(1e-6));
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
