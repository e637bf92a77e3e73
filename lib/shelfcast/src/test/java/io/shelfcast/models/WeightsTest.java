package io.shelfcast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WeightsTest {

  private static final float[] ACTUAL = {10, 20, 30, 40};

  @Test
  void aMemberThatFailsIsNotTrusted() {
    float[] failed = {0, 0, 0, 0};
    assertThat(Weights.fit(failed, ACTUAL, ACTUAL, 28, Weights.Kind.FITTED).fitted())
        .isLessThan(.13);
    assertThat(Weights.fit(ACTUAL, failed, ACTUAL, 28, Weights.Kind.FITTED).fitted())
        .isGreaterThan(.75);
  }

  @Test
  void fewDaysOfCalibrationLeaveTheFixedWeight() {
    float[] failed = {0, 0, 0, 0};
    assertThat(Weights.fit(failed, ACTUAL, ACTUAL, 0, Weights.Kind.FITTED).fitted()).isEqualTo(.35);
  }

  @Test
  void fixedIsTheWorkflowsBlend() {
    Weights weights = new Weights(.35, .5, Weights.Kind.FIXED);
    assertThat(weights.blend(Weights.Kind.FIXED, new float[] {10}, new float[] {20})[0])
        .isCloseTo(16.5f, within(1e-5f));
    assertThat(weights.blend(Weights.Kind.FITTED, new float[] {10}, new float[] {20})[0])
        .isCloseTo(15f, within(1e-5f));
  }
}
