package io.shelfcast.models;

import io.shelfcast.lstm.Learner;
import io.shelfcast.lstm.LstmNetwork;

/**
 * Training by {@link Learner}. Several networks have a thread each; a single one's batches are
 * learnt from in halves.
 */
final class ShelfcastLearner implements LstmLearner {

  private final Learner learner;
  private final SequenceEncoding encoding;
  private final float[] x;
  private final float[] target;
  private final float[] weight;

  /**
   * @param inputs of a batch
   * @param cells of a batch
   */
  private ShelfcastLearner(Learner learner, SequenceEncoding encoding, int inputs, int cells) {
    this.learner = learner;
    this.encoding = encoding;
    x = new float[inputs];
    target = new float[cells];
    weight = new float[cells];
  }

  static ShelfcastLearner of(
      LstmNetwork network, SequenceEncoding encoding, TrainingOptions options, long seed) {
    TrainingOptions.Lstm l = options.lstm();
    Learner learner =
        new Learner(
            network,
            new Learner.Setting(
                options.steps(),
                options.horizon(),
                l.batch(),
                l.dropout(),
                l.engine().loss(),
                seed,
                l.networks() == 1 ? 2 : 1),
            l.learningRate());
    return new ShelfcastLearner(
        learner,
        encoding,
        l.batch() * options.steps() * SequenceEncoding.WIDTH,
        l.batch() * options.horizon());
  }

  @Override
  public double learn(Sequences rows, int[] order, int from, int n, double unit) {
    SequenceBatches.inputs(rows, order, from, n, encoding, x);
    int horizon = rows.horizon();
    for (int b = 0; b < n; b++) {
      int i = order[from + b] * horizon;
      for (int a = 0; a < horizon; a++) {
        target[b * horizon + a] = rows.target()[i + a];
        weight[b * horizon + a] = (float) (rows.weight()[i + a] / unit);
      }
    }
    return unit * learner.learn(x, n, rows.steps(), target, weight);
  }

  @Override
  public void rate(double rate) {
    learner.rate(rate);
  }

  @Override
  public LstmNetwork network() {
    return learner.network();
  }

  @Override
  public void network(LstmNetwork network) {
    learner.network(network);
  }

  @Override
  public LstmLearner copy() {
    return new ShelfcastLearner(learner.copy(), encoding, x.length, target.length);
  }
}
