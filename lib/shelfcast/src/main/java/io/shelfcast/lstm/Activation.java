package io.shelfcast.lstm;

/** Activations over arrays, in loops that the compiler turns into vector instructions. */
final class Activation {

  /** From here on tanh is 1 in single precision, as near as the quotient below comes. */
  private static final float MOST = 7.905311f;

  private Activation() {}

  /** tanh in place. */
  static void tanh(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = tanh(x[i]);
    }
  }

  /** 1 / (1 + exp(-x)) in place, by way of tanh. */
  static void sigmoid(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = .5f * tanh(.5f * x[i]) + .5f;
    }
  }

  /**
   * The quotient of an odd polynomial of degree 13 and an even one of degree 6 that Eigen uses (its
   * generic_fast_tanh_float); the error is below 1e-6.
   */
  private static float tanh(float x) {
    float v = Math.max(-MOST, Math.min(MOST, x));
    float s = v * v;
    float p = -2.76076847742355e-16f * s + 2.00018790482477e-13f;
    p = p * s + -8.60467152213735e-11f;
    p = p * s + 5.12229709037114e-08f;
    p = p * s + 1.48572235717979e-05f;
    p = p * s + 6.37261928875436e-04f;
    p = p * s + 4.89352455891786e-03f;
    float q = 1.19825839466702e-06f * s + 1.18534705686654e-04f;
    q = q * s + 2.26843463243900e-03f;
    q = q * s + 4.89352518554385e-03f;
    return v * p / q;
  }
}
