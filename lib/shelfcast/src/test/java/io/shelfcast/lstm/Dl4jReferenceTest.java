package io.shelfcast.lstm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** DL4J is the reference: outputs, slopes, a step of Adam, and its own model file. */
class Dl4jReferenceTest {

  private static final int DENSE = 6;
  private static final int STEPS = 11;

  static Stream<Arguments> architectures() {
    return Stream.of(
        Arguments.of(1, new int[] {8}),
        Arguments.of(2, new int[] {8}),
        Arguments.of(1, new int[] {8, 4}),
        Arguments.of(2, new int[] {8, 4}),
        Arguments.of(3, new int[] {4, 4, 8}));
  }

  private static float[] dl4j(MultiLayerNetwork network, Batch batch) {
    INDArray y = network.output(batch.features(), false);
    float[] out = new float[batch.n() * batch.horizon()];
    for (int c = 0; c < out.length; c++) {
      out[c] =
          y.getFloat(c / batch.horizon(), 0, batch.steps() - batch.horizon() + c % batch.horizon());
    }
    return out;
  }

  private static float[] sum(List<LstmNetwork> networks, Batch batch) {
    float[] sum = new float[batch.n() * batch.horizon()];
    for (LstmNetwork network : networks) {
      float[] out = batch.outputs(network);
      for (int c = 0; c < sum.length; c++) {
        sum[c] += out[c];
      }
    }
    return sum;
  }

  private static void assertClose(float[] actual, float[] expected, double by) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .as("at " + i)
          .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(by));
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void outputsAreThoseOfTheJoinedNetworkForAnyNumberOfSteps(int k, int[] layers) {
    List<LstmNetwork> networks = Batch.networks(k, DENSE, layers);
    MultiLayerNetwork joined = Dl4jNetworks.join(networks, STEPS);
    for (int steps : new int[] {3, STEPS, 40}) {
      for (int n : new int[] {1, 2, 17}) {
        Batch batch = Batch.random(n, steps, n);
        assertClose(sum(networks, batch), dl4j(joined, batch), 1e-5);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void dl4jsFileHoldsTheNetworks(int k, int[] layers, @TempDir Path folder) throws IOException {
    List<LstmNetwork> networks = LstmNetwork.parts(Batch.networks(k, DENSE, layers));
    Path file = folder.resolve("lstm.zip");
    ModelSerializer.writeModel(Dl4jNetworks.join(networks, STEPS), file.toFile(), false);
    MultiLayerNetwork read = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
    Batch batch = Batch.random(9, STEPS, 1);
    assertClose(dl4j(read, batch), sum(networks, batch), 1e-5);
    List<LstmNetwork> split = Dl4jNetworks.split(read, k);
    assertThat(split).hasSize(k);
    for (int network = 0; network < k; network++) {
      assertThat(split.get(network).shape()).isEqualTo(networks.get(network).shape());
      assertThat(split.get(network).parameters()).isEqualTo(networks.get(network).parameters());
    }
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void partsAddUpToTheMean(int k, int[] layers) {
    List<LstmNetwork> networks = Batch.networks(k, DENSE, layers);
    Batch batch = Batch.random(9, STEPS, 1);
    float[] mean = sum(networks, batch);
    for (int c = 0; c < mean.length; c++) {
      mean[c] /= k;
    }
    List<LstmNetwork> parts = LstmNetwork.parts(networks);
    assertClose(sum(parts, batch), mean, 1e-6);
    assertClose(sum(LstmNetwork.parts(LstmNetwork.wholes(parts)), batch), mean, 1e-6);
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void slopesAreThoseOfDl4j(int k, int[] layers) {
    assertSlopes(Batch.networks(1, DENSE, layers).get(0), Batch.random(17, STEPS, 2));
  }

  @ParameterizedTest
  @MethodSource("realSizes")
  void outputsAndSlopesAreThoseOfDl4jAtTheSizeThatIsTrained(int n, int[] layers) {
    Batch batch = Batch.random(n, 45, 30, 7, n);
    List<LstmNetwork> networks = Batch.networks(2, new LstmShape(45, layers, 32));
    float[] outputs = sum(networks, batch);
    assertThat(largest(outputs)).isGreaterThan(.1f);
    assertClose(outputs, dl4j(Dl4jNetworks.join(networks, 30), batch), 1e-5);
    assertSlopes(networks.get(0), batch);
  }

  static Stream<Arguments> realSizes() {
    return Stream.of(
        Arguments.of(8, new int[] {64}),
        Arguments.of(5, new int[] {64}),
        Arguments.of(8, new int[] {128, 64}),
        Arguments.of(5, new int[] {128, 64}));
  }

  private static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static void assertSlopes(LstmNetwork network, Batch batch) {
    MultiLayerNetwork dl4j = Dl4jNetworks.join(List.of(network), batch.steps());
    DataSet data = batch.dataSet();
    dl4j.setInput(data.getFeatures());
    dl4j.setLabels(data.getLabels());
    dl4j.setLayerMaskArrays(null, data.getLabelsMaskArray());
    dl4j.computeGradientAndScore();
    // The gradient has DL4J's own layout: put it where parameters are, and read them.
    MultiLayerNetwork slopes = Dl4jNetworks.join(List.of(network), batch.steps());
    dl4j.gradient()
        .gradientForVariable()
        .forEach((key, value) -> slopes.getParam(key).assign(value));
    float[] expected = Dl4jNetworks.split(slopes, 1).get(0).parameters();

    Learner learner = batch.learner(network, Loss.absolute(), 0);
    double sum =
        learner.gradient(batch.x(), batch.n(), batch.steps(), batch.target(), batch.weight());
    assertThat(sum / batch.n()).isCloseTo(dl4j.score(), org.assertj.core.data.Offset.offset(1e-5));
    // DL4J divides by the number of sequences when it takes the step.
    assertThat(largest(learner.gradient())).isGreaterThan(.1f);
    assertClose(learner.gradient(), divided(expected, batch.n()), 1e-5);
  }

  private static float[] divided(float[] values, float by) {
    float[] out = values.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] /= by;
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void stepsOfAdamAreThoseOfDl4j(int k, int[] layers) {
    LstmNetwork network = Batch.networks(1, DENSE, layers).get(0);
    double rate = 1e-2;
    MultiLayerNetwork dl4j =
        new MultiLayerNetwork(Dl4jNetworks.architecture(network.shape(), STEPS, 1, rate, 0));
    dl4j.init();
    Dl4jNetworks.write(List.of(network), dl4j);
    Batch batch = Batch.random(17, STEPS, 3);
    Learner learner = batch.learner(network, Loss.absolute(), rate);
    for (int step = 0; step < 3; step++) {
      dl4j.fit(batch.dataSet());
      learner.learn(batch.x(), batch.n(), STEPS, batch.target(), batch.weight());
    }
    assertClose(
        learner.network().parameters(), Dl4jNetworks.split(dl4j, 1).get(0).parameters(), 1e-4);
  }
}
