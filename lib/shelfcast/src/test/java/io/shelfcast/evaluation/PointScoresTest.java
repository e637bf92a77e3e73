package io.shelfcast.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PointScoresTest {

  private static final org.assertj.core.data.Offset<Double> EXACT = within(1e-12);

  /** Errors 2, -5, 0, 3 on sales of 10, 20, 5, 0: sum of sizes 10, of signs 0, sales 35. */
  private final PointScores scores =
      PointScores.of(new double[] {10, 20, 5, 0}, new double[] {12, 15, 5, 3});

  @Test
  void maeIsTheMeanSizeOfErrors() {
    assertThat(scores.mae()).isCloseTo(2.5, EXACT);
    assertThat(scores.cells()).isEqualTo(4);
    assertThat(scores.absoluteError()).isCloseTo(10, EXACT);
  }

  @Test
  void maePercentIsTheSumOfErrorsOverTheSumOfSales() {
    assertThat(scores.wape()).isCloseTo(10 / 35., EXACT);
  }

  @Test
  void mapeLeavesDaysWithoutSalesOutAndCountsThem() {
    assertThat(scores.mape()).isCloseTo((.2 + .25 + 0) / 3, EXACT);
    assertThat(scores.mapeLeftOut()).isEqualTo(1);
  }

  @Test
  void coverageIsTheShareWithinFifteenPercentOfSales() {
    assertThat(scores.coverage()).isCloseTo(1 / 3., EXACT);
  }

  @Test
  void anErrorOfExactlyFifteenPercentIsCovered() {
    assertThat(PointScores.of(new double[] {20, 20}, new double[] {17, 23}).coverage())
        .isEqualTo(1);
    assertThat(PointScores.of(new double[] {20, 20}, new double[] {16.9, 23.1}).coverage())
        .isZero();
  }

  @Test
  void biasIsSigned() {
    assertThat(scores.bias()).isCloseTo(0, EXACT);
    assertThat(PointScores.of(new double[] {10, 10}, new double[] {13, 9}).bias())
        .isCloseTo(.1, EXACT);
    assertThat(PointScores.of(new double[] {10, 10}, new double[] {7, 11}).bias())
        .isCloseTo(-.1, EXACT);
  }

  @Test
  void percentagesAreNotDefinedWhereNothingWasSold() {
    PointScores none = PointScores.of(new double[] {0, 0}, new double[] {1, 2});
    assertThat(none.mae()).isEqualTo(1.5);
    assertThat(none.wape()).isNaN();
    assertThat(none.mape()).isNaN();
    assertThat(none.coverage()).isNaN();
    assertThat(none.bias()).isNaN();
    assertThat(none.mapeLeftOut()).isEqualTo(2);
  }

  @Test
  void oneRowIsEnough() {
    PointScores one = PointScores.of(new double[] {4}, new double[] {3});
    assertThat(one.mae()).isEqualTo(1);
    assertThat(one.wape()).isEqualTo(.25);
    assertThat(one.mape()).isEqualTo(.25);
    assertThat(one.coverage()).isZero();
    assertThat(one.bias()).isEqualTo(-.25);
  }

  @Test
  void noRowGivesNoScore() {
    assertThat(PointScores.of(new double[0], new double[0]).mae()).isNaN();
  }

  @Test
  void columnsOfDifferentLengthAreRefused() {
    assertThatThrownBy(() -> PointScores.of(new double[2], new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid cells: 2 sales and 3 forecasts");
  }

  @Test
  void pinballLossWeighsMissesByTheQuantile() {
    assertThat(IntervalScores.pinball(.1, 10, 4)).isCloseTo(.6, EXACT);
    assertThat(IntervalScores.pinball(.1, 4, 10)).isCloseTo(5.4, EXACT);
    assertThat(IntervalScores.pinball(.9, 10, 4)).isCloseTo(5.4, EXACT);
    assertThat(IntervalScores.pinball(.5, 10, 4)).isCloseTo(3, EXACT);
    assertThat(IntervalScores.pinball(.9, 7, 7)).isZero();
  }
}
