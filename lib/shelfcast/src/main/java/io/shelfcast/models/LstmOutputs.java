package io.shelfcast.models;

import io.shelfcast.lstm.LstmNetwork;
import io.shelfcast.lstm.Pass;
import java.util.Arrays;
import java.util.List;

/** What some networks put out together. */
final class LstmOutputs {

  /** Sequences of a batch: enough for matrices to be fast, few enough to stay in the cache. */
  static final int BATCH = 256;

  private LstmOutputs() {}

  /** The sum of the networks' outputs, {@code n * horizon}; on the thread that calls. */
  static float[] of(List<LstmNetwork> networks, Sequences rows, SequenceEncoding encoding) {
    int horizon = rows.horizon();
    int most = Math.min(BATCH, rows.size());
    List<Pass> passes =
        networks.stream().map(network -> Pass.toForecast(network, horizon, most)).toList();
    float[] sum = new float[rows.size() * horizon];
    float[] out = new float[most * horizon];
    float[] x = new float[most * rows.steps() * SequenceEncoding.WIDTH];
    int[] order = new int[rows.size()];
    Arrays.setAll(order, i -> i);
    for (int from = 0; from < rows.size(); from += most) {
      int n = Math.min(most, rows.size() - from);
      SequenceBatches.inputs(rows, order, from, n, encoding, x);
      for (Pass pass : passes) {
        pass.forward(x, n, rows.steps(), out);
        for (int c = 0; c < n * horizon; c++) {
          sum[from * horizon + c] += out[c];
        }
      }
    }
    return sum;
  }
}
