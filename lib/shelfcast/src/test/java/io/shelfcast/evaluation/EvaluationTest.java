package io.shelfcast.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.shelfcast.ShelfcastException;
import io.shelfcast.evaluation.Slice.Dimension;
import io.shelfcast.models.Forecasts;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  private static final Offset<Double> EXACT = within(1e-12);

  /**
   * Two products in two stores, of which bread is not sold in the south; nine days known, two days
   * forecast. Sales of the two days: bread/north 4, 6; milk/north 10, 0; milk/south 2, 8. Errors:
   * +1, -1; +2, +3; -2, +2.
   */
  private static Shop shop() {
    return Shop.with("bread", "north", 1, 1, 1, 1, 1, 1, 1, 3, 3, 4, 6)
        .and("milk", "north", 2, 2, 2, 2, 2, 2, 2, 2, 6, 10, 0)
        .and("milk", "south", 5, 5, 5, 5, 5, 5, 5, 5, 5, 2, 8)
        .forecast("ensemble", 8, 2, 5, 5, 12, 3, 0, 10);
  }

  @Test
  void cellsOfTheFirstLevelAreProductStoreAndDay() {
    Scores scores = shop().evaluate().scores("ensemble", Level.PRODUCT_STORE_DAY);
    assertThat(scores.cells()).isEqualTo(6);
    assertThat(scores.mae()).isCloseTo(11 / 6., EXACT);
    assertThat(scores.wape()).isCloseTo(11 / 30., EXACT);
    assertThat(scores.bias()).isCloseTo(5 / 30., EXACT);
    assertThat(scores.mape()).isCloseTo((1 / 4. + 1 / 6. + 2 / 10. + 1 + 2 / 8.) / 5, EXACT);
    assertThat(scores.point().mapeLeftOut()).isEqualTo(1);
  }

  @Test
  void errorsCancelWithinATotal() {
    Evaluation evaluation = shop().evaluate();
    // horizon totals 10, 10, 10 against 10, 15, 10
    Scores horizon = evaluation.scores("ensemble", Level.PRODUCT_STORE_HORIZON);
    assertThat(horizon.cells()).isEqualTo(3);
    assertThat(horizon.mae()).isCloseTo(5 / 3., EXACT);
    assertThat(horizon.coverage()).isCloseTo(2 / 3., EXACT);
    // bread 4, 6 against 5, 5; milk 12, 8 against 12, 13
    Scores product = evaluation.scores("ensemble", Level.PRODUCT_DAY);
    assertThat(product.cells()).isEqualTo(4);
    assertThat(product.wape()).isCloseTo((1 + 1 + 0 + 5) / 30., EXACT);
    // north 14, 6 against 17, 8; south 2, 8 against 0, 10
    Scores store = evaluation.scores("ensemble", Level.STORE_DAY);
    assertThat(store.wape()).isCloseTo((3 + 2 + 2 + 2) / 30., EXACT);
    // all 16, 14 against 17, 18
    Scores total = evaluation.scores("ensemble", Level.TOTAL_DAY);
    assertThat(total.cells()).isEqualTo(2);
    assertThat(total.wape()).isCloseTo((1 + 4) / 30., EXACT);
    assertThat(total.bias()).isCloseTo(5 / 30., EXACT);
  }

  @Test
  void maseAndRmsseDivideEachSeriesByItsOwnScale() {
    Scores scores = shop().evaluate().scores("ensemble", Level.PRODUCT_STORE_DAY);
    // bread/north: |3-1|, |3-1| a week apart, one step of 2 in 8; milk/north: |2-2|, |6-2|, one
    // step of 4 in 8
    double mase = (1 / 2. + 2.5 / 2.) / 2;
    double rmsse = (1 / Math.sqrt(4 / 8.) + Math.sqrt((4 + 9) / 2.) / Math.sqrt(16 / 8.)) / 2;
    assertThat(scores.mase()).isCloseTo(mase, EXACT);
    assertThat(scores.rmsse()).isCloseTo(rmsse, EXACT);
    assertThat(scores.scaled()).isEqualTo(2);
    assertThat(scores.unscaled()).as("milk/south never changed").isEqualTo(1);
  }

  @Test
  void scalesOfASumAreThoseOfTheSummedSales() {
    // all: 8 for a week, then 10, 14: a week apart 2 and 6; steps 2 and 4 in 8. Errors 1 and 4
    Scores total = shop().evaluate().scores("ensemble", Level.TOTAL_DAY);
    assertThat(total.mase()).isCloseTo(2.5 / 4, EXACT);
    assertThat(total.rmsse()).isCloseTo(Math.sqrt(17 / 2.) / Math.sqrt((4 + 16) / 8.), EXACT);
    assertThat(shop().evaluate().scores("ensemble", Level.PRODUCT_STORE_HORIZON).mase()).isNaN();
  }

  @Test
  void intervalScoresExistAtTheFirstLevelOnly() {
    Evaluation evaluation = shop().evaluate();
    IntervalScores intervals = evaluation.scores("ensemble", Level.PRODUCT_STORE_DAY).intervals();
    // p50 = mean, p10 and p90 one below and above it; y - mean = -1, 1, -2, -3, 2, -2
    assertThat(intervals.pinballP50()).isCloseTo(.5 * 11 / 6, EXACT);
    // y - p10 = 0, 2, -1, -2, 3, -1
    assertThat(intervals.pinballP10()).isCloseTo((.1 * 5 + .9 * 4) / 6, EXACT);
    // y - p90 = -2, 0, -3, -4, 1, -3
    assertThat(intervals.pinballP90()).isCloseTo((.9 * 1 + .1 * 12) / 6, EXACT);
    assertThat(intervals.pinball()).isCloseTo((5.5 + 4.1 + 2.1) / 18, EXACT);
    assertThat(intervals.belowP10()).isCloseTo(3 / 6., EXACT);
    assertThat(intervals.aboveP90()).isCloseTo(1 / 6., EXACT);
    assertThat(evaluation.scores("ensemble", Level.TOTAL_DAY).intervals()).isNull();
  }

  @Test
  void reliabilityCountsSalesBelowAndAtEachQuantile() {
    List<Reliability> rows = shop().evaluate().reliability("ensemble");
    assertThat(rows).hasSize(6);
    // one day ahead: y - p10 = 0, -1, 3
    assertThat(rows.get(0)).isEqualTo(new Reliability("ensemble", 1, .1, 3, 1 / 3., 2 / 3.));
  }

  @Test
  void partsAddUpToTheWhole() {
    Evaluation evaluation = shop().evaluate();
    for (Dimension dimension :
        List.of(
            Dimension.DAYS_AHEAD,
            Dimension.DEMAND_CLASS,
            Dimension.STORE,
            Dimension.PRODUCT,
            Dimension.WINDOW,
            Dimension.WEEKDAY)) {
      List<Slice> parts = evaluation.slices(dimension, "ensemble");
      assertThat(parts.stream().mapToLong(p -> p.point().cells()).sum())
          .as("%s", dimension)
          .isEqualTo(6);
      assertThat(parts.stream().mapToDouble(p -> p.point().absoluteError()).sum())
          .isCloseTo(11, EXACT);
    }
    assertThat(evaluation.slices(Dimension.STORE, "ensemble").get(1).key()).isEqualTo("south");
    assertThat(evaluation.slices(Dimension.STORE, "ensemble").get(1).point().mae())
        .isCloseTo(2, EXACT);
    assertThat(evaluation.slices(Dimension.WEEKDAY, "ensemble"))
        .as("1970-01-10 and 11 are a weekend")
        .extracting(Slice::key)
        .containsExactly("SATURDAY", "SUNDAY");
    assertThat(evaluation.seriesScores("ensemble").get(1).mase()).isCloseTo(2.5 / 2, EXACT);
    assertThat(evaluation.seriesScores("ensemble").get(2).mase()).isNaN();
    assertThat(evaluation.dailyErrors("ensemble"))
        .containsExactly(
            new DailyError("ensemble", LocalDate.of(1970, 1, 10), 3, 5, 1, 16),
            new DailyError("ensemble", LocalDate.of(1970, 1, 11), 3, 6, 4, 14));
  }

  @Test
  void demandClassesAreThoseKnownAtTheFirstOrigin() {
    double[] seldom = {1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1};
    Evaluation evaluation =
        shop()
            .and("water", "south", seldom)
            .forecast("m", 8, 2, 5, 5, 12, 3, 0, 10, 1, 1)
            .evaluateOnly("m");
    List<Slice> classes = evaluation.slices(Dimension.DEMAND_CLASS, "m");
    assertThat(classes).extracting(Slice::key).containsExactly("SMOOTH", "INTERMITTENT");
    assertThat(classes).extracting(c -> c.point().cells()).containsExactly(6L, 2L);
  }

  @Test
  void seriesAreDueFromTheFirstOriginAfterTheirStart() {
    Shop shop = Shop.with("a", "x", 1, 1, 1, 1, 1, 1).from(2, "b", "x", 9, 9, 9, 9);
    List<Forecasts> forecasts =
        List.of(
            Shop.forecasts("m", 1, 2, 1, 1), // b starts on day 2
            Shop.forecasts("m", 3, 2, 1, 1, 8, 8));
    Evaluation evaluation = Evaluation.of(shop.panel(), forecasts);
    assertThat(evaluation.scores("m", Level.PRODUCT_STORE_DAY).cells()).isEqualTo(2 + 4);
    assertThat(evaluation.scores("m", Level.PRODUCT_STORE_HORIZON).cells()).isEqualTo(1 + 2);
    assertThat(evaluation.scores("m", Level.PRODUCT_STORE_DAY).point().absoluteError())
        .isCloseTo(2, EXACT);
  }

  @Test
  void daysAfterTheLastSaleAreNotScored() {
    Evaluation evaluation =
        Shop.with("a", "x", 1, 2, 3, 4).forecast("m", 1, 7, 3, 4, 9, 9, 9, 9, 9).evaluate();
    assertThat(evaluation.scores("m", Level.PRODUCT_STORE_DAY).cells()).isEqualTo(2);
    assertThat(evaluation.scores("m", Level.PRODUCT_STORE_DAY).mae()).isZero();
    assertThat(evaluation.lastDay()).isEqualTo(LocalDate.of(1970, 1, 4));
  }

  @Test
  void oneCellIsEnough() {
    Evaluation evaluation = Shop.with("a", "x", 5, 4).forecast("ensemble", 0, 1, 5).evaluate();
    for (Level level : Level.values()) {
      assertThat(evaluation.scores("ensemble", level).wape()).as(level.title()).isEqualTo(.25);
      assertThat(evaluation.scores("ensemble", level).mase()).isNaN();
    }
    assertThat(ScoreTables.graded(evaluation)).contains("25.0");
  }

  @Test
  void salesOfZeroGiveNoPercentageAndNeverAZero() {
    Shop shop = Shop.with("a", "x", 5, 0, 0, 0).forecast("ensemble", 0, 3, 1, 1, 1);
    Evaluation evaluation = shop.evaluate();
    assertThat(evaluation.scores("ensemble", Level.TOTAL_DAY).wape()).isNaN();
    assertThat(evaluation.grade(Level.TOTAL_DAY, GradedMetric.MAE_PCT).grade())
        .isEqualTo(Grade.UNDEFINED);
    assertThat(ScoreTables.graded(evaluation)).containsPattern("total x day +MAE % +n/a");
    assertThat(ScoreTables.comparison(evaluation, Level.TOTAL_DAY))
        .containsPattern("ensemble +1.00 +n/a +n/a +n/a +n/a");
  }

  @Test
  void aForecastThatIsNotANumberIsAnErrorThatNamesTheCell() {
    Shop shop = Shop.with("a b", "x/y", 1, 1, 1, 1).forecast("lstm", 1, 2, 1, Double.NaN);
    assertThatThrownBy(shop::evaluate)
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("model 'lstm'")
        .hasMessageContaining("product 'a b' in store 'x/y'")
        .hasMessageContaining("1970-01-04");
  }

  @Test
  void aMissingForecastIsAnErrorThatNamesTheSeries() {
    Shop shop = Shop.with("a", "x", 1, 1, 1).and("b", "x", 1, 1, 1).forecast("m", 1, 1, 1);
    assertThatThrownBy(shop::evaluate)
        .hasMessage("No forecast of model 'm' for product 'b' in store 'x' from 1970-01-02");
  }

  @Test
  void modelsMustShareOriginsAndHorizonAndComeOnce() {
    Shop shop = Shop.with("a", "x", 1, 1, 1, 1, 1);
    Forecasts first = Shop.forecasts("m", 1, 1, 1);
    assertThatThrownBy(
            () -> Evaluation.of(shop.panel(), List.of(first, Shop.forecasts("n", 2, 1, 1))))
        .hasMessage("Model 'm' has no forecast from 1970-01-03, others have");
    assertThatThrownBy(
            () -> Evaluation.of(shop.panel(), List.of(first, Shop.forecasts("n", 1, 2, 1, 1))))
        .hasMessageContaining("there are 1 and 2 days");
    assertThatThrownBy(() -> Evaluation.of(shop.panel(), List.of(first, first)))
        .hasMessage("Model 'm' has two forecasts from 1970-01-02");
    assertThatThrownBy(() -> Evaluation.of(shop.panel(), List.of(Shop.forecasts("m", 4, 1, 1))))
        .hasMessage(
            "There is no day to score: the sales end on 1970-01-05 and the forecasts begin after 1970-01-05");
    assertThatThrownBy(() -> Evaluation.of(shop.panel(), List.of()))
        .hasMessage("There are no forecasts to score");
  }

  @Test
  void theNoiseFloorIsShownForWholeUnitsOnly() {
    assertThat(shop().evaluate().noiseFloor()).hasSize(5);
    assertThat(shop().evaluate().noiseFloorNote()).contains("lower bound");
    Evaluation kilograms = Shop.with("a", "x", 5, 4.5, 4).forecast("ensemble", 0, 1, 5).evaluate();
    assertThat(kilograms.unit()).isEqualTo(QuantityUnit.FRACTIONAL);
    assertThat(kilograms.noiseFloor()).isEmpty();
    Evaluation turnover =
        Shop.with("a", "x", 5263, 6064, 0).forecast("ensemble", 0, 1, 5000).evaluate();
    assertThat(turnover.unit()).isEqualTo(QuantityUnit.MONEY);
    assertThat(turnover.noiseFloorNote()).contains("money");
  }

  @Test
  void anErrorBelowTheFloorIsExplained() {
    Evaluation even = Shop.with("a", "x", 5, 5, 5).forecast("ensemble", 0, 2, 5, 5).evaluate();
    assertThat(even.noiseFloorNote()).contains("sales vary less");
    Evaluation wild = Shop.with("a", "x", 5, 50, 0).forecast("ensemble", 0, 2, 5, 5).evaluate();
    assertThat(wild.noiseFloorNote()).contains("lower bound").doesNotContain("vary less");
  }

  @Test
  void theFloorOfATotalIsThatOfTheSummedMeans() {
    NoiseFloor floor = shop().evaluate().noiseFloor(Level.TOTAL_DAY);
    assertThat(floor.mae())
        .isCloseTo((Poisson.meanAbsoluteError(17) + Poisson.meanAbsoluteError(18)) / 2, EXACT);
  }

  @Test
  void everyLevelIsGradedProductStoreDayFirst() {
    List<GradedScore> grades = shop().evaluate().grades();
    assertThat(grades).hasSize(20);
    assertThat(grades.get(0).level()).isEqualTo(Level.PRODUCT_STORE_DAY);
    assertThat(grades)
        .filteredOn(g -> g.level() == Level.TOTAL_DAY)
        .extracting(GradedScore::grade)
        .containsExactly(
            Grade.UNACCEPTABLE, Grade.ACCEPTABLE, Grade.UNACCEPTABLE, Grade.UNACCEPTABLE);
  }

  @Test
  void levelsAreFoundByTheirShortNames() {
    assertThat(Level.of("Product_Store-horizon")).isEqualTo(Level.PRODUCT_STORE_HORIZON);
    assertThatThrownBy(() -> Level.of("week"))
        .hasMessageStartingWith("No level 'week'; there are product-store-day, ");
  }

  @Test
  void overlappingWindowsKeepTheirTotalsApart() {
    Shop shop =
        Shop.with("a", "x", IntStream.range(0, 10).mapToDouble(i -> 4).toArray())
            .forecast("m", 3, 4, 4, 4, 4, 4)
            .forecast("m", 5, 4, 5, 5, 5, 5);
    Evaluation evaluation = shop.evaluate();
    assertThat(evaluation.scores("m", Level.PRODUCT_STORE_HORIZON).cells()).isEqualTo(2);
    assertThat(evaluation.scores("m", Level.TOTAL_DAY).cells()).isEqualTo(8);
    assertThat(evaluation.dailyErrors("m")).hasSize(6);
    assertThat(evaluation.slices(Dimension.WINDOW, "m"))
        .extracting(s -> s.point().mae())
        .containsExactly(0.0, 1.0);
  }
}
