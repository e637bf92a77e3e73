package io.shelfcast.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StabilityIndexTest {

  @Test
  void sameValuesHaveAnIndexOfZero() {
    float[] values = random(500, 0);
    assertThat(new StabilityIndex(values).of(values)).isEqualTo(0);
  }

  @Test
  void indexIsTheSumOverBinsWorkedOutByHand() {
    // bins: below 0; 0; 1; above 1; missing. Half a count is added to each of the five.
    float[] reference = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1};
    float[] sample = {0, 0, 1, 1, 1, 1, 1, 1, 1, Float.NaN};
    double n = 10 + 2.5;
    double[] r = {.5 / n, 6.5 / n, 4.5 / n, .5 / n, .5 / n};
    double[] q = {.5 / n, 2.5 / n, 7.5 / n, .5 / n, 1.5 / n};
    double expected = 0;
    for (int b = 0; b < r.length; b++) {
      expected += (q[b] - r[b]) * Math.log(q[b] / r[b]);
    }

    assertThat(new StabilityIndex(reference).of(sample)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void valuesThatGoMissingAreDrift() {
    float[] missing = new float[200];
    java.util.Arrays.fill(missing, Float.NaN);
    StabilityIndex index = new StabilityIndex(random(500, 0));

    assertThat(index.of(missing)).isGreaterThan(5).isFinite();
    assertThat(new StabilityIndex(missing).of(missing)).isEqualTo(0);
    assertThat(new StabilityIndex(missing).of(random(200, 0))).isGreaterThan(5).isFinite();
  }

  @Test
  void aConstantThatChangesIsDriftUpAndDown() {
    StabilityIndex index = new StabilityIndex(constant(1));

    assertThat(index.of(constant(1))).isEqualTo(0);
    assertThat(index.of(constant(0))).isGreaterThan(5);
    assertThat(index.of(constant(2))).isGreaterThan(5);
  }

  @Test
  void shiftsOfTenthsAndOfAWholeDeviationAreToldApart() {
    StabilityIndex index = new StabilityIndex(random(20_000, 0));

    assertThat(index.of(random(5_000, .02))).isLessThan(.02);
    assertThat(index.of(random(5_000, 1))).isGreaterThan(.5);
  }

  @Test
  void noRowsGiveNoNumber() {
    assertThat(new StabilityIndex(random(10, 0)).of(new float[0])).isNaN();
    assertThat(new StabilityIndex(new float[0]).of(random(10, 0))).isNaN();
  }

  private static float[] constant(float value) {
    float[] values = new float[100];
    java.util.Arrays.fill(values, value);
    return values;
  }

  private static float[] random(int n, double shift) {
    Random random = new Random(3);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (random.nextGaussian() + shift);
    }
    return values;
  }
}
