package io.shelfcast.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradedMetricTest {

  @ParameterizedTest
  @CsvSource({
    "MAE_PCT, .0999, TARGET", "MAE_PCT, .10, ACCEPTABLE", "MAE_PCT, .15, ACCEPTABLE",
        "MAE_PCT, .1501, UNACCEPTABLE",
    "MAPE, .1499, TARGET", "MAPE, .15, ACCEPTABLE", "MAPE, .20, ACCEPTABLE",
        "MAPE, .2001, UNACCEPTABLE",
    "COVERAGE, .8001, TARGET", "COVERAGE, .80, ACCEPTABLE", "COVERAGE, .70, ACCEPTABLE",
        "COVERAGE, .6999, UNACCEPTABLE",
    "BIAS, .03, TARGET", "BIAS, .0301, ACCEPTABLE", "BIAS, .05, ACCEPTABLE",
        "BIAS, .0501, UNACCEPTABLE",
    "BIAS, -.03, TARGET", "BIAS, -.0301, ACCEPTABLE", "BIAS, -.05, ACCEPTABLE",
        "BIAS, -.0501, UNACCEPTABLE",
    "MAE_PCT, NaN, UNDEFINED", "COVERAGE, NaN, UNDEFINED"
  })
  void boundariesFallAsTheTargetsTableSays(GradedMetric metric, double value, Grade grade) {
    assertThat(metric.grade(value)).isEqualTo(grade);
  }

  @Test
  void lessBiasIsBetterWhateverItsSign() {
    assertThat(GradedMetric.BIAS.better(-.02, .03)).isTrue();
    assertThat(GradedMetric.BIAS.better(.02, -.01)).isFalse();
    assertThat(GradedMetric.COVERAGE.better(.6, .5)).isTrue();
    assertThat(GradedMetric.MAPE.better(.6, .5)).isFalse();
    assertThat(GradedMetric.MAPE.better(.5, Double.NaN)).isFalse();
  }
}
