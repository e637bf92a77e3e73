package io.shelfcast.lstm;

import io.shelfcast.lstm.NativeFloats.Matrix;
import java.util.Arrays;

/**
 * One LSTM layer on its way through the steps of a batch, and back (Hochreiter and Schmidhuber
 * 1997, with forget gates, without peepholes):
 *
 * <pre>
 *   i, f, o, g = gates of (input, last h, 1);  i by tanh, the others by sigmoid
 *   c = f * last c + g * i;  h = o * tanh(c)
 * </pre>
 *
 * Everything of a step is [unit][sequence], so that each gate is one run of floats; each gate is an
 * array of its own, because the compiler vectorises only loops that use all arrays at one index.
 */
final class LayerPass {

  static final int INPUT = 0;
  static final int FORGET = 1;
  static final int OUTPUT = 2;
  static final int GATE = 3;

  private final int inputs;
  private final int units;
  private final int width;

  /** Steps that are kept: all for the way back, else the current and the next. */
  private final int slots;

  /** What each step reads: rows of its inputs, of the last h, and one of ones for the bias. */
  private final NativeFloats read;

  private final NativeFloats gates;
  private final NativeFloats back;
  private final float[][][] gate;
  private final float[][] cell;
  private final float[][] squashed;
  private final float[] h;
  private final float[] toCell;
  private final float[] toH;
  private final float[] toInputs;
  private int n;

  /**
   * @param steps that a sequence has at most
   * @param most sequences of a batch
   * @param learning whether there is a way back
   */
  LayerPass(LstmShape shape, int layer, int steps, int most, boolean learning) {
    inputs = shape.inputs(layer);
    units = shape.units(layer);
    width = shape.width(layer);
    slots = learning ? steps + 1 : 2;
    read = new NativeFloats(slots * width * most);
    gates = new NativeFloats(LstmShape.GATES * units * most);
    back = new NativeFloats(learning ? (width - 1) * most : 0);
    int cells = units * most;
    gate = new float[learning ? steps : 1][LstmShape.GATES][cells];
    squashed = new float[learning ? steps : 1][cells];
    cell = new float[slots][cells];
    h = new float[cells];
    toCell = new float[cells];
    toH = new float[cells];
    toInputs = new float[learning && layer > 0 ? inputs * most : 0];
  }

  /** Starts with a batch of n sequences. */
  void start(int n) {
    this.n = n;
    Arrays.fill(cell[0], 0, units * n, 0);
    for (int slot = 0; slot < slots; slot++) {
      read.fill((slot * width + width - 1) * n, n, 1);
    }
    read.fill(inputs * n, units * n, 0);
  }

  /** Takes the inputs of a step, {@code inputs * n} of them. */
  void read(int step, float[] x, int offset) {
    read.put(slot(step) * width * n, x, offset, inputs * n);
  }

  /** The outputs of a step over a row of ones, for as long as they are kept. */
  Matrix outputs(int step) {
    return read.matrix((slot(step + 1) * width + inputs) * n, n);
  }

  private Matrix read(int step) {
    return read.matrix(slot(step) * width * n, n);
  }

  private int slot(int step) {
    return step % slots;
  }

  /** One step on; returns h, valid until the next step. */
  float[] forward(int step, Matrix weights) {
    int cells = units * n;
    NativeFloats.multiply(
        weights, read(step), gates.matrix(0, n), LstmShape.GATES * units, width, n, 0);
    float[][] z = gate[step % gate.length];
    for (int k = 0; k < LstmShape.GATES; k++) {
      gates.get(k * cells, z[k], 0, cells);
    }
    Activation.tanh(z[INPUT], cells);
    Activation.sigmoid(z[FORGET], cells);
    Activation.sigmoid(z[OUTPUT], cells);
    Activation.sigmoid(z[GATE], cells);
    float[] c = cell[slot(step + 1)];
    float[] tanh = squashed[step % squashed.length];
    carry(z[INPUT], z[FORGET], z[GATE], cell[slot(step)], c, tanh, cells);
    Activation.tanh(tanh, cells);
    product(z[OUTPUT], tanh, h, cells);
    read.put((slot(step + 1) * width + inputs) * n, h, 0, cells);
    return h;
  }

  private static void carry(
      float[] i, float[] f, float[] g, float[] last, float[] c, float[] copy, int cells) {
    for (int k = 0; k < cells; k++) {
      float v = f[k] * last[k] + g[k] * i[k];
      c[k] = v;
      copy[k] = v;
    }
  }

  private static void product(float[] a, float[] b, float[] out, int cells) {
    for (int k = 0; k < cells; k++) {
      out[k] = a[k] * b[k];
    }
  }

  /** Starts the way back behind the last step. */
  void startBack() {
    Arrays.fill(toCell, 0, units * n, 0);
    Arrays.fill(toH, 0, units * n, 0);
  }

  /** Adds to the slope of the loss by the current step's h. */
  void add(float[] slope) {
    for (int k = 0; k < units * n; k++) {
      toH[k] += slope[k];
    }
  }

  /**
   * One step back: from the slope of the loss by h to that by the weights, which is added to {@code
   * gradient}, and by what the step has read.
   *
   * @param first whether {@code gradient} is empty
   * @return the slope by the step's inputs, valid until the next step back; of a layer that reads
   *     the data, nothing
   */
  float[] backward(int step, Matrix weights, Matrix gradient, boolean first) {
    int cells = units * n;
    float[][] z = gate[step];
    throughCell(z[OUTPUT], squashed[step], toH, toCell, cells);
    throughForget(z[FORGET], z[INPUT], z[GATE], cell[step], toCell, cells);
    for (int k = 0; k < LstmShape.GATES; k++) {
      gates.put(k * cells, z[k], 0, cells);
    }
    Matrix slopes = gates.matrix(0, n);
    int rows = LstmShape.GATES * units;
    NativeFloats.multiplyByTransposed(slopes, read(step), gradient, rows, n, width, first ? 0 : 1);
    int skipped = toInputs.length == 0 ? inputs : 0;
    if (step > 0 || skipped == 0) {
      NativeFloats.multiplyTransposed(
          weights.floats().matrix(weights.at() + skipped, weights.stride()),
          slopes,
          back.matrix(skipped * n, n),
          width - 1 - skipped,
          rows,
          n,
          0);
      back.get(inputs * n, toH, 0, cells);
      if (skipped == 0) {
        back.get(0, toInputs, 0, inputs * n);
      }
    }
    return toInputs;
  }

  /** Leaves the slope by the output gate in {@code o}, and adds that by c to {@code toCell}. */
  private static void throughCell(float[] o, float[] tanh, float[] toH, float[] toCell, int cells) {
    for (int k = 0; k < cells; k++) {
      toCell[k] += toH[k] * o[k] * (1 - tanh[k] * tanh[k]);
    }
    for (int k = 0; k < cells; k++) {
      o[k] = toH[k] * tanh[k] * o[k] * (1 - o[k]);
    }
  }

  /** Leaves the slopes by the other gates in their place, and that by the last c. */
  private static void throughForget(
      float[] f, float[] i, float[] g, float[] last, float[] toCell, int cells) {
    for (int k = 0; k < cells; k++) {
      float slope = toCell[k];
      float input = i[k];
      float by = g[k];
      float kept = f[k];
      i[k] = slope * by * (1 - input * input);
      g[k] = slope * input * by * (1 - by);
      f[k] = slope * last[k] * kept * (1 - kept);
      toCell[k] = slope * kept;
    }
  }
}
