package io.shelfcast.lstm;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A random batch, for a pass of ours and in DL4J's arrays. */
record Batch(int n, int inputs, int steps, int horizon, float[] x, float[] target, float[] weight) {

  static final int INPUTS = 5;
  static final int HORIZON = 3;

  static Batch random(int n, int steps, long seed) {
    return random(n, INPUTS, steps, HORIZON, seed);
  }

  static Batch random(int n, int inputs, int steps, int horizon, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] x = new float[steps * inputs * n];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    float[] target = new float[n * horizon];
    float[] weight = new float[n * horizon];
    for (int c = 0; c < target.length; c++) {
      weight[c] = c % 5 == 1 ? 0 : random.nextFloat() * 3;
      target[c] = weight[c] == 0 ? Float.NaN : (float) random.nextGaussian();
    }
    return new Batch(n, inputs, steps, horizon, x, target, weight);
  }

  /** Networks as they are before training, but for biases, which are drawn too. */
  static List<LstmNetwork> networks(int k, int dense, int... layers) {
    return networks(k, new LstmShape(INPUTS, layers, dense));
  }

  static List<LstmNetwork> networks(int k, LstmShape shape) {
    SplittableRandom random = new SplittableRandom(7);
    List<LstmNetwork> all = new ArrayList<>();
    for (int i = 0; i < k; i++) {
      LstmNetwork network = LstmNetwork.initial(shape, random);
      float[] p = network.parameters().clone();
      for (int j = 0; j < p.length; j++) {
        p[j] += .1f * (float) random.nextGaussian();
      }
      all.add(new LstmNetwork(network.shape(), p));
    }
    return all;
  }

  /** Outputs of our own pass. */
  float[] outputs(LstmNetwork network) {
    float[] out = new float[n * horizon];
    Pass.toForecast(network, n).forward(x, n, steps, horizon, out);
    return out;
  }

  INDArray features() {
    return Nd4j.create(x, new long[] {n, inputs, steps}, 'f');
  }

  /**
   * Labels and mask as DL4J takes them: it multiplies the output by the mask, and the error again.
   */
  DataSet dataSet() {
    float[] labels = new float[n * steps];
    float[] mask = new float[n * steps];
    for (int c = 0; c < n * horizon; c++) {
      int cell = c / horizon * steps + steps - horizon + c % horizon;
      mask[cell] = (float) Math.sqrt(weight[c]);
      labels[cell] = weight[c] == 0 ? 0 : mask[cell] * target[c];
    }
    return new DataSet(
        features(),
        Nd4j.create(labels, new long[] {n, 1, steps}, 'c'),
        null,
        Nd4j.create(mask, new long[] {n, steps}, 'c'));
  }

  Learner learner(LstmNetwork network, Loss loss, double rate) {
    return new Learner(network, new Learner.Setting(steps, horizon, n, 0, loss, 1), rate);
  }
}
