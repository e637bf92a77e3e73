package io.shelfcast.lstm;

import java.util.SplittableRandom;

/**
 * Trains a network by Adam, a batch at a time, on the thread that calls. The same seed and batches
 * give the same bits on one machine.
 */
public final class Learner {

  /**
   * How a learner goes about it.
   *
   * @param steps of a sequence, at most
   * @param horizon steps at the end that are learnt from
   * @param batch sequences, at most
   * @param dropout share of each LSTM layer's inputs that is dropped
   * @param seed of the dropout
   */
  public record Setting(int steps, int horizon, int batch, double dropout, Loss loss, long seed) {}

  private final LstmShape shape;
  private final Setting setting;
  private final Pass pass;
  private final float[] parameters;
  private final float[] gradient;
  private final float[] out;
  private final float[] slopes;
  private final Adam adam;
  private double rate;

  public Learner(LstmNetwork network, Setting setting, double rate) {
    this(network, setting, rate, new Adam(network.shape().size()));
  }

  private Learner(LstmNetwork network, Setting setting, double rate, Adam adam) {
    this.shape = network.shape();
    this.setting = setting;
    this.rate = rate;
    this.adam = adam;
    parameters = network.parameters().clone();
    gradient = new float[parameters.length];
    out = new float[setting.batch() * setting.horizon()];
    slopes = new float[out.length];
    pass =
        Pass.toLearn(
            shape,
            setting.steps(),
            setting.horizon(),
            setting.batch(),
            setting.dropout(),
            new SplittableRandom(setting.seed()));
  }

  /** Another that goes on from here, Adam's memory included. */
  public Learner copy() {
    return new Learner(network(), setting, rate, adam.copy());
  }

  public void rate(double rate) {
    this.rate = rate;
  }

  /** The network as it is now. */
  public LstmNetwork network() {
    return new LstmNetwork(shape, parameters.clone());
  }

  /** Goes on with other parameters; Adam's memory stays. */
  public void network(LstmNetwork network) {
    System.arraycopy(network.parameters(), 0, parameters, 0, parameters.length);
  }

  /**
   * Learns from a batch.
   *
   * @param x inputs, [step][input][sequence]
   * @param target {@code n * horizon}, read only where the weight is above 0
   * @param weight {@code n * horizon}
   * @return the weighted sum of the losses, before the step
   */
  public double learn(float[] x, int n, int steps, float[] target, float[] weight) {
    double sum = gradient(x, n, steps, target, weight);
    adam.step(parameters, gradient, rate);
    return sum;
  }

  /** Leaves the slope of (the weighted sum of the losses / n) in {@link #gradient()}. */
  double gradient(float[] x, int n, int steps, float[] target, float[] weight) {
    pass.use(parameters);
    pass.forward(x, n, steps, setting.horizon(), out);
    Loss loss = setting.loss();
    double sum = 0;
    for (int c = 0; c < n * setting.horizon(); c++) {
      slopes[c] = 0;
      if (weight[c] > 0) {
        sum += weight[c] * loss.value(out[c], target[c]);
        slopes[c] = weight[c] * loss.slope(out[c], target[c]) / n;
      }
    }
    pass.backward(slopes, gradient);
    return sum;
  }

  float[] gradient() {
    return gradient;
  }
}
