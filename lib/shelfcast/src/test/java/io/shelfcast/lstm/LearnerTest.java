package io.shelfcast.lstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LearnerTest {

  private static final int STEPS = 9;

  static Stream<Arguments> losses() {
    return Stream.of(
        Arguments.of("squared", Loss.squared()),
        Arguments.of("huber", Loss.huber(.7f)),
        Arguments.of("absolute", Loss.absolute()),
        Arguments.of("tweedie", Loss.tweedie(1.1f)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  void slopesAreDifferencesOfTheLoss(String name, Loss loss) {
    Batch batch = Batch.random(6, STEPS, 4);
    for (int c = 0; c < batch.target().length; c++) {
      batch.target()[c] = Math.abs(batch.target()[c]); // as sales are
    }
    LstmNetwork network = Batch.networks(1, 6, 4, 5).get(0);
    Learner learner = batch.learner(network, loss, 0);
    cost(learner, batch);
    float[] slopes = learner.gradient().clone();
    float by = 1e-3f;
    double off = 0;
    double all = 0;
    for (int i = 0; i < slopes.length; i++) {
      float[] p = network.parameters().clone();
      p[i] += by;
      learner.network(new LstmNetwork(network.shape(), p));
      double more = cost(learner, batch);
      p[i] -= 2 * by;
      learner.network(new LstmNetwork(network.shape(), p));
      double less = cost(learner, batch);
      off += Math.pow((more - less) / (2 * by) - slopes[i], 2);
      all += slopes[i] * slopes[i];
    }
    // Differences are good to .0015: floats, and a few that reach across a kink of loss or relu.
    assertThat(Math.sqrt(off / all)).isLessThan(.003);
  }

  @ParameterizedTest(name = "{0} sequences in {1} parts")
  @CsvSource({"64, 2", "33, 2", "7, 3", "2, 3", "1, 2"})
  void partsOfABatchAddUpToIt(int n, int parts) {
    Batch batch = Batch.random(n, STEPS, 5);
    LstmNetwork network = Batch.networks(1, 6, 4, 5).get(0);
    Learner whole = batch.learner(network, Loss.squared(), 0);
    Learner inParts =
        new Learner(
            network, new Learner.Setting(STEPS, Batch.HORIZON, n, 0, Loss.squared(), 1, parts), 0);

    assertThat(cost(inParts, batch)).isCloseTo(cost(whole, batch), within(1e-6));
    assertThat(inParts.gradient()).containsExactly(whole.gradient(), Offset.offset(1e-5f));

    float[] once = inParts.gradient().clone();
    cost(inParts, batch);
    assertThat(inParts.gradient()).as("the same bits again").isEqualTo(once);
  }

  private static double cost(Learner learner, Batch batch) {
    return learner.gradient(batch.x(), batch.n(), STEPS, batch.target(), batch.weight())
        / batch.n();
  }

  @Test
  void activationsAreExactToAMillionth() {
    float[] x = new float[400_001];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - 200_000) / 10_000f;
    }
    float[] tanh = x.clone();
    float[] sigmoid = x.clone();
    Activation.tanh(tanh, x.length);
    Activation.sigmoid(sigmoid, x.length);
    double worst = 0;
    for (int i = 0; i < x.length; i++) {
      worst = Math.max(worst, Math.abs(tanh[i] - Math.tanh(x[i])));
      worst = Math.max(worst, Math.abs(sigmoid[i] - 1 / (1 + Math.exp(-x[i]))));
    }
    assertThat(worst).isLessThan(1e-6);
    float[] none = {Float.NaN};
    Activation.tanh(none, 1);
    assertThat(none[0]).isNaN();
  }

  @Test
  void theSameSeedGivesTheSameBitsWithDropoutToo() {
    assertThat(trained(5)).isEqualTo(trained(5));
    assertThat(trained(5)).isNotEqualTo(trained(6));
  }

  private static float[] trained(long seed) {
    LstmNetwork network = Batch.networks(1, 6, 8, 4).get(0);
    Learner learner =
        new Learner(
            network,
            new Learner.Setting(STEPS, Batch.HORIZON, 16, .3, Loss.absolute(), seed),
            1e-2);
    for (int step = 0; step < 5; step++) {
      // The last one is smaller: what a larger batch has left behind must not count.
      Batch batch = Batch.random(step == 4 ? 5 : 16, STEPS, step);
      learner.learn(batch.x(), batch.n(), STEPS, batch.target(), batch.weight());
    }
    return learner.network().parameters();
  }

  @Test
  void aSmallerBatchForgetsTheLargerBeforeIt() {
    LstmNetwork network = Batch.networks(1, 6, 8, 4).get(0);
    Batch large = Batch.random(16, STEPS, 1);
    Batch small = Batch.random(5, STEPS, 2);
    Learner used = large.learner(network, Loss.squared(), 0);
    cost(used, large);
    cost(used, small);
    Learner fresh = large.learner(network, Loss.squared(), 0);
    cost(fresh, small);
    assertThat(used.gradient()).isEqualTo(fresh.gradient());
  }

  @Test
  void aCopyGoesOnLikeTheOriginal() {
    Batch batch = Batch.random(16, STEPS, 1);
    Learner learner = batch.learner(Batch.networks(1, 6, 8).get(0), Loss.absolute(), 1e-2);
    learner.learn(batch.x(), 16, STEPS, batch.target(), batch.weight());
    Learner copy = learner.copy();
    learner.learn(batch.x(), 16, STEPS, batch.target(), batch.weight());
    copy.learn(batch.x(), 16, STEPS, batch.target(), batch.weight());
    assertThat(copy.network().parameters()).isEqualTo(learner.network().parameters());
  }

  @Test
  void learnsWhichInputMatters() {
    SplittableRandom random = new SplittableRandom(3);
    LstmShape shape = new LstmShape(Batch.INPUTS, new int[] {16}, 8);
    Learner learner =
        new Learner(
            LstmNetwork.initial(shape, random),
            new Learner.Setting(STEPS, Batch.HORIZON, 64, 0, Loss.squared(), 1),
            1e-2);
    double first = 0;
    double last = 0;
    for (int step = 0; step < 300; step++) {
      Batch batch = Batch.random(64, STEPS, step);
      float[] target = new float[64 * Batch.HORIZON];
      float[] weight = new float[target.length];
      Arrays.fill(weight, 1);
      for (int c = 0; c < target.length; c++) {
        int at = STEPS - Batch.HORIZON + c % Batch.HORIZON - 2; // an input of two steps before
        target[c] = batch.x()[(at * Batch.INPUTS + 1) * 64 + c / Batch.HORIZON];
      }
      last = learner.learn(batch.x(), 64, STEPS, target, weight) / target.length;
      first = step == 0 ? last : first;
    }
    assertThat(last).isLessThan(.05 * first);
  }
}
