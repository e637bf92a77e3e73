package io.shelfcast.lstm;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A network: its shape and its parameters, in the order of {@link LstmShape}. The array is the
 * network's own: nobody writes to it any more.
 */
public record LstmNetwork(LstmShape shape, float[] parameters) {

  public LstmNetwork {
    if (parameters.length != shape.size()) {
      throw new IllegalArgumentException(
          parameters.length + " parameters; a network of " + shape + " has " + shape.size());
    }
  }

  /**
   * A network before training, as DL4J would draw it: normal weights of variance 2 / (fan in + fan
   * out) (Glorot and Bengio 2010), biases 0, those of the forget gates 1.
   */
  public static LstmNetwork initial(LstmShape shape, RandomGenerator random) {
    float[] p = new float[shape.size()];
    for (int l = 0; l < shape.depth(); l++) {
      int units = shape.units(l);
      int width = shape.width(l);
      double deviation = Math.sqrt(2. / (units + shape.inputs(l) + units));
      for (int row = 0; row < LstmShape.GATES * units; row++) {
        int at = shape.layerAt(l) + row * width;
        draw(p, at, width - 1, deviation, random);
        p[at + width - 1] = row / units == LayerPass.FORGET ? 1 : 0;
      }
    }
    int last = shape.lastUnits();
    for (int d = 0; d < shape.dense(); d++) {
      double deviation = Math.sqrt(2. / (last + shape.dense()));
      draw(p, shape.denseAt() + d * (last + 1), last, deviation, random);
    }
    draw(p, shape.outputAt(), shape.dense(), Math.sqrt(2. / (shape.dense() + 1)), random);
    return new LstmNetwork(shape, p);
  }

  /**
   * Networks whose outputs add up to the mean of some networks' of one shape; the bias of it all is
   * the first one's. In this form they are saved and read without any rounding.
   */
  public static List<LstmNetwork> parts(List<LstmNetwork> networks) {
    float bias = 0;
    for (LstmNetwork network : networks) {
      bias += network.parameters[network.parameters.length - 1] / networks.size();
    }
    List<LstmNetwork> parts = new ArrayList<>();
    for (LstmNetwork network : networks) {
      parts.add(network.withOutput(1f / networks.size(), parts.isEmpty() ? bias : 0));
    }
    return parts;
  }

  /** Networks whose {@link #parts} are given. */
  public static List<LstmNetwork> wholes(List<LstmNetwork> parts) {
    float[] first = parts.get(0).parameters;
    float bias = first[first.length - 1];
    return parts.stream().map(part -> part.withOutput(parts.size(), bias)).toList();
  }

  private LstmNetwork withOutput(float scale, float bias) {
    float[] p = parameters.clone();
    for (int i = shape.outputAt(); i < p.length - 1; i++) {
      p[i] *= scale;
    }
    p[p.length - 1] = bias;
    return new LstmNetwork(shape, p);
  }

  private static void draw(float[] p, int at, int n, double deviation, RandomGenerator random) {
    for (int i = at; i < at + n; i++) {
      p[i] = (float) (deviation * random.nextGaussian());
    }
  }
}
