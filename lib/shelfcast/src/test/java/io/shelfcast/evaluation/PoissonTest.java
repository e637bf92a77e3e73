package io.shelfcast.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonTest {

  @Test
  void logFactorialAgreesWithTheSumOfLogarithms() {
    double sum = 0;
    for (int k = 1; k <= 200; k++) {
      sum += Math.log(k);
      assertThat(Poisson.logFactorial(k)).isCloseTo(sum, within(1e-10));
    }
  }

  @Test
  void meanAbsoluteErrorFollowsByHandForSmallMeans() {
    // mean 1: sum |k - 1| p(k) = p(0) + (E(Y) - 1 + p(0)) = 2/e
    assertThat(Poisson.meanAbsoluteError(1)).isCloseTo(2 / Math.E, within(1e-12));
    assertThat(Poisson.meanAbsoluteError(.5)).isCloseTo(2 * .5 * Math.exp(-.5), within(1e-12));
    assertThat(Poisson.meanAbsoluteError(0)).isZero();
  }

  @Test
  void meanAbsoluteErrorApproachesTheNormalOneForLargeMeans() {
    assertThat(Poisson.meanAbsoluteError(1e6) / Math.sqrt(1e6 * 2 / Math.PI))
        .isCloseTo(1, within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(doubles = {.07, .8, 3.2, 20, 75.5})
  void floorAgreesWithSimulatedSales(double mean) {
    int draws = 200_000;
    SplittableRandom random = new SplittableRandom(7);
    double[] actual = DoubleStream.generate(() -> draw(mean, random)).limit(draws).toArray();
    double[] forecast = DoubleStream.generate(() -> mean).limit(draws).toArray();
    PointScores simulated = PointScores.of(actual, forecast);
    NoiseFloor floor = NoiseFloor.of(Level.PRODUCT_STORE_DAY, new double[] {mean});

    // 200,000 draws: five standard errors of each score are below the tolerances
    assertThat(floor.mae()).isCloseTo(simulated.mae(), within(.012 * Math.sqrt(mean)));
    assertThat(floor.wape())
        .isCloseTo(simulated.wape(), within(.012 / Math.sqrt(mean) + .012 * floor.wape()));
    assertThat(floor.mape()).isCloseTo(simulated.mape(), within(.012));
    assertThat(floor.coverage()).isCloseTo(simulated.coverage(), within(.006));
  }

  /** Counts arrivals in a unit of time. */
  private static double draw(double mean, SplittableRandom random) {
    int count = -1;
    for (double time = 0; time < mean; count++) {
      time -= Math.log(1 - random.nextDouble());
    }
    return count;
  }

  @Test
  void floorOfSeveralCellsIsTheRatioOfTheirSums() {
    NoiseFloor floor = NoiseFloor.of(Level.TOTAL_DAY, new double[] {1, 4});
    double absolute = Poisson.meanAbsoluteError(1) + Poisson.meanAbsoluteError(4);
    assertThat(floor.mae()).isCloseTo(absolute / 2, within(1e-12));
    assertThat(floor.wape()).isCloseTo(absolute / 5, within(1e-12));
    assertThat(floor.bias()).isCloseTo(Poisson.meanAbsoluteError(5) / 5, within(1e-12));
  }

  @Test
  void forecastsBelowZeroAndClosedDaysAddNoNoise() {
    NoiseFloor floor = NoiseFloor.of(Level.TOTAL_DAY, new double[] {0, -2, 4});
    assertThat(floor.wape())
        .isCloseTo(NoiseFloor.of(Level.TOTAL_DAY, new double[] {4}).wape(), within(1e-12));
    assertThat(NoiseFloor.of(Level.TOTAL_DAY, new double[] {0}).wape()).isNaN();
  }
}
