package io.shelfcast.features;

import static io.shelfcast.features.Feature.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.shelfcast.ShelfcastException;
import io.shelfcast.fixtures.Kiosk;
import io.shelfcast.sales.Product;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.Store;
import io.shelfcast.tables.Table;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.api.AbstractFloatAssert;
import org.junit.jupiter.api.Test;

/** Rows of small panels, against numbers worked out by hand. */
class SeriesFeaturesTest {

  private static final int CLOSED = 9; // Wednesday 2024-01-10
  private static final int SOLD_OUT = 11; // Friday 2024-01-12
  private static final int LAST = 20; // Sunday 2024-01-21

  /** Product p sells i + 1 on day i, q 10 a day, r 4 on day 0 and 2 on day 13. */
  private static SalesPanel threeWeeks() {
    return new Kiosk()
        .sells("p", "s", 0, LAST, i -> i == CLOSED ? Double.NaN : i + 1)
        .sells("q", "s", 0, LAST, i -> i == CLOSED ? Double.NaN : 10)
        .sells("r", "s", 0, LAST, i -> i == 0 ? 4 : i == 13 ? 2 : Double.NaN)
        .product(new Product("p", "fruit", "fresh", "X", "Pear", 2, 7))
        .product(new Product("q", null, "dry", null, null, 3, 8))
        .store(new Store("s", "R", "city", "small", 900, Float.NaN, 41000, 1.5f))
        .table(
            Table.EVENTS,
            c -> {
              c.event(Kiosk.day(CLOSED), "s", null, "closed", null);
              c.event(Kiosk.day("2024-01-06"), null, "R", "public_holiday", "Epiphany");
              c.event(Kiosk.day("2024-01-27"), null, null, "public_holiday", "Fair");
              c.event(Kiosk.day("2024-01-24"), null, "other", "closed", null);
              c.event(Kiosk.day("2024-02-12"), null, null, "event", "Carnival");
              c.event(Kiosk.day("2024-02-13"), null, null, "school_holiday", null);
            })
        .table(
            Table.PROMOTIONS,
            c -> {
              c.promotion(
                  "A", "p", "s", Kiosk.day("2024-01-15"), Kiosk.day("2024-01-16"), 20, "tv");
              c.promotion(
                  "A", "p", null, Kiosk.day("2024-01-22"), Kiosk.day("2024-01-24"), 30, "tv");
              c.promotion(
                  "B", "q", null, Kiosk.day("2024-02-20"), Kiosk.day("2024-02-21"), 5, "ad");
            })
        .table(Table.AVAILABILITY, c -> c.stockout("p", "s", Kiosk.day(SOLD_OUT), 8))
        .table(
            Table.WEATHER,
            c -> {
              c.weather("R", Kiosk.day("2022-01-22"), 8, 3, 80, 10);
              c.weather("R", Kiosk.day("2023-01-22"), 4, 1, 80, 10);
              c.weather("R", Kiosk.day("2024-01-22"), 10, 5, 80, 10);
            })
        .panel();
  }

  private static AbstractFloatAssert<?> value(
      SalesPanel panel, String product, int known, String date, Feature feature) {
    float[] row =
        new FeatureBuilder(panel)
            .row(panel.series(product, "s"), Kiosk.day(known), Kiosk.day(date));
    return assertThat(row[feature.ordinal()]).as(feature.label());
  }

  private static AbstractFloatAssert<?> p(String date, Feature feature) {
    return value(threeWeeks(), "p", LAST, date, feature);
  }

  @Test
  void calendarIsThatOfTheDay() {
    p("2024-01-22", DAY_OF_WEEK).isEqualTo(1);
    p("2024-01-28", DAY_OF_WEEK).isEqualTo(7);
    p("2024-01-28", DAY_OF_MONTH).isEqualTo(28);
    p("2024-02-29", DAY_OF_YEAR).isEqualTo(60);
    p("2024-01-22", DAYS_AHEAD).isEqualTo(1);
    p("2024-03-21", DAYS_AHEAD).isEqualTo(60);
    p("2024-01-15", DAYS_AHEAD).isEqualTo(0);
  }

  @Test
  void eventsHoldForTheStoreItsRegionOrEverywhere() {
    p("2024-01-06", IS_HOLIDAY).isEqualTo(1);
    p("2024-01-27", IS_HOLIDAY).isEqualTo(1);
    p("2024-01-26", IS_HOLIDAY).isEqualTo(0);
    p("2024-01-22", DAYS_TO_NEXT_HOLIDAY).isEqualTo(5);
    p("2024-01-22", DAYS_SINCE_LAST_HOLIDAY).isEqualTo(16);
    p("2024-01-10", IS_CLOSED).isEqualTo(1);
    p("2024-01-24", IS_CLOSED).isEqualTo(0);
    p("2024-01-08", DAYS_TO_NEXT_CLOSED).isEqualTo(2);
    p("2024-01-11", DAYS_TO_NEXT_CLOSED).isEqualTo(30);
    p("2024-01-22", DAYS_SINCE_LAST_CLOSED).isEqualTo(12);
    p("2024-02-13", IS_SCHOOL_HOLIDAY).isEqualTo(1);
    p("2024-02-12", EVENT).isEqualTo(2);
    p("2024-02-13", EVENT).isEqualTo(0);
  }

  @Test
  void nextEventIsMissingWhereTheTableEndsTooEarlyToTell() {
    // the table ends on 2024-02-13
    p("2024-01-14", DAYS_TO_NEXT_CLOSED).isEqualTo(30);
    p("2024-01-15", DAYS_TO_NEXT_CLOSED).isNaN();
    p("2024-01-27", DAYS_TO_NEXT_HOLIDAY).isEqualTo(0);
    p("2024-01-28", DAYS_TO_NEXT_HOLIDAY).isNaN();
  }

  @Test
  void closedDaysOfAStoreAreToldWithoutARow() {
    FeatureBuilder builder = new FeatureBuilder(threeWeeks());

    assertThat(builder.closed(0, Kiosk.day(CLOSED))).isTrue();
    assertThat(builder.closed(0, Kiosk.day(CLOSED + 1))).isFalse();
    assertThat(builder.closed(0, Kiosk.day("2024-03-01"))).as("behind the table").isFalse();
  }

  @Test
  void eventOfEveryWeekIsRecurring() {
    SalesPanel panel =
        new Kiosk()
            .sells("p", "s", 0, 100, i -> 1)
            .table(
                Table.EVENTS,
                c -> {
                  for (int i = 0; i < 100; i += 7) {
                    c.event(Kiosk.day(i), null, null, "event", "market");
                  }
                  c.event(Kiosk.day(7), null, null, "event", "fire");
                })
            .panel();

    value(panel, "p", 100, "2024-01-15", EVENT).isEqualTo(1);
    value(panel, "p", 100, "2024-01-08", EVENT).isEqualTo(3);
  }

  @Test
  void averagesSkipClosedAndSoldOutDays() {
    p("2024-01-22", LAST_DAY).isEqualTo(21);
    p("2024-01-22", AVG_7D).isEqualTo(18);
    p("2024-01-22", AVG_14D).isCloseTo(181 / 12f, within(1e-5f));
    p("2024-01-22", AVG_28D).isEqualTo(11);
    p("2024-01-22", AVG_90D).isEqualTo(11);
    p("2024-01-22", AVG_365D).isEqualTo(11);
    // 1 + 4 + .. + 441 without 100 and 144 is 3067, over 19 days, less 11 squared
    p("2024-01-22", STD_28D).isCloseTo((float) Math.sqrt(3067 / 19. - 121), within(1e-4f));
    p("2024-01-22", MAX_90D).isEqualTo(21);
    value(threeWeeks(), "p", SOLD_OUT, "2024-01-13", LAST_DAY).isEqualTo(11);
    value(threeWeeks(), "p", CLOSED, "2024-01-11", LAST_DAY).isEqualTo(9);
    value(threeWeeks(), "p", 0, "2024-01-02", STD_28D).isNaN();
  }

  @Test
  void sameWeekdaysLieBeforeTheDayAndNotAfterTheLastKnown() {
    p("2024-01-22", LAST_SAME_WEEKDAY).isEqualTo(15);
    p("2024-01-22", SAME_WEEKDAY_AVG_4W).isEqualTo(8);
    p("2024-01-21", LAST_SAME_WEEKDAY).isEqualTo(14);
    p("2024-01-31", LAST_SAME_WEEKDAY).isEqualTo(17);
    p("2024-01-24", SAME_WEEKDAY_AVG_13W).isEqualTo(10);
    p("2024-01-26", SAME_WEEKDAY_AVG_13W).isEqualTo(12);
    p("2024-03-21", LAST_SAME_WEEKDAY).isEqualTo(18);
    value(threeWeeks(), "p", CLOSED + 1, "2024-01-17", LAST_SAME_WEEKDAY).isNaN();
    value(threeWeeks(), "p", 3, "2024-01-05", LAST_SAME_WEEKDAY).isNaN();
    value(threeWeeks(), "p", 3, "2024-01-05", SAME_WEEKDAY_AVG_4W).isNaN();
  }

  @Test
  void samePromotionAverageTakesDaysLikeTheDay() {
    p("2024-01-22", SAME_WEEKDAY_SAME_PROMOTION_AVG).isEqualTo(15);
    p("2024-01-29", SAME_WEEKDAY_SAME_PROMOTION_AVG).isEqualTo(4.5f);
    p("2024-01-24", SAME_WEEKDAY_SAME_PROMOTION_AVG).isNaN();
    p("2024-02-26", SAME_WEEKDAY_SAME_PROMOTION_AVG).as("no plan").isEqualTo(8);
  }

  @Test
  void zerosOfOpenDaysAreDemand() {
    value(threeWeeks(), "r", LAST, "2024-01-22", ZERO_SHARE_28D).isEqualTo(.9f);
    value(threeWeeks(), "r", LAST, "2024-01-22", DAYS_SINCE_LAST_SALE).isEqualTo(7);
    value(threeWeeks(), "r", 13, "2024-01-22", DAYS_SINCE_LAST_SALE).isEqualTo(0);
    value(threeWeeks(), "r", 12, "2024-01-22", DAYS_SINCE_LAST_SALE).isEqualTo(11);
    value(threeWeeks(), "r", LAST, "2024-01-22", MAX_90D).isEqualTo(4);
    value(threeWeeks(), "r", LAST, "2024-01-22", AVG_28D).isEqualTo(.3f);
  }

  @Test
  void shortStockoutCensorsNothing() {
    SalesPanel panel =
        new Kiosk()
            .sells("p", "s", 0, 9, i -> i)
            .table(
                Table.AVAILABILITY,
                c -> {
                  c.stockout("p", "s", Kiosk.day(8), 5);
                  c.stockout("p", "s", Kiosk.day(9), 6);
                })
            .panel();

    value(panel, "p", 9, "2024-01-11", LAST_DAY).isEqualTo(8);
  }

  @Test
  void storeDayWithoutAnyRecordAgainstItsHabitIsSkipped() {
    int lost = 58;
    SalesPanel panel =
        new Kiosk()
            .sells("p", "s", 0, 69, i -> i == lost || i % 7 == 6 ? Double.NaN : 12)
            .sells("rare", "s", 0, 69, i -> i == 0 ? 1 : Double.NaN)
            .panel();

    value(panel, "p", 68, "2024-03-11", AVG_14D).as("Sundays count").isEqualTo(132 / 13f);
    value(panel, "rare", 68, "2024-03-11", DAYS_SINCE_LAST_SALE).isEqualTo(67);
  }

  @Test
  void lastYearIsTheSameWeekday() {
    SalesPanel panel = new Kiosk().sells("p", "s", 0, 400, i -> 10 + i % 50).panel();

    value(panel, "p", 400, "2025-02-08", LAST_DAY).isEqualTo(10);
    // day 404 is 2025-02-08; 364 days before lies day 40
    value(panel, "p", 400, "2025-02-08", SAME_WEEKDAY_LAST_YEAR).isEqualTo(50);
    value(panel, "p", 30, "2024-02-01", SAME_WEEKDAY_LAST_YEAR).isNaN();
  }

  @Test
  void seasonalityComparesLastYearsFortnightsOfAllStores() {
    SalesPanel panel =
        new Kiosk()
            .sells("p", "s", 0, 400, i -> i < 45 ? 10 : 30)
            .sells("p", "t", 5, 400, i -> 1)
            .panel();

    // day 420 was day 56 (42..70: 3 days of 10 and 26 of 30), day 400 day 36 (22..50: 23 and 6)
    float there = 3 * 10 + 26 * 30 + 29;
    float here = 23 * 10 + 6 * 30 + 29;
    value(panel, "p", 400, "2025-02-24", SEASONALITY_INDEX).isCloseTo(there / here, within(1e-5f));
    value(panel, "p", 370, "2025-01-10", SEASONALITY_INDEX).isNaN();
  }

  @Test
  void productAndStoreComeFromMasterData() {
    p("2024-01-22", CATEGORY).as("after dry").isEqualTo(2);
    value(threeWeeks(), "q", LAST, "2024-01-22", CATEGORY).as("department").isEqualTo(1);
    value(threeWeeks(), "r", LAST, "2024-01-22", CATEGORY).isNaN();
    value(threeWeeks(), "r", LAST, "2024-01-22", PRODUCT_CODE).isEqualTo(3);
    p("2024-01-22", PRICE).isEqualTo(2);
    p("2024-01-22", PRICE_VS_USUAL).isEqualTo(1);
    p("2024-01-22", IS_PERISHABLE).isEqualTo(1);
    value(threeWeeks(), "q", LAST, "2024-01-22", IS_PERISHABLE).isEqualTo(0);
    value(threeWeeks(), "r", LAST, "2024-01-22", IS_PERISHABLE).isNaN();
    p("2024-01-22", STORE_TYPE).isEqualTo(1);
    p("2024-01-22", STORE_CODE).isEqualTo(1);
    p("2024-01-22", STORE_MARKET).isEqualTo(41000);
    p("2024-01-22", COMPETITOR_DISTANCE_MILES).isEqualTo(1.5f);
    // p 231 - 10, q 200, r 6, over the 20 days with sales
    p("2024-01-22", AVERAGE_VOLUME).isEqualTo(427 / 20f);
  }

  @Test
  void pricesOfAStoreGoOverTheCommonOnesFromTheirFirstDay() {
    SalesPanel panel =
        new Kiosk()
            .sells("p", "s", 0, 20, i -> 1)
            .table(
                Table.PRICES,
                c -> {
                  c.price("p", null, Kiosk.day("2023-01-01"), 2);
                  c.price("p", "s", Kiosk.day("2024-01-15"), 3);
                  c.price("p", null, Kiosk.day("2024-01-16"), 9);
                  c.price("p", "s", Kiosk.day("2024-02-01"), 4);
                })
            .panel();

    value(panel, "p", LAST, "2024-01-14", PRICE).isEqualTo(2);
    value(panel, "p", LAST, "2024-01-14", PRICE_VS_USUAL).isEqualTo(1);
    value(panel, "p", LAST, "2024-01-16", PRICE).isEqualTo(3);
    value(panel, "p", LAST, "2024-01-16", PRICE_VS_USUAL)
        .isCloseTo(3 * 365 / (364 * 2f + 3), within(1e-5f));
    value(panel, "p", LAST, "2024-02-01", PRICE).isEqualTo(4);
  }

  @Test
  void dayBeforeThePlansFirstRowHasTheListPrice() {
    SalesPanel panel =
        new Kiosk()
            .sells("p", "s", 0, 20, i -> 1)
            .product(new Product("p", null, null, null, null, 2, 7))
            .table(Table.PRICES, c -> c.price("p", null, Kiosk.day("2024-01-15"), 3))
            .panel();

    value(panel, "p", LAST, "2024-01-14", PRICE).isEqualTo(2);
    value(panel, "p", LAST, "2024-01-14", PRICE_VS_USUAL).isEqualTo(1);
    value(panel, "p", LAST, "2024-01-15", PRICE).isEqualTo(3);
    value(panel, "p", LAST, "2024-01-15", PRICE_VS_USUAL).isEqualTo(1.5f);
  }

  @Test
  void dayBeforeThePlansFirstRowHasTheLastPricePaid() {
    SalesPanel panel =
        new Kiosk()
            .sells("p", "s", 0, 20, i -> 1, i -> i < 5 ? 2 : 4)
            .sells("q", "s", 0, 20, i -> 1)
            .table(
                Table.PRICES,
                c -> {
                  c.price("p", null, Kiosk.day("2024-01-11"), 6);
                  c.price("q", null, Kiosk.day("2024-01-11"), 6);
                })
            .panel();

    value(panel, "p", 4, "2024-01-08", PRICE).isEqualTo(2);
    value(panel, "p", 7, "2024-01-09", PRICE).isEqualTo(4);
    value(panel, "p", 7, "2024-01-09", PRICE_VS_USUAL)
        .isCloseTo(4 * 8 / (5 * 2 + 3 * 4f), within(1e-6f));
    // 5 days of 2, 5 of 4 paid, one of 6 planned
    value(panel, "p", LAST, "2024-01-12", PRICE_VS_USUAL)
        .isCloseTo(6 * 11 / (5 * 2 + 5 * 4 + 6f), within(1e-6f));
    value(panel, "p", 4, "2024-01-12", PRICE_VS_USUAL)
        .as("prices paid after the last known day are not known")
        .isCloseTo(6 * 6 / (5 * 2 + 6f), within(1e-6f));
    value(panel, "q", 7, "2024-01-09", PRICE).isNaN();
    value(panel, "q", 7, "2024-01-11", PRICE_VS_USUAL).as("none known before").isNaN();
  }

  @Test
  void priceAfterAYearForNothingHasNoUsual() {
    SalesPanel panel =
        new Kiosk()
            .sells("p", "s", 0, 20, i -> 1)
            .sells("q", "s", 0, 20, i -> 1)
            .sells("r", "s", 0, 20, i -> 1, i -> 0)
            .product(new Product("q", null, null, null, null, 0, 7))
            .table(
                Table.PRICES,
                c -> {
                  c.price("p", null, Kiosk.day("2023-01-01"), 0);
                  c.price("p", null, Kiosk.day("2024-01-10"), 5);
                })
            .panel();

    value(panel, "p", LAST, "2024-01-10", PRICE_VS_USUAL).isNaN();
    value(panel, "p", LAST, "2024-01-11", PRICE_VS_USUAL).isEqualTo(365);
    value(panel, "q", LAST, "2024-01-11", PRICE_VS_USUAL).isNaN();
    value(panel, "r", LAST, "2024-01-11", PRICE_VS_USUAL).isNaN();
  }

  @Test
  void ofTwoPricesFromOneDayOnTheHigherCounts() {
    for (int[] order : new int[][] {{2, 3}, {3, 2}}) {
      SalesPanel panel =
          new Kiosk()
              .sells("p", "s", 0, 20, i -> 1)
              .table(
                  Table.PRICES,
                  c -> {
                    c.price("p", null, Kiosk.day(0), order[0]);
                    c.price("p", null, Kiosk.day(0), order[1]);
                  })
              .panel();

      value(panel, "p", LAST, "2024-01-14", PRICE).isEqualTo(3);
    }
  }

  @Test
  void unitPricesCountWhereThereIsNoOtherPrice() {
    SalesPanel panel =
        new Kiosk()
            .sells("p", "s", 0, 9, i -> i == 9 ? Double.NaN : 1, i -> i < 5 ? 2 : 3)
            .sells("q", "s", 0, 9, i -> 1, i -> 1)
            .panel();

    value(panel, "p", 4, "2024-01-10", PRICE).isEqualTo(2);
    value(panel, "p", 9, "2024-01-11", PRICE).isEqualTo(3);
    value(panel, "p", 9, "2024-01-11", PRICE_VS_USUAL)
        .isCloseTo(3 * 9 / (5 * 2 + 4 * 3f), within(1e-6f));
  }

  @Test
  void promotionsAreThoseOfTheDay() {
    p("2024-01-21", HAS_PROMOTION).isEqualTo(0);
    p("2024-01-21", DISCOUNT_PCT).isEqualTo(0);
    p("2024-01-21", DAYS_SINCE_LAST_PROMOTION).isEqualTo(5);
    p("2024-01-23", HAS_PROMOTION).as("tv, after ad").isEqualTo(2);
    p("2024-01-23", DISCOUNT_PCT).isEqualTo(30);
    p("2024-01-23", DAYS_INTO_PROMOTION).isEqualTo(2);
    p("2024-01-26", DAYS_SINCE_LAST_PROMOTION).isEqualTo(2);
    p("2024-01-26", DAYS_INTO_PROMOTION).isEqualTo(0);
    p("2024-01-14", DAYS_SINCE_LAST_PROMOTION).isEqualTo(30);
  }

  @Test
  void promotionOfNoKindHasANumberOfItsOwnAfterTheKinds() {
    Kiosk kiosk =
        new Kiosk()
            .sells("p", "s", 0, LAST, i -> 1)
            .table(
                Table.PROMOTIONS,
                c -> {
                  c.promotion("A", "p", null, Kiosk.day(1), Kiosk.day(1), 5, "ad");
                  c.promotion("B", "p", null, Kiosk.day(3), Kiosk.day(3), 5, "tv");
                  c.promotion("C", "p", null, Kiosk.day(5), Kiosk.day(5), 5, null);
                });
    SalesPanel panel = kiosk.panel();
    SalesPanel bare =
        new Kiosk()
            .sells("p", "s", 0, LAST, i -> 1)
            .table(
                Table.PROMOTIONS,
                c -> c.promotion("C", "p", null, Kiosk.day(5), Kiosk.day(5), 5, null))
            .panel();
    Vocabulary words = Vocabulary.of(panel);
    Vocabulary onlyTv =
        new Vocabulary(
            words.categories(),
            words.products(),
            words.storeTypes(),
            words.stores(),
            words.regions(),
            List.of("tv"));

    value(panel, "p", LAST, "2024-01-02", HAS_PROMOTION).isEqualTo(1);
    value(panel, "p", LAST, "2024-01-06", HAS_PROMOTION).isEqualTo(3);
    value(bare, "p", LAST, "2024-01-06", HAS_PROMOTION).isEqualTo(1);
    float[] row = new FeatureBuilder(panel, onlyTv).row(0, Kiosk.day(LAST), Kiosk.day(1));
    assertThat(row[HAS_PROMOTION.ordinal()]).as("not seen in training").isEqualTo(2);
  }

  @Test
  void daysBehindAPlansEndAreMissingNotEmpty() {
    for (Feature f :
        List.of(HAS_PROMOTION, DISCOUNT_PCT, DAYS_INTO_PROMOTION, DAYS_SINCE_LAST_PROMOTION)) {
      p("2024-02-21", f).isNotNaN();
      p("2024-02-22", f).isNaN();
    }
    for (Feature f : List.of(IS_HOLIDAY, DAYS_SINCE_LAST_HOLIDAY, IS_CLOSED, EVENT)) {
      p("2024-02-13", f).isNotNaN();
      p("2024-02-14", f).isNaN();
    }
  }

  @Test
  void weatherFallsBackToTheMeanOfTheDayOfYear() {
    p("2024-01-22", TEMPERATURE_C).isEqualTo(10);
    p("2024-01-22", PRECIPITATION).isEqualTo(5);
    // usual 6 and 2, spread 2 and 1, by the days up to the panel's last
    p("2024-01-22", WEATHER_IMPACT_SCORE).isEqualTo(-1);
    p("2024-01-24", TEMPERATURE_C).isEqualTo(6);
    p("2024-01-24", PRECIPITATION).isEqualTo(2);
    p("2024-01-24", WEATHER_IMPACT_SCORE).isEqualTo(0);
    p("2024-03-20", TEMPERATURE_C).isEqualTo(6);
  }

  @Test
  void warmDryDayScoresAboveAColdWetOne() {
    SalesPanel panel =
        new Kiosk()
            .sells("p", "s", 0, 9, i -> 1)
            .store(new Store("s", "R", null, null, 1, 1, 1, 1))
            .table(
                Table.WEATHER,
                c -> {
                  c.weather("R", Kiosk.day(0), 8, 0, 0, 0);
                  c.weather("R", Kiosk.day(1), 4, 6, 0, 0);
                })
            .panel();

    value(panel, "p", 9, "2024-01-01", WEATHER_IMPACT_SCORE).isEqualTo(2);
    value(panel, "p", 9, "2024-01-02", WEATHER_IMPACT_SCORE).isEqualTo(-2);
  }

  @Test
  void withoutTablesTheirFeaturesAreMissingNotZero() {
    SalesPanel panel = new Kiosk().sells("p", "s", 0, LAST, i -> i + 1).panel();
    float[] row = new FeatureBuilder(panel).row(0, Kiosk.day(LAST), Kiosk.day(LAST + 1));
    List<Feature> missing =
        List.of(
            IS_HOLIDAY,
            DAYS_TO_NEXT_HOLIDAY,
            DAYS_SINCE_LAST_HOLIDAY,
            IS_SCHOOL_HOLIDAY,
            IS_CLOSED,
            DAYS_TO_NEXT_CLOSED,
            DAYS_SINCE_LAST_CLOSED,
            EVENT,
            SAME_WEEKDAY_LAST_YEAR,
            CATEGORY,
            PRICE,
            PRICE_VS_USUAL,
            IS_PERISHABLE,
            SEASONALITY_INDEX,
            STORE_TYPE,
            STORE_MARKET,
            COMPETITOR_DISTANCE_MILES,
            HAS_PROMOTION,
            DISCOUNT_PCT,
            DAYS_INTO_PROMOTION,
            DAYS_SINCE_LAST_PROMOTION,
            TEMPERATURE_C,
            PRECIPITATION,
            WEATHER_IMPACT_SCORE);

    for (Feature f : Feature.values()) {
      assertThat(Float.isNaN(row[f.ordinal()])).as(f.label()).isEqualTo(missing.contains(f));
    }
  }

  @Test
  void wordsThatTrainingHasNotSeenAreMissing() {
    SalesPanel before = new Kiosk().sells("p", "s", 0, 9, i -> 1).panel();
    SalesPanel after =
        new Kiosk()
            .sells("a new one", "s", 0, 9, i -> 1)
            .sells("p", "s", 0, 9, i -> 1)
            .product(new Product("a new one", "new", null, null, null, 1, 1))
            .panel();
    FeatureBuilder builder = new FeatureBuilder(after, Vocabulary.of(before));

    float[] unknown = builder.row(0, Kiosk.day(9), Kiosk.day(10));
    float[] known = builder.row(1, Kiosk.day(9), Kiosk.day(10));

    assertThat(unknown[CATEGORY.ordinal()]).isNaN();
    assertThat(unknown[PRODUCT_CODE.ordinal()]).isNaN();
    assertThat(known[PRODUCT_CODE.ordinal()]).isEqualTo(1);
  }

  @Test
  void seriesOfOneDayHasARow() {
    SalesPanel panel =
        new Kiosk().sells("old", "s", 0, 9, i -> 2).sells("p", "s", 9, 9, i -> 5).panel();

    for (Feature f : List.of(LAST_DAY, AVG_7D, AVG_365D, MAX_90D)) {
      value(panel, "p", 9, "2024-01-11", f).isEqualTo(5);
    }
    value(panel, "p", 9, "2024-03-10", SAME_WEEKDAY_AVG_13W).isNaN();
    value(panel, "p", 9, "2024-01-17", SAME_WEEKDAY_AVG_13W).isEqualTo(5);
  }

  @Test
  void featuresOfADateOutOfReachAreRefusedInOneLine() {
    SalesPanel panel =
        new Kiosk().sells("old", "s", 0, 9, i -> 2).sells("p", "s", 5, 9, i -> 5).panel();
    FeatureBuilder builder = new FeatureBuilder(panel);
    String reach =
        ": they reach from 2024-01-07, the day after its first sale, to 2024-03-10, 60 days after"
            + " the last day known";

    for (String date : List.of("2023-12-01", "2024-01-06", "2024-03-11", "+999999999-12-31")) {
      assertThatThrownBy(() -> builder.featuresAt("p", "s", LocalDate.parse(date)))
          .isInstanceOf(ShelfcastException.class)
          .hasMessage("No features of product 'p' in store 's' on " + date + reach);
    }
    assertThat(builder.featuresAt("p", "s", LocalDate.parse("2024-01-07"))).hasSize(45);
    assertThat(builder.featuresAt("p", "s", LocalDate.parse("2024-03-10"))).hasSize(45);
    FeatureBuilder cut = new FeatureBuilder(panel.until(Kiosk.day(4)));
    assertThatThrownBy(() -> cut.featuresAt("p", "s", LocalDate.parse("2024-01-08")))
        .isInstanceOf(ShelfcastException.class)
        .hasMessage("No features of product 'p' in store 's': it has no sale up to 2024-01-05");
  }

  @Test
  void rowsOutsideTheSeriesAreRefused() {
    SalesPanel panel =
        new Kiosk().sells("old", "s", 0, 9, i -> 2).sells("p", "s", 5, 9, i -> 5).panel();
    FeatureBuilder builder = new FeatureBuilder(panel);
    int p = panel.series("p", "s");

    assertThatThrownBy(() -> builder.row(p, Kiosk.day(4), Kiosk.day(6)))
        .hasMessage(
            "Invalid last known day 2024-01-05: the series' sales are known from 2024-01-06 to 2024-01-10");
    assertThatThrownBy(() -> builder.row(p, Kiosk.day(9), Kiosk.day(70)))
        .hasMessageContaining("features reach from 2024-01-06 to 2024-03-10");
    assertThatThrownBy(() -> new FeatureBuilder(panel.until(Kiosk.day(4))).series(p))
        .hasMessage("Series p in s has no sale up to 2024-01-05");
  }
}
