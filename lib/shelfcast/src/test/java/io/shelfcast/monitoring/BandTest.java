package io.shelfcast.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BandTest {

  private static final double[] PAST = {.10, .12, .14, .16, .18};

  @Test
  void bandIsMeanPlusAndMinusThreeDeviations() {
    Band band = Band.of(Measure.ERROR, PAST, false);

    // deviations -.04, -.02, 0, .02, .04: variance .004 / 4
    assertThat(band.mean()).isCloseTo(.14, within(1e-12));
    assertThat(band.deviation()).isCloseTo(Math.sqrt(.001), within(1e-12));
    assertThat(band.low()).isCloseTo(.14 - 3 * Math.sqrt(.001), within(1e-12));
    assertThat(band.high()).isCloseTo(.14 + 3 * Math.sqrt(.001), within(1e-12));
  }

  @Test
  void onlyTheBadSideAlarms() {
    Band error = Band.of(Measure.ERROR, PAST, false);
    assertThat(error.alarms(.30)).isTrue();
    assertThat(error.alarms(.01)).isFalse();
    assertThat(error.alarms(Double.NaN)).isFalse();

    Band coverage = Band.of(Measure.COVERAGE, PAST, false);
    assertThat(coverage.alarms(.30)).isFalse();
    assertThat(coverage.alarms(.01)).isTrue();

    Band bias = Band.of(Measure.BIAS, PAST, false);
    assertThat(bias.alarms(.30)).isTrue();
    assertThat(bias.alarms(.01)).isTrue();
  }

  @Test
  void aBandEndsWhereTheMeasureDoes() {
    double[] wide = {.01, .02, .4};

    assertThat(Band.of(Measure.ZEROS, wide, false).low()).isZero();
    assertThat(Band.of(Measure.INSIDE, new double[] {.5, .99, .95}, false).high()).isEqualTo(1);
    assertThat(Band.of(Measure.ERROR, wide, false).low()).isZero();
    assertThat(Band.of(Measure.ERROR, new double[] {.5, .9, 1.9}, false).high()).isGreaterThan(2);
    assertThat(Band.of(Measure.SKILL, new double[] {-2, .1, .9}, false).low()).isLessThan(-1);
  }

  @Test
  void whatNeverChangedAlarmsOnceItDoes() {
    Band gaps = Band.of(Measure.GAPS, new double[] {.1 + .2, .3, .1 + .2, .3}, false);
    assertThat(gaps.alarms(.1 + .2)).isFalse();
    assertThat(gaps.alarms(.31)).isTrue();
  }
}
