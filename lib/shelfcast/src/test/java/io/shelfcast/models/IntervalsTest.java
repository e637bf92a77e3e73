package io.shelfcast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalsTest {

  private static Intervals.Cells cells(int n, long seed, double spread) {
    Random random = new Random(seed);
    float[] mean = new float[n];
    float[] actual = new float[n];
    int[] ahead = new int[n];
    for (int c = 0; c < n; c++) {
      mean[c] = (float) Math.exp(5 * random.nextDouble());
      ahead[c] = 1 + c % 7;
      double wide = ahead[c] > 3 ? 2 : 1;
      actual[c] =
          (float) Math.max(0, mean[c] + wide * spread * Math.sqrt(mean[c]) * random.nextGaussian());
    }
    return new Intervals.Cells(mean, actual, ahead);
  }

  @Test
  void coverTheirShareOfNewCells() {
    Intervals intervals = Intervals.of(cells(20_000, 1, .5), 7);
    Intervals.Cells fresh = cells(20_000, 2, .5);
    int[] below = new int[3];
    float[] q = new float[3];
    for (int c = 0; c < fresh.mean().length; c++) {
      intervals.quantiles(fresh.mean()[c], fresh.ahead()[c], q);
      for (int k = 0; k < 3; k++) {
        below[k] += fresh.actual()[c] < q[k] ? 1 : 0;
      }
    }
    assertThat(below[0] / 20_000.).isCloseTo(.1, within(.015));
    assertThat(below[1] / 20_000.).isCloseTo(.5, within(.02));
    assertThat(below[2] / 20_000.).isCloseTo(.9, within(.015));
  }

  @Test
  void theMedianIsThePointForecastWhereErrorsHaveNoSkew() {
    Intervals.Cells cells = cells(20_000, 1, .5);
    for (int c = 0; c < cells.mean().length; c++) {
      cells.actual()[c] += .3f * (float) Math.sqrt(cells.mean()[c]); // a bias is no skew
    }
    Intervals intervals = Intervals.of(cells, 7);
    float[] q = new float[3];
    for (float mean : new float[] {20, 60, 140}) {
      intervals.quantiles(mean, 2, q);
      assertThat(q[1]).isEqualTo(mean);
    }
  }

  @Test
  void theMedianOfSlowSellersIsBelowTheirMean() {
    int n = 4_000;
    Intervals.Cells cells = new Intervals.Cells(new float[n], new float[n], new int[n]);
    for (int c = 0; c < n; c++) {
      cells.mean()[c] = .25f;
      cells.actual()[c] = c % 4 == 0 ? 1 : 0;
      cells.ahead()[c] = 1 + c % 7;
    }
    float[] q = new float[3];
    Intervals.of(cells, 7).quantiles(.25f, 2, q);
    assertThat(q[1]).isCloseTo(0, within(1e-6f));
  }

  @Test
  void widenWithDaysAhead() {
    Intervals intervals = Intervals.of(cells(20_000, 1, .5), 7);
    float[] near = new float[3];
    float[] far = new float[3];
    intervals.quantiles(50, 1, near);
    intervals.quantiles(50, 7, far);
    assertThat(far[2] - far[0]).isGreaterThan(1.5f * (near[2] - near[0]));
  }

  @Test
  void areOrderedAndNeverNegativeHoweverFewTheCells() {
    for (int n : new int[] {0, 1, 5, 40}) {
      Intervals intervals = Intervals.of(cells(n, 3, 3), 7);
      float[] q = new float[3];
      for (float mean : new float[] {0, .01f, 1, 1e6f}) {
        intervals.quantiles(mean, 4, q);
        assertThat(q[0]).isNotNegative().isLessThanOrEqualTo(q[1]);
        assertThat(q[1]).isLessThanOrEqualTo(q[2]);
      }
    }
  }
}
