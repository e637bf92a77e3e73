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
    float[] near = {11, 21, 31, 41};
    float[] nearer = {10.9f, 20.9f, 30.9f, 40.9f};
    assertThat(Weights.fit(near, nearer, ACTUAL, 0, Weights.Kind.FITTED).fitted()).isEqualTo(.35);
    assertThat(Weights.fit(near, nearer, ACTUAL, 28, Weights.Kind.FITTED).fitted()).isLessThan(.2);
  }

  @Test
  void aTieKeepsTheFixedWeight() {
    assertThat(Weights.fit(ACTUAL, ACTUAL, ACTUAL, 28, Weights.Kind.FITTED).fitted())
        .isEqualTo(.35);
    assertThat(
            Weights.fit(new float[0], new float[0], new float[0], 28, Weights.Kind.FITTED).fitted())
        .isEqualTo(.35);
  }

  @Test
  void aMemberThatIsNoNumberHasNoWeight() {
    float[] broken = {Float.NaN, 20, 30, 40};
    assertThat(Weights.fit(broken, ACTUAL, ACTUAL, 28, Weights.Kind.FITTED).fitted()).isZero();
    assertThat(Weights.fit(ACTUAL, broken, ACTUAL, 28, Weights.Kind.FITTED).fitted()).isEqualTo(1);
  }

  @Test
  void daysThatAreNoLessonDoNotCount() {
    float[] lstm = {10, 20, 30, 99};
    float[] lesson = {10, 20, 30, Float.NaN};
    float[] xgboost = {12, 22, 32, 40};
    assertThat(Weights.fit(lstm, xgboost, lesson, 28, Weights.Kind.FITTED).fitted()).isEqualTo(1);
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
