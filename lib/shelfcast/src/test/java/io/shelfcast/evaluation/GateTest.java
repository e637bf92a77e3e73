package io.shelfcast.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.evaluation.Gate.Check;
import io.shelfcast.evaluation.Gate.Rule;
import org.junit.jupiter.api.Test;

class GateTest {

  private static final Level DAY = Level.PRODUCT_STORE_DAY;

  /** 100, then 200 a day: Poisson noise is small. The baseline says 150. */
  private static Evaluation plenty(double first, double second) {
    return Shop.with("a", "x", 100, 100, 100, 200)
        .forecast("ensemble", 1, 2, first, second)
        .forecast("seasonal-naive", 1, 2, 150, 150)
        .evaluate();
  }

  /**
   * 2, then 2 a day: the floor of MAE %, MAPE and coverage is past their limits. The baseline says
   * 3 and 1.
   */
  private static Evaluation few(double first, double second) {
    return Shop.with("a", "x", 2, 2, 2, 2)
        .forecast("ensemble", 1, 2, first, second)
        .forecast("seasonal-naive", 1, 2, 3, 1)
        .evaluate();
  }

  @Test
  void passesWhereAllMetricsAreAcceptableAndMaeBeatsTheBaseline() {
    Gate gate = Gate.of(plenty(105, 205), DAY);
    assertThat(gate.passed()).isTrue();
    assertThat(gate.checks())
        .extracting(Check::what)
        .containsExactly("MAE %", "MAPE", "coverage", "bias", "MAE");
    assertThat(gate.checks().get(0))
        .isEqualTo(
            new Check(
                "MAE %", Rule.LIMIT, 10 / 300., .15, true, "MAE % 3.3 %, the limit is 15.0 %."));
    assertThat(gate.checks().get(4).sentence())
        .isEqualTo("MAE 5.00 is below 50.0 of seasonal-naive.");
  }

  @Test
  void oneMetricPastItsLimitIsEnoughToMiss() {
    Gate gate = Gate.of(plenty(112, 212), DAY); // MAE 8 %, MAPE 9 %, covered, but 8 % too high
    assertThat(gate.passed()).isFalse();
    assertThat(gate.checks())
        .filteredOn(c -> !c.passed())
        .extracting(Check::sentence)
        .containsExactly("bias 8.0 %, past the limit of +-5.0 %.");
  }

  @Test
  void aBaselineThatIsAsGoodIsEnoughToMiss() {
    Evaluation evaluation =
        Shop.with("a", "x", 100, 100, 100, 200)
            .forecast("ensemble", 1, 2, 101, 201)
            .forecast("seasonal-naive", 1, 2, 99, 199)
            .evaluate();
    Gate gate = Gate.of(evaluation, DAY);
    assertThat(gate.passed()).isFalse();
    assertThat(gate.checks())
        .filteredOn(c -> !c.passed())
        .extracting(Check::sentence)
        .containsExactly("MAE 1.00 is not below 1.00 of seasonal-naive.");
  }

  @Test
  void skillReplacesALimitThatTheNoiseFloorAloneIsPast() {
    Evaluation evaluation = few(2.5, 1.5);
    assertThat(evaluation.noiseFloor(DAY).wape()).isGreaterThan(.15);
    Gate gate = Gate.of(evaluation, DAY);
    Check mae = gate.checks().get(0);
    assertThat(mae.rule()).isEqualTo(Rule.SKILL);
    assertThat(mae.value()).as("past the limit of 15 %").isEqualTo(.25);
    assertThat(mae.limit()).as("of the baseline").isEqualTo(.5);
    assertThat(mae.passed()).isTrue();
    assertThat(mae.sentence())
        .contains(
            "25.0 % is better than 50.0 % of seasonal-naive",
            "noise floor", "past the limit of 15.0 %");
  }

  @Test
  void aTieIsEnoughPastTheNoiseFloorButTheMaeMustBeLower() {
    Gate gate = Gate.of(few(3, 1), DAY);
    assertThat(gate.checks().get(0).rule()).isEqualTo(Rule.SKILL);
    assertThat(gate.checks().get(0).passed()).isTrue();
    assertThat(gate.checks().get(0).sentence()).contains("is as good as 50.0 % of seasonal-naive");
    assertThat(gate.passed()).as("no lower MAE").isFalse();
  }

  @Test
  void skillIsMissedWhereTheBaselineIsBetter() {
    Gate gate = Gate.of(few(3.5, .5), DAY);
    assertThat(gate.checks().get(0).passed()).isFalse();
    assertThat(gate.checks().get(0).sentence()).contains("is worse than 50.0 % of seasonal-naive");
  }

  @Test
  void theLimitIsEnoughWhereverTheNoiseFloorIs() {
    Evaluation evaluation =
        Shop.with("a", "x", 2, 2, 2, 2)
            .forecast("ensemble", 1, 2, 2.1, 1.9)
            .forecast("seasonal-naive", 1, 2, 2, 2)
            .evaluate();
    Check mae = Gate.of(evaluation, DAY).checks().get(0);
    assertThat(evaluation.noiseFloor(DAY).wape()).isGreaterThan(.15);
    assertThat(mae.passed()).as("5 %, though the baseline has 0 %").isTrue();
    assertThat(mae.rule()).isEqualTo(Rule.LIMIT);
  }

  @Test
  void limitsHoldWhereThereIsNoFloor() {
    Evaluation kilograms =
        Shop.with("a", "x", 2.5, 2, 2, 2)
            .forecast("ensemble", 1, 2, 2.5, 1.5)
            .forecast("seasonal-naive", 1, 2, 3, 1)
            .evaluate();
    Gate gate = Gate.of(kilograms, DAY);
    assertThat(gate.checks().get(0).rule()).isEqualTo(Rule.LIMIT);
    assertThat(gate.checks().get(0).passed()).isFalse();
  }

  @Test
  void withoutSalesNothingIsPassed() {
    Evaluation none =
        Shop.with("a", "x", 2, 2, 0, 0)
            .forecast("ensemble", 1, 2, 0, 0)
            .forecast("seasonal-naive", 1, 2, 1, 1)
            .evaluate();
    Gate gate = Gate.of(none, DAY);
    assertThat(gate.passed()).isFalse();
    assertThat(gate.checks().get(0).sentence())
        .isEqualTo("MAE % n/a is not defined: nothing was sold in the cells scored.");
  }

  @Test
  void withoutABaselineNothingIsPassed() {
    Evaluation alone = Shop.with("a", "x", 2, 2).forecast("ensemble", 0, 1, 2).evaluate();
    assertThat(Gate.of(alone, DAY).passed()).isFalse();
    assertThat(Gate.of(alone, DAY).checks().get(0).sentence())
        .isEqualTo("Model 'seasonal-naive' was not evaluated.");
  }
}
