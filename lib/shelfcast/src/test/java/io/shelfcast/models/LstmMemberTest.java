package io.shelfcast.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.features.Feature;
import io.shelfcast.progress.Progress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LstmMemberTest {

  private static final int STEPS = 30;
  private static final int HORIZON = 7;
  private static final int N = 192;

  /**
   * The same input for all; every third has target 2 and weight {@code heavy}, the others target 1
   * and weight 1.
   */
  private static Sequences sequences(float heavy) {
    float[][] values = new float[N][STEPS * Feature.COUNT];
    float[] target = new float[N * HORIZON];
    float[] weight = new float[N * HORIZON];
    float[] level = new float[N];
    for (int i = 0; i < N; i++) {
      Arrays.fill(values[i], 1);
      Arrays.fill(target, i * HORIZON, (i + 1) * HORIZON, i % 3 == 0 ? 2 : 1);
      Arrays.fill(weight, i * HORIZON, (i + 1) * HORIZON, i % 3 == 0 ? heavy : 1);
      level[i] = 1;
    }
    return new Sequences(STEPS, HORIZON, values, target, weight, level);
  }

  private static LearningCurve fit(float heavy, TrainingOptions.Engine engine) {
    TrainingOptions workflow = TrainingOptions.of(HORIZON);
    TrainingOptions.Lstm lstm =
        new TrainingOptions.Lstm(new int[] {8}, 8, 0, 30, 16, 1e-2, 30, 10, 1_000, 1, engine);
    TrainingOptions options = new TrainingOptions(HORIZON, 1, 1, 1_000, workflow.xgboost(), lstm);
    Inputs inputs = Inputs.of(sequences(heavy).values()[0], 365);
    return LstmMember.fit(sequences(heavy), sequences(heavy), inputs, options, Progress.NONE)
        .curve();
  }

  /**
   * Absolute error forecasts the weighted median: 2 where the few weigh more than the many, else 1.
   */
  @ParameterizedTest
  @EnumSource
  void errorsCountByTheirWeight(TrainingOptions.Engine engine) {
    LearningCurve heavy = fit(10, engine);
    // At the median 2, two thirds of the cells are off by 1 with weight 1: (128 * 1) / (128 + 64 *
    // 10).
    assertThat(heavy.stopping()[heavy.best()]).isBetween(.15, .19);
    LearningCurve even = fit(1, engine);
    assertThat(even.stopping()[even.best()]).isBetween(.32, .36);
  }

  @ParameterizedTest
  @EnumSource
  void trainingLossIsTheSameMeasureAsStoppingLoss(TrainingOptions.Engine engine) {
    LearningCurve curve = fit(10, engine);
    int last = curve.rounds() - 1;
    assertThat(curve.training()[last])
        .isBetween(.8 * curve.stopping()[last], 1.25 * curve.stopping()[last]);
  }

  @Test
  void oneThreadAndTwoGiveTheSameBits() {
    assertThat(trained(2)).isEqualTo(trained(1));
  }

  private static String trained(int threads) {
    TrainingOptions workflow = TrainingOptions.of(HORIZON);
    TrainingOptions.Lstm lstm =
        new TrainingOptions.Lstm(
            new int[] {8}, 8, .1, 3, 16, 1e-2, 3, 2, 100, 3, TrainingOptions.Engine.SHELFCAST);
    TrainingOptions options =
        new TrainingOptions(HORIZON, 1, threads, 1_000, workflow.xgboost(), lstm);
    Inputs inputs = Inputs.of(sequences(2).values()[0], 365);
    LstmMember.Fit fit = LstmMember.fit(sequences(2), sequences(3), inputs, options, Progress.NONE);
    LstmMember on = fit.member().goOn(sequences(3), options, Progress.NONE);
    return Arrays.toString(fit.curve().stopping())
        + on.networks().stream().map(network -> Arrays.toString(network.parameters())).toList();
  }
}
