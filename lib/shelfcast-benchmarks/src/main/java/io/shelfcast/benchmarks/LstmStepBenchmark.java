package io.shelfcast.benchmarks;

import io.shelfcast.lstm.Learner;
import io.shelfcast.lstm.Loss;
import io.shelfcast.lstm.LstmNetwork;
import io.shelfcast.lstm.LstmShape;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One step of the network's training, there and back: 30 steps of 45 inputs, a horizon of 7. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LstmStepBenchmark {

  private static final int STEPS = 30;
  private static final int INPUTS = 45;
  private static final int HORIZON = 7;

  @Param({"64", "128,64"})
  public String layers;

  @Param({"64", "256"})
  public int batch;

  private Learner learner;
  private float[] x;
  private float[] target;
  private float[] weight;

  @Setup
  public void begin() {
    SplittableRandom random = new SplittableRandom(1);
    int[] units = Arrays.stream(layers.split(",")).mapToInt(Integer::parseInt).toArray();
    learner =
        new Learner(
            LstmNetwork.initial(new LstmShape(INPUTS, units, 32), random),
            new Learner.Setting(STEPS, HORIZON, batch, 0, Loss.absolute(), 1),
            1e-3);
    x = gaussian(batch * STEPS * INPUTS, random);
    target = gaussian(batch * HORIZON, random);
    weight = new float[target.length];
    Arrays.fill(weight, 1);
  }

  private static float[] gaussian(int n, SplittableRandom random) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Benchmark
  public double step() {
    return learner.learn(x, batch, STEPS, target, weight);
  }
}
