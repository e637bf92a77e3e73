package io.shelfcast.lstm;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Prints how many sequences a second are learnt from, by DL4J and by {@link Learner}: 30 steps of
 * 57 inputs, a horizon of 7. Seconds are those of the CPU, all threads added up, so that a busy
 * machine blurs little. Argument: seconds that a figure takes.
 */
final class TrainingSpeed {

  private static final int STEPS = 30;
  private static final int INPUTS = 57;
  private static final int HORIZON = 7;

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private TrainingSpeed() {}

  public static void main(String[] args) throws InterruptedException {
    double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 3;
    System.out.printf("%-10s %6s %8s %10s %10s%n", "LSTM", "batch", "threads", "DL4J", "ours");
    for (int[] layers : new int[][] {{64}, {128, 64}}) {
      for (int batch : new int[] {64, 256}) {
        for (int threads : new int[] {1, 2}) {
          String dl4j = threads == 1 ? figure(perSecond(dl4j(layers, batch), 1, seconds)) : "";
          System.out.printf(
              "%-10s %6d %8d %10s %10s%n",
              Arrays.toString(layers),
              batch,
              threads,
              dl4j,
              figure(perSecond(ours(layers, batch), threads, seconds)));
        }
      }
    }
  }

  private static String figure(double perSecond) {
    return String.format(Locale.ROOT, "%,.0f", perSecond);
  }

  /** Some work that learns from a number of sequences, a new one for each thread. */
  private interface Work {
    Runnable start();

    int sequences();
  }

  private static double perSecond(Work work, int threads, double seconds)
      throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(threads);
    long[] done = new long[threads];
    double[] took = new double[threads];
    Thread[] all = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      int thread = t;
      all[t] =
          new Thread(
              () -> {
                Runnable learn = work.start();
                for (long until = after(seconds); System.nanoTime() < until; ) {
                  learn.run(); // until compiled
                }
                ready.countDown();
                long start = CPU.getCurrentThreadCpuTime();
                for (long until = after(seconds); System.nanoTime() < until; ) {
                  learn.run();
                  done[thread] += work.sequences();
                }
                took[thread] = (CPU.getCurrentThreadCpuTime() - start) / 1e9;
              });
      all[t].start();
    }
    double sum = 0;
    for (int t = 0; t < threads; t++) {
      all[t].join();
      sum += done[t] / took[t];
    }
    return sum;
  }

  private static long after(double seconds) {
    return System.nanoTime() + (long) (seconds * 1e9);
  }

  private static LstmNetwork network(int[] layers) {
    return LstmNetwork.initial(new LstmShape(INPUTS, layers, 32), new SplittableRandom(1));
  }

  private static float[] gaussian(int n) {
    SplittableRandom random = new SplittableRandom(2);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  private static Work ours(int[] layers, int batch) {
    float[] x = gaussian(batch * STEPS * INPUTS);
    float[] target = gaussian(batch * HORIZON);
    float[] weight = new float[target.length];
    Arrays.fill(weight, 1);
    return new Work() {
      @Override
      public Runnable start() {
        Learner learner =
            new Learner(
                network(layers),
                new Learner.Setting(STEPS, HORIZON, batch, 0, Loss.absolute(), 1),
                1e-3);
        return () -> learner.learn(x, batch, STEPS, target, weight);
      }

      @Override
      public int sequences() {
        return batch;
      }
    };
  }

  private static Work dl4j(int[] layers, int batch) {
    return new Work() {
      @Override
      public Runnable start() {
        MultiLayerNetwork network =
            new MultiLayerNetwork(
                Dl4jNetworks.architecture(network(layers).shape(), STEPS, 1, 1e-3, 0));
        network.init();
        float[] mask = new float[batch * STEPS];
        for (int i = 0; i < mask.length; i++) {
          mask[i] = i % STEPS >= STEPS - HORIZON ? 1 : 0;
        }
        DataSet data =
            new DataSet(
                Nd4j.create(
                    gaussian(batch * STEPS * INPUTS), new long[] {batch, INPUTS, STEPS}, 'f'),
                Nd4j.create(gaussian(batch * STEPS), new long[] {batch, 1, STEPS}, 'c'),
                null,
                Nd4j.create(mask, new long[] {batch, STEPS}, 'c'));
        return () -> network.fit(data);
      }

      @Override
      public int sequences() {
        return batch;
      }
    };
  }
}
