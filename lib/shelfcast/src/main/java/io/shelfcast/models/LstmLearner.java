package io.shelfcast.models;

import io.shelfcast.lstm.LstmNetwork;

/** One network in training, by one engine or another; on one thread at a time. */
interface LstmLearner {

  /**
   * Learns from the sequences {@code order[from..from + n)}.
   *
   * @param unit the weight that counts as 1
   * @return the weighted sum of their errors, before the step
   */
  double learn(Sequences rows, int[] order, int from, int n, double unit);

  void rate(double rate);

  /** The network as it is now. */
  LstmNetwork network();

  /** Goes on with other parameters. */
  void network(LstmNetwork network);

  /** Another that goes on from here, the optimiser's memory included. */
  LstmLearner copy();

  /** A learner of the engine that the options name. */
  static LstmLearner of(
      LstmNetwork network, SequenceEncoding encoding, TrainingOptions options, long seed) {
    return options.lstm().engine() == TrainingOptions.Engine.DL4J
        ? Dl4jLearner.of(network, encoding, options, seed)
        : ShelfcastLearner.of(network, encoding, options, seed);
  }
}
