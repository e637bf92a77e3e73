import io.shelfcast.features.Feature;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.lstm.Learner;
import io.shelfcast.lstm.Loss;
import io.shelfcast.lstm.LstmNetwork;
import io.shelfcast.lstm.LstmShape;
import io.shelfcast.lstm.Pass;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.CsvSales;
import io.shelfcast.sales.SalesPanel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The network's training: sequences of 30 steps of the 45 features, of which the last 7 are days to
 * forecast, learnt from by absolute error as Keras learns from the same files.
 */
final class LstmBench {

  static final int STEPS = 30;
  private static final int HORIZON = 7;
  private static final double RATE = 2e-3;
  private static final float MOST = 8;

  private LstmBench() {}

  /** Writes x ([sequence][step][input]), y and w ([sequence][step]) as little-endian floats. */
  static void write(Path data, Path folder, int n) throws Exception {
    SalesPanel panel = CsvSales.read(data, "bench", Progress.NONE);
    FeatureBuilder builder = new FeatureBuilder(panel);
    SplittableRandom random = new SplittableRandom(1);
    int[] series = new int[n * STEPS];
    int[] known = new int[series.length];
    int[] day = new int[series.length];
    float[] y = new float[series.length];
    float[] w = new float[series.length];
    for (int i = 0; i < n; ) {
      int s = random.nextInt(panel.seriesCount());
      int room = panel.days(s) - 100 - HORIZON;
      if (room < 1) {
        continue;
      }
      int origin = panel.startDay(s) + 100 + random.nextInt(room);
      for (int step = 0; step < STEPS; step++) {
        int at = i * STEPS + step;
        series[at] = s;
        day[at] = origin + HORIZON - STEPS + 1 + step;
        known[at] = Math.min(origin, day[at]);
        if (day[at] > origin) {
          y[at] = panel.quantity(s, day[at]);
          w[at] = 1;
        }
      }
      i++;
    }
    float[] x = builder.matrix(series, known, day).values();
    for (int i = 0; i < n; i++) {
      float level = x[(i * STEPS + STEPS - 1) * Feature.COUNT + Feature.AVG_28D.ordinal()];
      for (int at = i * STEPS; at < (i + 1) * STEPS; at++) {
        y[at] /= Float.isNaN(level) ? 1 : Math.max(.5f, level);
      }
    }
    standardise(x);
    Files.createDirectories(folder);
    put(folder.resolve("x.f32"), x);
    put(folder.resolve("y.f32"), y);
    put(folder.resolve("w.f32"), w);
  }

  private static void standardise(float[] x) {
    for (int f = 0; f < Feature.COUNT; f++) {
      double sum = 0;
      double squares = 0;
      int n = 0;
      for (int at = f; at < x.length; at += Feature.COUNT) {
        if (!Float.isNaN(x[at])) {
          sum += x[at];
          squares += (double) x[at] * x[at];
          n++;
        }
      }
      double mean = n == 0 ? 0 : sum / n;
      double spread = n == 0 ? 1 : Math.sqrt(Math.max(0, squares / n - mean * mean)) + 1e-6;
      for (int at = f; at < x.length; at += Feature.COUNT) {
        float z = (float) ((x[at] - mean) / spread);
        x[at] = Float.isNaN(z) ? 0 : Math.max(-MOST, Math.min(MOST, z));
      }
    }
  }

  /** Trains networks side by side, a thread each, or one by halves of its batches; the first tenth of the sequences is held out. */
  static void train(Path folder, int epochs, int batch, int[] layers, int networks)
      throws Exception {
    float[] x = get(folder.resolve("x.f32"));
    float[] y = get(folder.resolve("y.f32"));
    int inputs = x.length / y.length;
    LstmShape shape = new LstmShape(inputs, layers, 32);
    Network[] all = new Network[networks];
    for (int k = 0; k < networks; k++) {
      all[k] = new Network(shape, batch, x, y, k, networks == 1 ? 2 : 1);
    }
    for (Network network : all) {
      network.epoch(Math.min(20 * batch, x.length / inputs / STEPS / 2)); // until it is compiled
      network.begin();
    }
    int n = y.length / STEPS;
    int held = n / 10;
    double[] seconds = new double[epochs];
    double[] losses = new double[epochs];
    double cpu = 0;
    for (int e = 0; e < epochs; e++) {
      long begun = System.nanoTime();
      double cpuBefore = Bench.cpuSeconds();
      Thread[] threads =
          Arrays.stream(all).map(a -> new Thread(() -> a.epoch(n - held))).toArray(Thread[]::new);
      for (Thread thread : threads) {
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      cpu += Bench.cpuSeconds() - cpuBefore;
      seconds[e] = (System.nanoTime() - begun) / 1e9;
      losses[e] = all[0].loss(held);
    }
    double total = Arrays.stream(seconds).sum();
    System.out.printf(
        Locale.ROOT,
        "{\"epoch_samples\": %d, \"best_s\": %.3f, \"cpu_s\": %.3f, \"epoch_s\": %s, \"losses\": %s}%n",
        networks * (n - held),
        total / networks,
        cpu / networks,
        Bench.rounded(seconds),
        Bench.rounded(losses));
  }

  /** One network with its batches. */
  private static final class Network {
    private final LstmShape shape;
    private final int batch;
    private final float[] x;
    private final float[] y;
    private final int seed;
    private final int parts;
    private final int[] order;
    private final float[] in;
    private final float[] target;
    private final float[] weight;
    private SplittableRandom random;
    private Learner learner;

    Network(LstmShape shape, int batch, float[] x, float[] y, int seed, int parts) {
      this.shape = shape;
      this.batch = batch;
      this.x = x;
      this.y = y;
      this.seed = seed;
      this.parts = parts;
      int n = y.length / STEPS;
      order = new int[n - n / 10];
      Arrays.setAll(order, i -> n / 10 + i);
      in = new float[batch * STEPS * shape.inputs()];
      target = new float[batch * HORIZON];
      weight = new float[batch * HORIZON];
      Arrays.fill(weight, 1);
      begin();
    }

    void begin() {
      random = new SplittableRandom(seed);
      learner =
          new Learner(
              LstmNetwork.initial(shape, random),
              new Learner.Setting(STEPS, HORIZON, batch, 0, Loss.absolute(), 1, parts),
              RATE);
    }

    void epoch(int sequences) {
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int swap = order[i];
        order[i] = order[j];
        order[j] = swap;
      }
      for (int from = 0; from < sequences; from += batch) {
        int n = Math.min(batch, sequences - from);
        for (int b = 0; b < n; b++) {
          take(order[from + b], b, n);
        }
        learner.learn(in, n, STEPS, target, weight);
      }
    }

    private void take(int sequence, int b, int n) {
      int inputs = shape.inputs();
      int from = sequence * STEPS * inputs;
      for (int k = 0; k < STEPS * inputs; k++) {
        in[k * n + b] = x[from + k];
      }
      System.arraycopy(y, (sequence + 1) * STEPS - HORIZON, target, b * HORIZON, HORIZON);
    }

    /** Mean absolute error of the first sequences, which training leaves out. */
    double loss(int held) {
      Pass pass = Pass.toForecast(learner.network(), batch);
      float[] out = new float[batch * HORIZON];
      double sum = 0;
      for (int from = 0; from < held; from += batch) {
        int n = Math.min(batch, held - from);
        for (int b = 0; b < n; b++) {
          take(from + b, b, n);
        }
        pass.forward(in, n, STEPS, HORIZON, out);
        for (int c = 0; c < n * HORIZON; c++) {
          sum += Math.abs(out[c] - target[c]);
        }
      }
      return sum / held / HORIZON;
    }
  }

  private static void put(Path file, float[] values) throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    Files.write(file, bytes.array());
  }

  private static float[] get(Path file) throws Exception {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      float[] values = new float[(int) (channel.size() / 4)];
      channel
          .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values);
      return values;
    }
  }
}
