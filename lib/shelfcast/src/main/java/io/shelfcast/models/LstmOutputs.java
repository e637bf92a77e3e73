package io.shelfcast.models;

import io.shelfcast.lstm.LstmNetwork;
import io.shelfcast.lstm.Pass;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What some networks put out together, for any number of threads. */
final class LstmOutputs {

  /** Sequences of a batch: enough for matrices to be fast, few enough to stay in the cache. */
  static final int BATCH = 128;

  private final List<LstmNetwork> networks;
  private final SequenceEncoding encoding;

  /** Passes that nobody uses just now: to make one takes longer than to forecast a series. */
  private final Queue<List<Pass>> idle = new ConcurrentLinkedQueue<>();

  LstmOutputs(List<LstmNetwork> networks, SequenceEncoding encoding) {
    this.networks = networks;
    this.encoding = encoding;
  }

  /** The sum of the networks' outputs, {@code n * horizon}; on the thread that calls. */
  float[] of(Sequences rows) {
    List<Pass> passes = idle.poll();
    if (passes == null) {
      passes = networks.stream().map(network -> Pass.toForecast(network, BATCH)).toList();
    }
    float[] sum = of(rows, passes);
    idle.add(passes);
    return sum;
  }

  private float[] of(Sequences rows, List<Pass> passes) {
    int horizon = rows.horizon();
    int most = Math.min(BATCH, rows.size());
    float[] sum = new float[rows.size() * horizon];
    float[] out = new float[most * horizon];
    float[] x = new float[most * rows.steps() * SequenceEncoding.WIDTH];
    int[] order = new int[rows.size()];
    Arrays.setAll(order, i -> i);
    for (int from = 0; from < rows.size(); from += most) {
      int n = Math.min(most, rows.size() - from);
      SequenceBatches.inputs(rows, order, from, n, encoding, x);
      for (Pass pass : passes) {
        pass.forward(x, n, rows.steps(), horizon, out);
        for (int c = 0; c < n * horizon; c++) {
          sum[from * horizon + c] += out[c];
        }
      }
    }
    return sum;
  }
}
