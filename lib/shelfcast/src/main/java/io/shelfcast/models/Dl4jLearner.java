package io.shelfcast.models;

import io.shelfcast.lstm.Dl4jNetworks;
import io.shelfcast.lstm.LstmNetwork;
import java.util.List;
import org.bytedeco.openblas.global.openblas;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/** DL4J's own training. */
final class Dl4jLearner implements LstmLearner {

  static {
    oneThread();
  }

  private final MultiLayerNetwork network;
  private final SequenceEncoding encoding;

  private Dl4jLearner(MultiLayerNetwork network, SequenceEncoding encoding) {
    this.network = network;
    this.encoding = encoding;
  }

  static Dl4jLearner of(
      LstmNetwork network, SequenceEncoding encoding, TrainingOptions options, long seed) {
    TrainingOptions.Lstm l = options.lstm();
    MultiLayerNetwork dl4j =
        new MultiLayerNetwork(
            Dl4jNetworks.architecture(
                network.shape(), options.steps(), seed, l.learningRate(), l.dropout()));
    dl4j.init();
    Dl4jNetworks.write(List.of(network), dl4j);
    return new Dl4jLearner(dl4j, encoding);
  }

  /**
   * DL4J's matrices are too small to share: with two threads for each an epoch takes twice as long.
   * The networks have a thread each.
   */
  private static void oneThread() {
    Nd4j.getEnvironment().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    openblas.blas_set_num_threads(1);
  }

  @Override
  public double learn(Sequences rows, int[] order, int from, int n, double unit) {
    network.fit(SequenceBatches.batch(rows, order, from, n, encoding, unit));
    // DL4J's score is the weighted sum of a batch's errors over its number of sequences.
    return network.score() * n * unit;
  }

  @Override
  public void rate(double rate) {
    network.setLearningRate(rate);
  }

  @Override
  public LstmNetwork network() {
    return Dl4jNetworks.split(network, 1).get(0);
  }

  @Override
  public void network(LstmNetwork other) {
    Dl4jNetworks.write(List.of(other), network);
  }

  @Override
  public LstmLearner copy() {
    return new Dl4jLearner(network.clone(), encoding);
  }
}
