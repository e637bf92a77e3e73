package io.shelfcast.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.features.Feature;
import io.shelfcast.progress.Progress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LstmMemberTest {

  private static final int STEPS = 30;
  private static final int HORIZON = 7;
  private static final int N = 192;
  private static final Inputs INPUTS = Inputs.of(sequences(2).values()[0], 365);

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
   * A third of the cells sell 2, the others 1. Absolute error forecasts the weighted median (2
   * where the few weigh ten times as much, else 1), Tweedie deviance the weighted mean (11 / 6, 4 /
   * 3).
   */
  @ParameterizedTest
  @EnumSource
  void errorsCountByTheirWeight(TrainingOptions.Engine engine) {
    boolean mean = engine.loss().mean(0) == 1;
    LearningCurve heavy = fit(10, engine);
    assertThat(heavy.stopping()[heavy.best()])
        .isCloseTo(cost(engine, 10, mean ? 11 / 6. : 2), Offset.offset(.02));
    LearningCurve even = fit(1, engine);
    assertThat(even.stopping()[even.best()])
        .isCloseTo(cost(engine, 1, mean ? 4 / 3. : 1), Offset.offset(.02));
  }

  /** What it costs to forecast the same of every cell. */
  private static double cost(TrainingOptions.Engine engine, double heavy, double forecast) {
    float output = (float) (engine.loss().mean(0) == 1 ? Math.log(forecast) : forecast);
    return (2 * engine.loss().value(output, 1) + heavy * engine.loss().value(output, 2))
        / (2 + heavy);
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

  @Test
  void aModelFromItsFileIsTheSameAndLearnsOn(@TempDir Path folder) {
    TrainingOptions options = options(2);
    LstmMember member = member(options);
    member.save(folder.resolve("lstm.zip"));
    LstmMember read =
        LstmMember.load(folder.resolve("lstm.zip"), INPUTS, options, member.levelFactor());
    assertThat(parameters(read)).isEqualTo(parameters(member)).hasSize(3);
    LstmMember on = read.goOn(sequences(3), options, Progress.NONE);
    assertThat(parameters(on)).isNotEqualTo(parameters(read));
    LstmMember other = member.goOn(sequences(3), options, Progress.NONE);
    // A step of Adam without memory is about as long as its rate.
    float[] a = on.networks().get(1).parameters();
    float[] b = other.networks().get(1).parameters();
    for (int i = 0; i < a.length; i++) {
      assertThat(a[i]).isCloseTo(b[i], Offset.offset(.1f));
    }
  }

  private static TrainingOptions options(int threads) {
    TrainingOptions.Lstm lstm =
        new TrainingOptions.Lstm(
            new int[] {8}, 8, .1, 3, 16, 1e-2, 3, 2, 100, 3, TrainingOptions.Engine.SHELFCAST);
    return new TrainingOptions(HORIZON, 1, threads, 1_000, TrainingOptions.Xgboost.DEFAULT, lstm);
  }

  private static LstmMember member(TrainingOptions options) {
    return LstmMember.fit(sequences(2), sequences(3), INPUTS, options, Progress.NONE).member();
  }

  private static List<String> parameters(LstmMember member) {
    return member.networks().stream()
        .map(network -> Arrays.toString(network.parameters()))
        .toList();
  }

  private static List<String> trained(int threads) {
    return parameters(member(options(threads)).goOn(sequences(3), options(threads), Progress.NONE));
  }
}
