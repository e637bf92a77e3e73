package io.shelfcast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalsTest {

  private static final float NaN = Float.NaN;

  private static float[] unknown(int n) {
    float[] scatter = new float[n];
    Arrays.fill(scatter, NaN);
    return scatter;
  }

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
    return new Intervals.Cells(mean, actual, ahead, unknown(n));
  }

  @Test
  void coverTheirShareOfNewCells() {
    Intervals intervals = Intervals.of(cells(20_000, 1, .5), 7);
    Intervals.Cells fresh = cells(20_000, 2, .5);
    int[] below = new int[3];
    float[] q = new float[3];
    for (int c = 0; c < fresh.mean().length; c++) {
      intervals.quantiles(fresh.mean()[c], fresh.ahead()[c], NaN, q);
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
      intervals.quantiles(mean, 2, NaN, q);
      assertThat(q[1]).isEqualTo(mean);
    }
  }

  @Test
  void theMedianOfSlowSellersIsBelowTheirMean() {
    int n = 4_000;
    Intervals.Cells cells = new Intervals.Cells(new float[n], new float[n], new int[n], unknown(n));
    for (int c = 0; c < n; c++) {
      cells.mean()[c] = .25f;
      cells.actual()[c] = c % 4 == 0 ? 1 : 0;
      cells.ahead()[c] = 1 + c % 7;
    }
    float[] q = new float[3];
    Intervals.of(cells, 7).quantiles(.25f, 2, NaN, q);
    assertThat(q[1]).isCloseTo(0, within(1e-6f));
  }

  @Test
  void widenWithDaysAhead() {
    Intervals intervals = Intervals.of(cells(20_000, 1, .5), 7);
    float[] near = new float[3];
    float[] far = new float[3];
    intervals.quantiles(50, 1, NaN, near);
    intervals.quantiles(50, 7, NaN, far);
    assertThat(far[2] - far[0]).isGreaterThan(1.5f * (near[2] - near[0]));
  }

  @Test
  void areWiderForSeriesThatScatterMore() {
    // A third of the series scatter as their sizes say, a third half and a third twice as much.
    Intervals.Cells of = scattering(30_000, 1);
    Intervals intervals = Intervals.of(of, 7);
    assertThat(intervals.usualScatter()).isEqualTo(1);
    Intervals.Cells fresh = scattering(30_000, 2);
    assertThat(inside(intervals, fresh, .5f)).isBetween(.9, .99);
    assertThat(inside(intervals, fresh, 2)).isBetween(.55, .7);
    float[] all = fresh.scatter();
    Arrays.fill(all, NaN);
    assertThat(inside(intervals, fresh, NaN)).isBetween(.75, .85);
    float[] narrow = new float[3];
    float[] wide = new float[3];
    intervals.quantiles(50, 2, .5f, narrow);
    intervals.quantiles(50, 2, 2, wide);
    assertThat((wide[2] - 50) / (narrow[2] - 50)).isCloseTo((float) Math.cbrt(4), within(1e-4f));
    intervals.quantiles(50, 2, 1e9f, wide);
    intervals.quantiles(50, 2, 3, narrow);
    assertThat(wide).containsExactly(narrow);
  }

  private static Intervals.Cells scattering(int n, long seed) {
    Random random = new Random(seed);
    Intervals.Cells cells = cells(n, seed, 0);
    for (int c = 0; c < n; c++) {
      cells.scatter()[c] = new float[] {.5f, 1, 2}[c % 3];
      double spread = cells.scatter()[c] * Math.sqrt(cells.mean()[c]);
      cells.actual()[c] = cells.mean()[c] + (float) (spread * random.nextGaussian());
    }
    return cells;
  }

  /** Share between p10 and p90 of the cells of a scatter. */
  private static double inside(Intervals intervals, Intervals.Cells cells, float scatter) {
    float[] q = new float[3];
    int inside = 0;
    int all = 0;
    for (int c = 0; c < cells.mean().length; c++) {
      if (Float.compare(cells.scatter()[c], scatter) == 0) {
        intervals.quantiles(cells.mean()[c], cells.ahead()[c], scatter, q);
        inside += cells.actual()[c] >= q[0] && cells.actual()[c] <= q[2] ? 1 : 0;
        all++;
      }
    }
    return (double) inside / all;
  }

  @Test
  void areOrderedAndNeverNegativeHoweverFewTheCells() {
    for (int n : new int[] {0, 1, 5, 40}) {
      Intervals intervals = Intervals.of(cells(n, 3, 3), 7);
      float[] q = new float[3];
      for (float mean : new float[] {0, .01f, 1, 1e6f}) {
        intervals.quantiles(mean, 4, NaN, q);
        assertThat(q[0]).isNotNegative().isLessThanOrEqualTo(q[1]);
        assertThat(q[1]).isLessThanOrEqualTo(q[2]);
      }
    }
  }
}
