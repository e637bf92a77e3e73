package io.shelfcast.models;

import io.shelfcast.features.Feature;
import java.util.Arrays;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Brings sequences into the arrays that DL4J learns from, a batch at a time. */
final class SequenceBatches {

  private SequenceBatches() {}

  /** Hands out shuffled sequences, an epoch's worth at a time; all before any comes again. */
  static final class Draw {
    private final int[] order;
    private final Random random;
    private int next;

    Draw(int sequences, long seed) {
      order = new int[sequences];
      Arrays.setAll(order, i -> i);
      random = new Random(seed);
      next = sequences;
    }

    int[] take(int most) {
      int[] taken = new int[Math.min(most, order.length)];
      for (int k = 0; k < taken.length; k++) {
        if (next == order.length) {
          shuffle();
          next = 0;
        }
        taken[k] = order[next++];
      }
      return taken;
    }

    private void shuffle() {
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int swap = order[i];
        order[i] = order[j];
        order[j] = swap;
      }
    }
  }

  /**
   * A batch to learn from: the sequences {@code order[from..from + n)}.
   *
   * @param unit the weight that counts as 1
   */
  static DataSet batch(
      Sequences rows, int[] order, int from, int n, SequenceEncoding encoding, double unit) {
    int steps = rows.steps();
    int horizon = rows.horizon();
    float[] labels = new float[n * steps];
    float[] mask = new float[n * steps];
    for (int b = 0; b < n; b++) {
      int i = order[from + b];
      for (int a = 0; a < horizon; a++) {
        int step = steps - horizon + a;
        // DL4J multiplies the network's output by the mask, and the error again: a mask of sqrt(w)
        // over a label that is multiplied alike gives the error w times.
        float root = (float) Math.sqrt(rows.weight()[i * horizon + a] / unit);
        labels[b * steps + step] = root * rows.target()[i * horizon + a];
        mask[b * steps + step] = root;
      }
    }
    return new DataSet(
        features(rows, order, from, n, encoding),
        Nd4j.create(labels, new long[] {n, 1, steps}, 'c'),
        null,
        Nd4j.create(mask, new long[] {n, steps}, 'c'));
  }

  /** Features in 'f' order [sequence, input, step]: DL4J's LSTM is 1.5 times faster on it. */
  private static INDArray features(
      Sequences rows, int[] order, int from, int n, SequenceEncoding encoding) {
    float[] x = new float[n * SequenceEncoding.WIDTH * rows.steps()];
    inputs(rows, order, from, n, encoding, x);
    return Nd4j.create(x, new long[] {n, SequenceEncoding.WIDTH, rows.steps()}, 'f');
  }

  /**
   * Writes what a network reads of the sequences {@code order[from..from + n)}, as
   * [step][input][sequence].
   */
  static void inputs(
      Sequences rows, int[] order, int from, int n, SequenceEncoding encoding, float[] x) {
    Arrays.fill(x, 0, n * SequenceEncoding.WIDTH * rows.steps(), 0);
    for (int step = 0; step < rows.steps(); step++) {
      int to = n * SequenceEncoding.WIDTH * step;
      for (int b = 0; b < n; b++) {
        encoding.encode(rows.values()[order[from + b]], step * Feature.COUNT, x, to + b, n);
      }
    }
  }
}
