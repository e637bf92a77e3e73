package io.shelfcast.lstm;

/**
 * Adam (Kingma and Ba 2015) with DL4J's constants: decays .9 and .999, epsilon 1e-8, added to the
 * root before the correction.
 */
final class Adam {

  private static final float FIRST = .9f;
  private static final float SECOND = .999f;
  private static final float EPSILON = 1e-8f;

  private final float[] mean;
  private final float[] square;
  private int steps;

  Adam(int parameters) {
    this(new float[parameters], new float[parameters], 0);
  }

  private Adam(float[] mean, float[] square, int steps) {
    this.mean = mean;
    this.square = square;
    this.steps = steps;
  }

  Adam copy() {
    return new Adam(mean.clone(), square.clone(), steps);
  }

  void step(float[] parameters, float[] gradient, double rate) {
    steps++;
    float alpha =
        (float) (rate * Math.sqrt(1 - Math.pow(SECOND, steps)) / (1 - Math.pow(FIRST, steps)));
    for (int i = 0; i < gradient.length; i++) {
      mean[i] = FIRST * mean[i] + (1 - FIRST) * gradient[i];
    }
    for (int i = 0; i < gradient.length; i++) {
      square[i] = SECOND * square[i] + (1 - SECOND) * gradient[i] * gradient[i];
    }
    for (int i = 0; i < gradient.length; i++) {
      parameters[i] -= alpha * mean[i] / ((float) Math.sqrt(square[i]) + EPSILON);
    }
  }
}
