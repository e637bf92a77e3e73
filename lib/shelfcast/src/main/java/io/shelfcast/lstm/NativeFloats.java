package io.shelfcast.lstm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Floats outside the heap, where OpenBLAS reads and writes them without a copy; freed with the
 * object. Matrices lie in it row by row. Not for two threads at once.
 */
final class NativeFloats {

  static {
    Loader.load(openblas_nolapack.class);
    oneThread();
  }

  private final FloatBuffer floats;
  private final FloatPointer start;

  NativeFloats(int size) {
    floats =
        ByteBuffer.allocateDirect(size * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    start = new FloatPointer(floats);
  }

  /**
   * Has OpenBLAS work in the caller's thread alone, so that networks side by side wait for nothing.
   * DL4J shares the library and sets it otherwise when it starts.
   */
  static void oneThread() {
    org.bytedeco.openblas.presets.openblas_nolapack.blas_set_num_threads(1);
  }

  void put(int at, float[] from, int offset, int n) {
    floats.put(at, from, offset, n);
  }

  void get(int at, float[] to, int offset, int n) {
    floats.get(at, to, offset, n);
  }

  void fill(int at, int n, float value) {
    for (int i = at; i < at + n; i++) {
      floats.put(i, value);
    }
  }

  /** A matrix in some floats: where it starts, and how far its rows lie apart. */
  record Matrix(NativeFloats floats, int at, int stride) {

    private FloatPointer pointer() {
      return new FloatPointer(floats.start).position(at);
    }
  }

  Matrix matrix(int at, int stride) {
    return new Matrix(this, at, stride);
  }

  /** c = a b + keep c, with a of m x k, b of k x n. */
  static void multiply(Matrix a, Matrix b, Matrix c, int m, int k, int n, float keep) {
    if (n == 1 && b.stride == 1 && c.stride == 1) {
      openblas_nolapack.cblas_sgemv(
          openblas_nolapack.CblasRowMajor,
          openblas_nolapack.CblasNoTrans,
          m,
          k,
          1,
          a.pointer(),
          a.stride,
          b.pointer(),
          1,
          keep,
          c.pointer(),
          1);
      return;
    }
    gemm(false, false, a, b, c, m, k, n, keep);
  }

  /** c = a' b + keep c, with a of k x m. */
  static void multiplyTransposed(Matrix a, Matrix b, Matrix c, int m, int k, int n, float keep) {
    gemm(true, false, a, b, c, m, k, n, keep);
  }

  /** c = a b' + keep c, with b of n x k. */
  static void multiplyByTransposed(Matrix a, Matrix b, Matrix c, int m, int k, int n, float keep) {
    gemm(false, true, a, b, c, m, k, n, keep);
  }

  private static void gemm(
      boolean transposeA,
      boolean transposeB,
      Matrix a,
      Matrix b,
      Matrix c,
      int m,
      int k,
      int n,
      float keep) {
    openblas_nolapack.cblas_sgemm(
        openblas_nolapack.CblasRowMajor,
        transposeA ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
        transposeB ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
        m,
        n,
        k,
        1,
        a.pointer(),
        a.stride,
        b.pointer(),
        b.stride,
        keep,
        c.pointer(),
        c.stride);
  }
}
