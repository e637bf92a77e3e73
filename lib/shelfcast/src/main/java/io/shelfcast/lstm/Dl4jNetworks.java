package io.shelfcast.lstm;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Networks as one of DL4J's, and back. Several networks of one shape become one whose matrices are
 * block-diagonal and whose output is their sum ({@link LstmNetwork#parts}).
 */
public final class Dl4jNetworks {

  private static final String WEIGHTS = "W";
  private static final String RECURRENT = "RW";
  private static final String BIAS = "b";

  private Dl4jNetworks() {}

  /**
   * The architecture in DL4J's words, with Adam and absolute error.
   *
   * @param dropout share of each LSTM layer's inputs that training drops
   */
  public static MultiLayerConfiguration architecture(
      LstmShape shape, int steps, long seed, double rate, double dropout) {
    // DL4J counts what is kept, and takes 0 for "no dropout".
    double kept = dropout == 0 ? 0 : 1 - dropout;
    var list =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new Adam(rate))
            .weightInit(WeightInit.XAVIER)
            .list();
    for (int units : shape.layers()) {
      list.layer(new LSTM.Builder().nOut(units).activation(Activation.TANH).dropOut(kept).build());
    }
    return list.layer(
            new DenseLayer.Builder().nOut(shape.dense()).activation(Activation.RELU).build())
        .layer(
            new RnnOutputLayer.Builder(LossFunction.MEAN_ABSOLUTE_ERROR)
                .nOut(1)
                .activation(Activation.IDENTITY)
                .build())
        .setInputType(InputType.recurrent(shape.inputs(), steps))
        .build();
  }

  /** One network whose output is the sum of some of one shape. */
  public static MultiLayerNetwork join(List<LstmNetwork> networks, int steps) {
    LstmShape shape = networks.get(0).shape();
    int k = networks.size();
    MultiLayerNetwork joined = new MultiLayerNetwork(architecture(times(shape, k), steps, 0, 1, 0));
    joined.init();
    write(networks, joined);
    return joined;
  }

  /** Writes networks into one of DL4J's that has room for them. */
  public static void write(List<LstmNetwork> networks, MultiLayerNetwork to) {
    NativeFloats.oneThread();
    LstmShape shape = networks.get(0).shape();
    int k = networks.size();
    int last = shape.depth();
    for (int layer = 0; layer <= last + 1; layer++) {
      Block block = new Block(shape, layer, k);
      for (int network = 0; network < k; network++) {
        block.take(networks.get(network).parameters(), network);
      }
      set(to, layer + "_" + WEIGHTS, block.weights);
      if (layer < last) {
        set(to, layer + "_" + RECURRENT, block.recurrent);
      }
      set(to, layer + "_" + BIAS, new float[][] {block.bias});
    }
  }

  /**
   * The networks that were joined, the bias of the output with the first.
   *
   * @throws IllegalArgumentException if the network is none of this architecture, or not of so many
   */
  public static List<LstmNetwork> split(MultiLayerNetwork joined, int networks) {
    NativeFloats.oneThread();
    int depth = joined.getnLayers() - 2;
    int[] units = new int[Math.max(0, depth)];
    for (int l = 0; l < depth; l++) {
      units[l] = part(rows(joined, l + "_" + RECURRENT), networks);
    }
    if (depth < 1) {
      throw new IllegalArgumentException("no LSTM layer");
    }
    LstmShape shape =
        new LstmShape(
            rows(joined, "0_" + WEIGHTS), units, part(rows(joined, (depth + 1) + "_W"), networks));
    List<float[]> parameters = new ArrayList<>();
    for (int network = 0; network < networks; network++) {
      parameters.add(new float[shape.size()]);
    }
    for (int layer = 0; layer <= depth + 1; layer++) {
      Block block = new Block(shape, layer, networks);
      block.weights = get(joined, layer + "_" + WEIGHTS);
      block.bias = get(joined, layer + "_" + BIAS)[0];
      if (layer < depth) {
        block.recurrent = get(joined, layer + "_" + RECURRENT);
      }
      for (int network = 0; network < networks; network++) {
        block.give(parameters.get(network), network);
      }
    }
    return parameters.stream().map(p -> new LstmNetwork(shape, p)).toList();
  }

  private static LstmShape times(LstmShape shape, int k) {
    int[] units = shape.layers();
    for (int l = 0; l < units.length; l++) {
      units[l] *= k;
    }
    return new LstmShape(shape.inputs(), units, shape.dense() * k);
  }

  private static int part(int units, int networks) {
    if (units % networks != 0) {
      throw new IllegalArgumentException(units + " units are not those of " + networks);
    }
    return units / networks;
  }

  private static int rows(MultiLayerNetwork network, String key) {
    if (network.getParam(key) == null) {
      throw new IllegalArgumentException("no parameter " + key);
    }
    return (int) network.getParam(key).size(0);
  }

  private static float[][] get(MultiLayerNetwork network, String key) {
    INDArray values = network.getParam(key);
    return values.rank() == 1 ? new float[][] {values.toFloatVector()} : values.toFloatMatrix();
  }

  private static void set(MultiLayerNetwork network, String key, float[][] values) {
    INDArray to = network.getParam(key);
    to.assign(Nd4j.create(values).reshape(to.shape()));
  }
}
