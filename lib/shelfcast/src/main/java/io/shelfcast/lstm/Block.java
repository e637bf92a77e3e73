package io.shelfcast.lstm;

/**
 * The matrices of one layer of a joined network, as DL4J has them ([from][to]), and where in them
 * each network's own parameters lie: an LSTM layer, the dense one or the output.
 */
final class Block {

  float[][] weights;
  float[][] recurrent;
  float[] bias;

  private final int networks;
  private final int at;
  private final int inputs;
  private final int own;
  private final int units;
  private final int gates;
  private final boolean sharedInputs;
  private final boolean output;

  Block(LstmShape shape, int layer, int networks) {
    this.networks = networks;
    boolean lstm = layer < shape.depth();
    output = layer == shape.depth() + 1;
    sharedInputs = layer == 0;
    gates = lstm ? LstmShape.GATES : 1;
    units = lstm ? shape.units(layer) : output ? 1 : shape.dense();
    inputs = lstm ? shape.inputs(layer) : output ? shape.dense() : shape.lastUnits();
    own = lstm ? units : 0;
    at = lstm ? shape.layerAt(layer) : output ? shape.outputAt() : shape.denseAt();
    int columns = output ? 1 : gates * units * networks;
    weights = new float[sharedInputs ? inputs : inputs * networks][columns];
    recurrent = new float[own * networks][columns];
    bias = new float[columns];
  }

  private int column(int gate, int unit, int network) {
    return output ? 0 : (gate * networks + network) * units + unit;
  }

  private int row(int input, int network) {
    return sharedInputs ? input : network * inputs + input;
  }

  private int parameter(int gate, int unit) {
    return at + (gate * units + unit) * (inputs + own + 1);
  }

  /** Takes a network's parameters into its place; the output's biases add up. */
  void take(float[] p, int network) {
    for (int gate = 0; gate < gates; gate++) {
      for (int unit = 0; unit < units; unit++) {
        int from = parameter(gate, unit);
        int column = column(gate, unit, network);
        for (int i = 0; i < inputs; i++) {
          weights[row(i, network)][column] = p[from + i];
        }
        for (int i = 0; i < own; i++) {
          recurrent[network * own + i][column] = p[from + inputs + i];
        }
        bias[column] += p[from + inputs + own];
      }
    }
  }

  /** Gives a network's parameters; the output's bias is the first one's. */
  void give(float[] p, int network) {
    for (int gate = 0; gate < gates; gate++) {
      for (int unit = 0; unit < units; unit++) {
        int to = parameter(gate, unit);
        int column = column(gate, unit, network);
        for (int i = 0; i < inputs; i++) {
          p[to + i] = weights[row(i, network)][column];
        }
        for (int i = 0; i < own; i++) {
          p[to + inputs + i] = recurrent[network * own + i][column];
        }
        p[to + inputs + own] = output && network > 0 ? 0 : bias[column];
      }
    }
  }
}
