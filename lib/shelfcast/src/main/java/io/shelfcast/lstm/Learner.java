package io.shelfcast.lstm;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Trains a network by Adam, a batch at a time. The same seed, batches and parts give the same bits
 * on one machine, however many threads it has.
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
   * @param parts of a batch whose slopes are taken side by side, a thread each where there are
   *     threads; 1 where other work runs beside
   */
  public record Setting(
      int steps, int horizon, int batch, double dropout, Loss loss, long seed, int parts) {

    /** In one part, on the thread that calls. */
    public Setting(int steps, int horizon, int batch, double dropout, Loss loss, long seed) {
      this(steps, horizon, batch, dropout, loss, seed, 1);
    }
  }

  private final LstmShape shape;
  private final Setting setting;
  private final Part[] parts;
  private final float[] parameters;
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
    int most = (setting.batch() + setting.parts() - 1) / setting.parts();
    SplittableRandom random = new SplittableRandom(setting.seed());
    parts = new Part[setting.parts()];
    for (int k = 0; k < parts.length; k++) {
      parts[k] = new Part(most, random);
    }
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
    adam.step(parameters, gradient(), rate);
    return sum;
  }

  /** Leaves the slope of (the weighted sum of the losses / n) in {@link #gradient()}. */
  double gradient(float[] x, int n, int steps, float[] target, float[] weight) {
    int size = (n + parts.length - 1) / parts.length;
    int used = (n + size - 1) / size;
    double[] sums = new double[used];
    IntStream all = IntStream.range(0, used);
    (used > 1 ? all.parallel() : all)
        .forEach(
            k -> {
              int from = k * size;
              int to = Math.min(n, from + size);
              sums[k] = parts[k].gradient(x, n, from, to, steps, target, weight);
            });
    float[] gradient = gradient();
    for (int k = 1; k < used; k++) {
      float[] more = parts[k].gradient;
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += more[i];
      }
    }
    return Arrays.stream(sums).sum();
  }

  float[] gradient() {
    return parts[0].gradient;
  }

  /** What takes the slopes of some of a batch's sequences. */
  private final class Part {
    private final Pass pass;
    private final float[] gradient = new float[parameters.length];
    private final float[] out;
    private final float[] slopes;

    /** This part's inputs; null where it takes whole batches. */
    private final float[] own;

    Part(int most, SplittableRandom random) {
      out = new float[most * setting.horizon()];
      slopes = new float[out.length];
      own = setting.parts() > 1 ? new float[most * setting.steps() * shape.inputs()] : null;
      pass =
          Pass.toLearn(shape, setting.steps(), setting.horizon(), most, setting.dropout(), random);
    }

    /** The slope over sequences [from, to) of n, as their share of the whole batch's. */
    double gradient(float[] x, int n, int from, int to, int steps, float[] target, float[] weight) {
      int horizon = setting.horizon();
      pass.use(parameters);
      pass.forward(some(x, n, from, to, steps), to - from, steps, horizon, out);
      Loss loss = setting.loss();
      double sum = 0;
      for (int c = 0; c < (to - from) * horizon; c++) {
        int cell = from * horizon + c;
        slopes[c] = 0;
        if (weight[cell] > 0) {
          sum += weight[cell] * loss.value(out[c], target[cell]);
          slopes[c] = weight[cell] * loss.slope(out[c], target[cell]) / n;
        }
      }
      pass.backward(slopes, gradient);
      return sum;
    }

    private float[] some(float[] x, int n, int from, int to, int steps) {
      if (to - from == n) {
        return x;
      }
      for (int row = 0; row < steps * shape.inputs(); row++) {
        System.arraycopy(x, row * n + from, own, row * (to - from), to - from);
      }
      return own;
    }
  }
}
