package io.shelfcast.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.evaluation.TrainingFacts.Curve;
import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.Covariates.Stockout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdviceTest {

  private static final int DAYS = 428;
  private static final int WINDOWS = 4;

  /** Four like series, forecast right but for one unit of a hundred to alternate sides. */
  private static double usual(int day) {
    return 100 + day % 7;
  }

  private static double[] sales(int days, IntToDoubleFunction of) {
    return IntStream.range(0, days).mapToDouble(of).toArray();
  }

  private static Shop shop() {
    Shop shop = new Shop();
    for (String product : List.of("a", "b")) {
      for (String store : List.of("x", "y", "z")) {
        shop.and(product, store, sales(DAYS, AdviceTest::usual));
      }
    }
    return shop;
  }

  /** What a model says of a series on a day. */
  private interface Model {
    double forecast(int series, int day, int ahead);
  }

  private static Shop forecast(Shop shop, String name, Model model) {
    for (int w = 0; w < WINDOWS; w++) {
      int origin = shop.panel().lastDay() - 7 * (WINDOWS - w);
      double[] cells = new double[7 * shop.panel().seriesCount()];
      Arrays.setAll(cells, c -> model.forecast(c / 7, origin + c % 7 + 1, c % 7 + 1));
      shop.forecast(name, origin, 7, cells);
    }
    return shop;
  }

  private static double near(int series, int day) {
    return usual(day) + (day % 2 == 0 ? 1 : -1);
  }

  private static List<String> advice(Shop shop, TrainingFacts facts) {
    return Advisor.advise(shop.evaluate(), Level.PRODUCT_STORE_DAY, shop.panel(), facts).stream()
        .map(Advice::text)
        .toList();
  }

  private static List<String> advice(Model ensemble) {
    return advice(forecast(shop(), "ensemble", ensemble), facts());
  }

  private static TrainingFacts facts() {
    return facts(xgboost(curve(500, 320, 1, .5, .55)), lstm(curve(50, 20, 1, .5, .55)));
  }

  private static TrainingFacts facts(TrainingFacts.Xgboost xgboost, TrainingFacts.Lstm lstm) {
    return new TrainingFacts(365, 12_345, xgboost, lstm);
  }

  private static TrainingFacts.Xgboost xgboost(Curve curve) {
    return new TrainingFacts.Xgboost(curve, 8, .03);
  }

  private static TrainingFacts.Lstm lstm(Curve curve) {
    return new TrainingFacts.Lstm(curve, List.of(64), 0, 30);
  }

  /**
   * A training loss from {@code first} to {@code last} at the best round, and a stopping loss
   * there.
   */
  private static Curve curve(int max, int best, double first, double last, double stopping) {
    List<Double> training =
        IntStream.rangeClosed(1, best)
            .mapToObj(i -> best == 1 ? last : first + (last - first) * (i - 1) / (best - 1))
            .toList();
    List<Double> stop =
        IntStream.rangeClosed(1, best).mapToObj(i -> stopping + .001 * (best - i)).toList();
    return new Curve(training, stop, best, max);
  }

  /** A training loss that falls to .2, and a stopping loss that was .48 and is .5 in the end. */
  private static Curve risen(int max, int best) {
    Curve falling = curve(max, best, 1, .2, .48);
    List<Double> stopping = new ArrayList<>(Collections.nCopies(best - 1, .48));
    stopping.add(.5);
    return new Curve(falling.training(), stopping, best, max);
  }

  @Test
  void aGapAloneIsNoOverfit() {
    Shop shop = forecast(shop(), "ensemble", (s, day, ahead) -> near(s, day));
    Curve level = curve(500, 320, 1, .2, .5);
    assertThat(advice(shop, facts(xgboost(level), lstm(curve(50, 20, 1, .2, .5))))).isEmpty();
  }

  @Test
  void nothingIsSaidWhereNothingSpeaks() {
    assertThat(advice((s, day, ahead) -> near(s, day))).isEmpty();
  }

  @Test
  void missingStoreDaysAreCountedWithTheirWeekday() {
    Shop shop = shop();
    shop =
        forecast(
            shop.and("a", "sundays", sales(DAYS, d -> (d + 4) % 7 == 0 ? 0 : usual(d))),
            "ensemble",
            (s, day, ahead) -> s == 0 && (day + 4) % 7 == 0 ? 0 : near(s, day));
    assertThat(advice(shop, facts()))
        .singleElement()
        .asString()
        .startsWith(
            "61 of 1,712 store-days (3.6 %) have no recorded sale and no 'closed' event, 61 of them in store 'sundays', 100.0 % on a Sunday");
  }

  @Test
  void daysWithoutSalesOfAStoreThatSellsLittleAreNotMissing() {
    Shop shop = shop().and("a", "little", sales(DAYS, d -> (d + 4) % 7 == 0 ? 0 : 2));
    assertThat(
            advice(
                forecast(
                    shop,
                    "ensemble",
                    (s, day, ahead) -> shop.panel().storeId(s).equals("little") ? 2 : near(s, day)),
                facts()))
        .noneMatch(a -> a.contains("store-days"));
  }

  @Test
  void outliersAreNamed() {
    Shop shop = new Shop();
    for (String store : List.of("x", "y", "z")) {
      shop.and("a", store, sales(DAYS, d -> d == 200 && store.equals("y") ? 9999 : usual(d)));
    }
    assertThat(advice(forecast(shop, "ensemble", (s, day, ahead) -> near(s, day)), facts()))
        .singleElement()
        .asString()
        .startsWith(
            "Daily sales more than 10 standard deviations from what their series usually sells: 1; most of all 9999 of"
                + " product 'a' in store 'y' on 1970-07-20, where 103 is usual");
  }

  @Test
  void stockOutsOnTheDaysScoredAreTold() {
    int last = DAYS - 1;
    List<Stockout> stockouts =
        IntStream.range(0, 60).mapToObj(d -> new Stockout(0, d % 2, last - d / 2, 3)).toList();
    Shop shop = shop().covariates(new Covariates(null, null, null, null, stockouts, 0, 0, 0));
    // the last 28 days of two of the six series
    assertThat(advice(forecast(shop, "ensemble", (s, day, ahead) -> near(s, day)), facts()))
        .singleElement()
        .asString()
        .startsWith(
            "On 33.3 % of the product-store-days scored the product was out of stock for some hours");
  }

  @Test
  void aShortHistoryIsToldInDays() {
    Shop shop = Shop.with("a", "x", sales(228, AdviceTest::usual));
    assertThat(advice(forecast(shop, "ensemble", (s, day, ahead) -> near(s, day)), facts()))
        .singleElement()
        .asString()
        .startsWith(
            "There are 200 days of sales before the first day scored, 165 less than a year");
  }

  @Test
  void historyThatTrainingDidNotUseIsOffered() {
    TrainingFacts some = new TrainingFacts(120, 100, null, null);
    assertThat(advice(forecast(shop(), "ensemble", (s, day, ahead) -> near(s, day)), some))
        .containsExactly(
            "Training used 120 of the 400 days of sales before the first day scored: try --history-days 400.");
  }

  @Test
  void youngSeriesAreToldWhereTheyMakeTheError() {
    Shop shop = shop().from(DAYS - 60, "new", "x", sales(60, d -> usual(d + DAYS - 60)));
    assertThat(
            advice(
                forecast(
                    shop,
                    "ensemble",
                    (s, day, ahead) ->
                        s == 6 ? near(s, day) + (day % 2 == 0 ? 20 : -20) : near(s, day)),
                facts()))
        .anySatisfy(
            a ->
                assertThat(a)
                    .startsWith(
                        "1 of 7 series began less than 90 days before the first day scored; they make 77.8 %"));
  }

  @Test
  void overfitNamesTheShallowerDepthAndTheHigherDropout() {
    Shop shop = forecast(shop(), "ensemble", (s, day, ahead) -> near(s, day));
    List<String> advice = advice(shop, facts(xgboost(risen(500, 320)), lstm(risen(50, 20))));
    assertThat(advice).hasSize(2);
    assertThat(advice.get(0))
        .isEqualTo(
            "XGBoost overfits: at round 320 its loss is 0.500 on the stopping days, 2.5 times the 0.200 of the training"
                + " days (12,345 rows): try a depth of 6 instead of 8.");
    assertThat(advice.get(1))
        .contains("The LSTM overfits: at epoch 20", "--dropout 0.2 instead of 0.0");
  }

  @Test
  void aMemberThatWasStillLearningNeedsMoreRounds() {
    Shop shop = forecast(shop(), "ensemble", (s, day, ahead) -> near(s, day));
    List<String> advice =
        advice(shop, facts(xgboost(curve(500, 499, 1, .5, .55)), lstm(curve(50, 50, 1, .5, .55))));
    assertThat(advice).hasSize(2);
    assertThat(advice.get(0))
        .contains("it kept 499 of 500 rounds", "try 1000 trees, or a depth of 10 instead of 8");
    assertThat(advice.get(1)).contains("its best epoch is 50 of 50", "try 100 epochs");
  }

  @Test
  void aMemberWhoseLossWasLevelAtTheEndHasLearntEnough() {
    Shop shop = forecast(shop(), "ensemble", (s, day, ahead) -> near(s, day));
    List<Double> level = Collections.nCopies(500, .55);
    Curve curve = new Curve(Collections.nCopies(500, .5), level, 500, 500);
    assertThat(advice(shop, facts(xgboost(curve), lstm(curve(50, 20, 1, .5, .55))))).isEmpty();
  }

  @Test
  void underfitNamesLargerLayers() {
    Shop shop = forecast(shop(), "ensemble", (s, day, ahead) -> near(s, day));
    List<String> advice =
        advice(shop, facts(xgboost(curve(500, 31, 1, .5, .55)), lstm(curve(50, 9, 1, .97, 1))));
    assertThat(advice.get(0))
        .contains("XGBoost stopped early, it kept 31 of 500 rounds", "0.0100 instead of 0.0300");
    assertThat(advice.get(1))
        .contains("from 1.00 to 0.970 in 9 epochs: try --lstm-layers 128,64 instead of 64");
  }

  @Test
  void aMuchWorseMemberAndBetterWeightsAreTold() {
    Shop shop = forecast(shop(), "ensemble", (s, day, ahead) -> near(s, day));
    forecast(shop, "xgboost", (s, day, ahead) -> near(s, day));
    forecast(shop, "lstm", (s, day, ahead) -> usual(day) + (day % 2 == 0 ? 5 : -5));
    forecast(shop, "ensemble-fitted", (s, day, ahead) -> usual(day) + (day % 2 == 0 ? .5 : -.5));
    assertThat(advice(shop, facts()))
        .containsExactly(
            "The LSTM alone is at 4.9 % MAE, XGBoost at 1.0 %: one member is much worse, look at its learning curve first.",
            "With weights from the calibration days the ensemble is at 0.5 % MAE instead of 1.0 %: try --weights fitted.");
  }

  @Test
  void biasIsToldOverallByWeekdayAndByWindow() {
    assertThat(advice((s, day, ahead) -> 1.07 * usual(day)))
        .containsExactly(
            "The forecasts are 7.0 % too high, in 4 of 4 windows: sales moved away from the training days; train again up to the last day (--refit).");
    assertThat(advice((s, day, ahead) -> (day + 4) % 7 == 0 ? .8 * usual(day) : near(s, day)))
        .singleElement()
        .asString()
        .startsWith("Sundays are forecast 20.0 % too low (overall 2.9 % too low), with 14.");
    assertThat(advice((s, day, ahead) -> day > DAYS - 8 ? 1.16 * usual(day) : near(s, day)))
        .singleElement()
        .asString()
        .startsWith("The 7 days after 1971-02-25 are forecast 16.0 % too high")
        .endsWith("there is no events table; add one with holidays and closing days.");
  }

  @Test
  void aWeekdayThatSellsLittleIsNotJudged() {
    Shop shop = Shop.with("a", "x", sales(DAYS, d -> 10));
    forecast(shop, "ensemble", (s, day, ahead) -> (day + 4) % 7 == 0 ? 8 : 10);
    assertThat(advice(shop, facts()))
        .as("40 units on 4 Sundays")
        .noneMatch(a -> a.contains("Sundays"));
  }

  @Test
  void theWorstStoresAndProductsAreNamed() {
    assertThat(
            advice((s, day, ahead) -> usual(day) + (day % 2 == 0 ? 1 : -1) * (s % 3 == 2 ? 4 : 1)))
        .singleElement()
        .asString()
        .isEqualTo(
            "Stores that are much harder than the rest: 'z' 66.7 % of the error with 33.3 % of the sales. Look at their"
                + " sales for breaks, stock-outs and missing plans.");
  }

  @Test
  void errorsThatAreMostlyNoiseAreSaidToBeSo() {
    assertThat(advice((s, day, ahead) -> usual(day) + (day % 2 == 0 ? 9 : -9)))
        .singleElement()
        .asString()
        .startsWith("At product x store x day the noise floor is an MAE of 8.")
        .contains("is 9.00");
  }

  @Test
  void aPassedGateGivesNoAdvice() {
    Shop shop = forecast(shop(), "ensemble", (s, day, ahead) -> near(s, day));
    forecast(shop, "seasonal-naive", (s, day, ahead) -> usual(day) + 3);
    TrainingFacts overfit = facts(xgboost(risen(500, 320)), null);
    Verdict passed = Verdict.of(shop.evaluate(), Level.PRODUCT_STORE_DAY, shop.panel(), overfit);
    assertThat(passed.passed()).isTrue();
    assertThat(passed.advice()).isEmpty();
  }

  @Test
  void aMissedGateGivesTheAdvice() {
    Shop shop = forecast(shop(), "ensemble", (s, day, ahead) -> near(s, day));
    forecast(shop, "seasonal-naive", (s, day, ahead) -> usual(day));
    TrainingFacts overfit = facts(xgboost(risen(500, 320)), null);
    Verdict missed = Verdict.of(shop.evaluate(), Level.PRODUCT_STORE_DAY, shop.panel(), overfit);
    assertThat(missed.passed()).isFalse();
    assertThat(missed.advice()).extracting(Advice::topic).containsExactly(Advice.Topic.XGBOOST);
  }
}
