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
  void fixedIsTheWorkflowsSum() {
    Weights weights = new Weights(.35, .5, 1, Weights.Kind.FIXED);
    assertThat(weights.blend(Weights.Kind.FIXED, new float[] {10}, new float[] {20})[0])
        .isCloseTo(16.5f, within(1e-5f));
  }

  @Test
  void fittedIsAGeometricMeanAtTheSumsLevel() {
    Weights weights = new Weights(.35, .5, 1.1, Weights.Kind.FITTED);
    assertThat(weights.blend(Weights.Kind.FITTED, new float[] {10}, new float[] {40})[0])
        .isCloseTo(22f, within(1e-4f));

    float[] lstm = {8, 22, 30, 43};
    float[] xgboost = {12, 18, 33, 37};
    Weights fitted = Weights.fit(lstm, xgboost, ACTUAL, 28, Weights.Kind.FITTED);
    double w = fitted.fitted();
    double total = 0;
    double sum = 0;
    float[] blend = fitted.blend(Weights.Kind.FITTED, lstm, xgboost);
    for (int c = 0; c < blend.length; c++) {
      total += blend[c];
      sum += w * lstm[c] + (1 - w) * xgboost[c];
    }
    assertThat(w).isBetween(.01, .99);
    assertThat(total).isCloseTo(sum, within(1e-3));
  }

  @Test
  void aMemberThatForecastsNothingDoesNotVetoTheOther() {
    Weights weights = new Weights(.35, .5, 1, Weights.Kind.FITTED);
    assertThat(weights.blend(Weights.Kind.FITTED, new float[] {0}, new float[] {40})[0])
        .isCloseTo((float) (40 * Math.sqrt(.1)), within(1e-3f));
    assertThat(weights.blend(Weights.Kind.FITTED, new float[] {0}, new float[] {0})[0])
        .isLessThan(1e-5f);
  }

  @Test
  void aMemberWithoutWeightMayBeNoNumber() {
    Weights weights = new Weights(.35, 0, 1, Weights.Kind.FITTED);
    assertThat(weights.blend(Weights.Kind.FITTED, new float[] {Float.NaN}, new float[] {40})[0])
        .isEqualTo(40);
  }
}
