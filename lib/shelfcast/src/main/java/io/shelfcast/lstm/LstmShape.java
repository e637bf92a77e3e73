package io.shelfcast.lstm;

import java.util.Arrays;

/**
 * The sizes of a network, and where its parameters lie in one flat array: of each LSTM layer the
 * rows of its {@code 4 * units} gates, a row the weights of the layer's input, of its own last
 * output, and the bias; then the rows of the dense layer and the output's, each with its bias last.
 * Gates come in DL4J's order: input, forget, output, and the gate of the input.
 *
 * @param inputs of a step
 * @param layers units of each LSTM layer
 * @param dense units of the dense layer, with relu
 */
public record LstmShape(int inputs, int[] layers, int dense) {

  static final int GATES = 4;

  public LstmShape {
    layers = layers.clone();
  }

  @Override
  public int[] layers() {
    return layers.clone();
  }

  int depth() {
    return layers.length;
  }

  int units(int layer) {
    return layers[layer];
  }

  /** Units of the layer that the dense one reads. */
  int lastUnits() {
    return layers[layers.length - 1];
  }

  int inputs(int layer) {
    return layer == 0 ? inputs : layers[layer - 1];
  }

  /** Parameters of one gate of a layer. */
  int width(int layer) {
    return inputs(layer) + units(layer) + 1;
  }

  int layerAt(int layer) {
    int at = 0;
    for (int l = 0; l < layer; l++) {
      at += GATES * units(l) * width(l);
    }
    return at;
  }

  int denseAt() {
    return layerAt(layers.length);
  }

  int outputAt() {
    return denseAt() + dense * (lastUnits() + 1);
  }

  /** Parameters in all. */
  public int size() {
    return outputAt() + dense + 1;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof LstmShape s
        && inputs == s.inputs
        && dense == s.dense
        && Arrays.equals(layers, s.layers);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * inputs + dense) + Arrays.hashCode(layers);
  }

  @Override
  public String toString() {
    return inputs + " inputs, LSTM " + Arrays.toString(layers) + ", dense " + dense;
  }
}
