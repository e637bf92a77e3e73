package io.shelfcast.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  /** Sales of 10 a day for 60 days after the origin, two models with errors drawn at random. */
  private static Evaluation evaluation(double error, double otherError, int days) {
    SplittableRandom random = new SplittableRandom(3);
    double[] sales = new double[days + 1];
    double[] own = new double[days];
    double[] other = new double[days];
    Arrays.fill(sales, 10);
    Arrays.setAll(own, d -> 10 + 2 * error * random.nextDouble());
    Arrays.setAll(other, d -> 10 + 2 * otherError * random.nextDouble());
    return Shop.with("a", "x", sales)
        .forecast("new", 0, days, own)
        .forecast("old", 0, days, other)
        .evaluate();
  }

  @Test
  void meanIsTheDifferenceOfTheModelsMae() {
    Evaluation evaluation = evaluation(1, 2, 60);
    Difference difference = Difference.of(evaluation, "new", "old", 1);
    double mae = evaluation.scores("new", Level.PRODUCT_STORE_DAY).mae();
    double other = evaluation.scores("old", Level.PRODUCT_STORE_DAY).mae();
    assertThat(difference.mean()).isCloseTo(mae - other, within(1e-9));
    assertThat(difference.low()).isLessThan(difference.mean());
    assertThat(difference.high()).isGreaterThan(difference.mean());
  }

  @Test
  void aClearDifferenceIsToldFromChance() {
    assertThat(Difference.of(evaluation(1, 2, 60), "new", "old", 1).better()).isTrue();
    assertThat(Difference.of(evaluation(1, 2, 60), "old", "new", 1).worse()).isTrue();
    Difference same = Difference.of(evaluation(1, 1, 60), "new", "old", 1);
    assertThat(same.better() || same.worse()).isFalse();
  }

  @Test
  void theIntervalIsAsWideAsThatOfIndependentDays() {
    // |error| is uniform on 0..2 for both: the difference of two such has variance 2/3, its mean
    // over 60 days 2/180
    Difference difference = Difference.of(evaluation(1, 1, 60), "new", "old", 1, 4000, 1);
    assertThat(difference.high() - difference.low())
        .isCloseTo(2 * 1.96 * Math.sqrt(2 / 180.), within(.1));
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    Evaluation evaluation = evaluation(1, 1.2, 60);
    assertThat(Difference.of(evaluation, "new", "old", 5))
        .isEqualTo(Difference.of(evaluation, "new", "old", 5));
    assertThat(Difference.of(evaluation, "new", "old", 5).low())
        .isNotEqualTo(Difference.of(evaluation, "new", "old", 6).low());
  }

  @Test
  void tooFewDatesGiveNoInterval() {
    Difference difference = Difference.of(evaluation(1, 2, 20), "new", "old", 1);
    assertThat(difference.low()).isNaN();
    assertThat(difference.better()).isFalse();
    assertThat(difference.mean()).isNegative();
  }

  @Test
  void anUnknownModelIsNamed() {
    assertThatThrownBy(() -> Difference.of(evaluation(1, 2, 30), "new", "nwe", 1))
        .hasMessage("Model 'nwe' was not evaluated; there are new, old");
  }
}
