package io.shelfcast.lstm;

import io.shelfcast.lstm.NativeFloats.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A batch on its way through a network, and back; on one thread. Inputs are
 * [step][input][sequence], outputs [sequence][step of the horizon].
 */
public final class Pass {

  private final LstmShape shape;
  private final LayerPass[] layers;
  private final Head head;
  private final NativeFloats weights;
  private final NativeFloats gradient;
  private final Matrix[] weight;
  private final Matrix[] slope;
  private Dropout[] dropout;
  private int n;
  private int steps;
  private int horizon;

  private Pass(LstmShape shape, int steps, int horizon, int most, boolean learning) {
    this.shape = shape;
    layers = new LayerPass[shape.depth()];
    weights = new NativeFloats(shape.outputAt());
    gradient = new NativeFloats(learning ? shape.outputAt() : 0);
    weight = new Matrix[shape.depth()];
    slope = new Matrix[shape.depth()];
    for (int l = 0; l < layers.length; l++) {
      layers[l] = new LayerPass(shape, l, steps, most, learning);
      weight[l] = weights.matrix(shape.layerAt(l), shape.width(l));
      slope[l] = gradient.matrix(shape.layerAt(l), shape.width(l));
    }
    head = new Head(shape, learning ? horizon : 1, most, learning);
  }

  /**
   * A way there only; keeps a copy of the parameters.
   *
   * @param most sequences of a batch
   */
  public static Pass toForecast(LstmNetwork network, int most) {
    Pass pass = new Pass(network.shape(), 1, 1, most, false);
    pass.use(network.parameters());
    return pass;
  }

  /**
   * A way there and back.
   *
   * @param dropout share of each layer's inputs that is dropped
   */
  static Pass toLearn(
      LstmShape shape, int steps, int horizon, int most, double dropout, SplittableRandom random) {
    Pass pass = new Pass(shape, steps, horizon, most, true);
    if (dropout > 0) {
      pass.dropout = new Dropout[shape.depth()];
      for (int l = 0; l < shape.depth(); l++) {
        pass.dropout[l] = new Dropout(dropout, steps, shape.inputs(l) * most, random.split());
      }
    }
    return pass;
  }

  void use(float[] parameters) {
    weights.put(0, parameters, 0, shape.outputAt());
    head.use(parameters);
  }

  /**
   * Outputs of n sequences.
   *
   * @param x {@code steps * inputs * n}
   * @param horizon steps at the end that have an output
   * @param out at least {@code n * horizon}
   */
  public void forward(float[] x, int n, int steps, int horizon, float[] out) {
    this.n = n;
    this.steps = steps;
    this.horizon = horizon;
    for (LayerPass layer : layers) {
      layer.start(n);
    }
    for (int step = 0; step < steps; step++) {
      float[] values = x;
      int offset = step * shape.inputs() * n;
      for (int l = 0; l < layers.length; l++) {
        if (dropout != null) {
          values = dropout[l].drop(values, offset, step, shape.inputs(l) * n);
          offset = 0;
        }
        layers[l].read(step, values, offset);
        values = layers[l].forward(step, weight[l]);
        offset = 0;
      }
      int ahead = step - (steps - horizon);
      if (ahead >= 0) {
        Matrix read = layers[layers.length - 1].outputs(step);
        head.forward(ahead, horizon, read, denseWeights(), n, out);
      }
    }
  }

  private Matrix denseWeights() {
    return weights.matrix(shape.denseAt(), shape.lastUnits() + 1);
  }

  /**
   * The slope of the loss by the parameters, after {@link #forward}.
   *
   * @param slopes of the loss by each output
   * @param out all parameters' slopes
   */
  void backward(float[] slopes, float[] out) {
    Arrays.fill(out, shape.outputAt(), shape.size(), 0);
    for (LayerPass layer : layers) {
      layer.startBack();
    }
    int top = layers.length - 1;
    for (int step = steps - 1; step >= 0; step--) {
      boolean last = step == steps - 1;
      int ahead = step - (steps - horizon);
      if (ahead >= 0) {
        layers[top].add(
            head.backward(
                ahead,
                slopes,
                layers[top].outputs(step),
                denseWeights(),
                gradient.matrix(shape.denseAt(), shape.lastUnits() + 1),
                last,
                out));
      }
      for (int l = top; l >= 0; l--) {
        float[] below = layers[l].backward(step, weight[l], slope[l], last);
        if (l > 0) {
          if (dropout != null) {
            dropout[l].back(below, step, shape.inputs(l) * n);
          }
          layers[l - 1].add(below);
        }
      }
    }
    gradient.get(0, out, 0, shape.outputAt());
  }
}
