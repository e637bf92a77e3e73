package io.shelfcast.lstm;

import io.shelfcast.lstm.NativeFloats.Matrix;
import java.util.Arrays;

/** The dense layer with relu and the linear output, on the steps of the horizon. */
final class Head {

  private final int units;
  private final int dense;
  private final int outputAt;
  private final NativeFloats hidden;
  private final NativeFloats back;
  private final float[][] active;
  private final float[] slope;
  private final float[] toRead;
  private final float[] output;
  private final float[] sums;
  private int n;
  private int horizon;

  /**
   * @param kept steps whose dense layer is kept for the way back
   */
  Head(LstmShape shape, int kept, int most, boolean learning) {
    units = shape.lastUnits();
    dense = shape.dense();
    outputAt = shape.outputAt();
    hidden = new NativeFloats(dense * most);
    back = new NativeFloats(learning ? units * most : 0);
    active = new float[kept][dense * most];
    slope = new float[learning ? dense * most : 0];
    toRead = new float[learning ? units * most : 0];
    output = new float[dense + 1];
    sums = new float[most];
  }

  void use(float[] parameters) {
    System.arraycopy(parameters, outputAt, output, 0, dense + 1);
  }

  void forward(int ahead, int horizon, Matrix read, Matrix weights, int n, float[] out) {
    this.n = n;
    this.horizon = horizon;
    NativeFloats.multiply(weights, read, hidden.matrix(0, n), dense, units + 1, n, 0);
    float[] a = active[ahead % active.length];
    hidden.get(0, a, 0, dense * n);
    Arrays.fill(sums, 0, n, output[dense]);
    for (int d = 0; d < dense; d++) {
      for (int b = 0; b < n; b++) {
        float v = Math.max(0, a[d * n + b]);
        a[d * n + b] = v;
        sums[b] += output[d] * v;
      }
    }
    for (int b = 0; b < n; b++) {
      out[b * horizon + ahead] = sums[b];
    }
  }

  /**
   * The slope of the loss by what was read; adds that by the dense weights to {@code gradient},
   * that by the output's to {@code all}.
   */
  float[] backward(
      int ahead,
      float[] slopes,
      Matrix read,
      Matrix weights,
      Matrix gradient,
      boolean first,
      float[] all) {
    float[] a = active[ahead];
    for (int b = 0; b < n; b++) {
      sums[b] = slopes[b * horizon + ahead];
      all[outputAt + dense] += sums[b];
    }
    for (int d = 0; d < dense; d++) {
      float sum = 0;
      for (int b = 0; b < n; b++) {
        float v = a[d * n + b];
        sum += v * sums[b];
        slope[d * n + b] = v > 0 ? output[d] * sums[b] : 0;
      }
      all[outputAt + d] += sum;
    }
    hidden.put(0, slope, 0, dense * n);
    Matrix s = hidden.matrix(0, n);
    NativeFloats.multiplyByTransposed(s, read, gradient, dense, n, units + 1, first ? 0 : 1);
    NativeFloats.multiplyTransposed(weights, s, back.matrix(0, n), units, dense, n, 0);
    back.get(0, toRead, 0, units * n);
    return toRead;
  }
}
