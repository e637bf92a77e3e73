import io.shelfcast.StateFolder;
import io.shelfcast.database.Database;
import io.shelfcast.features.Feature;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.features.FeatureMatrix;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.models.Weights;
import io.shelfcast.models.Windows;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.CsvSales;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.PostgresSales;
import io.shelfcast.sales.SalesPanel;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;

/** The Shelfcast side of the side-by-side runs; prints one line of JSON. */
public class Bench {

  public static void main(String... args) throws Exception {
    switch (args[0]) {
      case "features" -> features(Path.of(args[1]), Integer.parseInt(args[2]));
      case "panel" -> panel(args[1], args[2]);
      case "matrix" -> matrix(Path.of(args[1]), Integer.parseInt(args[2]), Path.of(args[3]));
      case "xgboost" -> xgboost(Path.of(args[1]), Integer.parseInt(args[2]));
      case "model" -> model(Path.of(args[1]), Integer.parseInt(args[2]), Path.of(args[3]));
      case "predict" -> predict(Path.of(args[1]), Integer.parseInt(args[2]), Path.of(args[3]));
      case "sequences" ->
          LstmBench.write(Path.of(args[1]), Path.of(args[2]), Integer.parseInt(args[3]));
      case "lstm" ->
          LstmBench.train(
              Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]),
              Arrays.stream(args[4].split(",")).mapToInt(Integer::parseInt).toArray(),
              Integer.parseInt(args[5]));
      default -> throw new IllegalArgumentException("No benchmark " + args[0]);
    }
  }

  static double cpuSeconds() {
    return ((com.sun.management.OperatingSystemMXBean)
                java.lang.management.ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  static String rounded(double[] values) {
    return Arrays.stream(values)
        .mapToObj(v -> String.format(Locale.ROOT, "%.4f", v))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** A year of a customer's sales into a panel, from the raw rows or from the sums by day. */
  private static void panel(String customer, String source) {
    Database database = Database.open(StateFolder.current(), System.getenv());
    database = source.equals("raw") ? database.withTransactions("shelfcast.transactions") : database;
    double[] seconds = new double[3];
    double[] cpu = new double[3];
    long cells = 0;
    for (int run = 0; run < seconds.length; run++) {
      long begun = System.nanoTime();
      double cpuBefore = cpuSeconds();
      SalesPanel panel =
          PostgresSales.read(
              database, customer, Extract.YEAR, Clock.systemDefaultZone(), Progress.NONE);
      cpu[run] = cpuSeconds() - cpuBefore;
      seconds[run] = (System.nanoTime() - begun) / 1e9;
      cells = 0;
      for (int s = 0; s < panel.seriesCount(); s++) {
        cells += panel.days(s);
      }
    }
    System.out.printf(
        Locale.ROOT, "{\"cells\": %d, \"first_s\": %.3f, \"best_s\": %.3f, \"client_cpu_s\": %.3f}%n",
        cells, seconds[0], Arrays.stream(seconds).min().getAsDouble(), Arrays.stream(cpu).min().getAsDouble());
  }

  /** Every series on every day, known a horizon before: as the peers make it. */
  private static void features(Path data, int horizon) {
    SalesPanel panel = CsvSales.read(data, "bench", Progress.NONE);
    int[][] rows = rows(panel, horizon);
    double[] seconds = new double[9];
    double[] cpu = new double[9];
    double sum = 0;
    for (int run = 0; run < seconds.length; run++) {
      long begun = System.nanoTime();
      double cpuBefore = cpuSeconds();
      FeatureMatrix m = new FeatureBuilder(panel).matrix(rows[0], rows[1], rows[2]);
      cpu[run] = cpuSeconds() - cpuBefore;
      seconds[run] = (System.nanoTime() - begun) / 1e9;
      sum += m.get(m.rows() / 2, Feature.AVG_28D);
    }
    System.out.printf(
        Locale.ROOT, "{\"rows\": %d, \"first_s\": %.3f, \"best_s\": %.3f, \"cpu_s\": %.3f, \"all\": \"%s\"}%n",
        rows[0].length, seconds[0], Arrays.stream(seconds).min().getAsDouble(), Arrays.stream(cpu).min().getAsDouble(),
        Arrays.toString(cpu));
  }

  /** Every series on every day, known a horizon before: series, last known days, days. */
  private static int[][] rows(SalesPanel panel, int horizon) {
    int n = 0;
    for (int s = 0; s < panel.seriesCount(); s++) {
      n += Math.max(0, panel.days(s) - horizon);
    }
    int[][] rows = new int[3][n];
    int at = 0;
    for (int s = 0; s < panel.seriesCount(); s++) {
      for (int d = panel.startDay(s) + horizon; d <= panel.lastDay(); d++) {
        rows[0][at] = s;
        rows[1][at] = d - horizon;
        rows[2][at++] = d;
      }
    }
    return rows;
  }

  /** Writes the matrix with the day's sales behind each row, as little-endian floats. */
  private static void matrix(Path data, int horizon, Path file) throws Exception {
    SalesPanel panel = CsvSales.read(data, "bench", Progress.NONE);
    int[][] rows = rows(panel, horizon);
    FeatureMatrix m = new FeatureBuilder(panel).matrix(rows[0], rows[1], rows[2]);
    ByteBuffer row = ByteBuffer.allocate(4 * (Feature.COUNT + 1)).order(ByteOrder.LITTLE_ENDIAN);
    try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      for (int i = 0; i < m.rows(); i++) {
        row.clear();
        row.asFloatBuffer()
            .put(m.values(), i * Feature.COUNT, Feature.COUNT)
            .put(panel.quantity(m.series()[i], m.day()[i]));
        out.write(row.array());
      }
    }
  }

  /** Trees on such a file. */
  private static void xgboost(Path file, int rounds) throws Exception {
    int columns = Feature.COUNT;
    int n = (int) (Files.size(file) / 4 / (columns + 1));
    float[] values = new float[n * columns];
    float[] target = new float[n];
    ByteBuffer row = ByteBuffer.allocate(4 * (columns + 1)).order(ByteOrder.LITTLE_ENDIAN);
    try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
      for (int i = 0; i < n; i++) {
        in.readNBytes(row.array(), 0, row.capacity());
        row.clear();
        row.asFloatBuffer().get(values, i * columns, columns);
        target[i] = row.getFloat(4 * columns);
      }
    }
    long begun = System.nanoTime();
    double cpu = cpuSeconds();
    DMatrix train = new DMatrix(values, n, columns, Float.NaN);
    train.setLabel(target);
    Map<String, Object> parameters =
        Map.of(
            "objective", "reg:squarederror", "tree_method", "hist", "eta", .03, "max_depth", 8,
            "nthread", 2, "seed", 42, "verbosity", 0);
    Booster booster = XGBoost.train(train, parameters, rounds, Map.of(), null, null);
    double seconds = (System.nanoTime() - begun) / 1e9;
    cpu = cpuSeconds() - cpu;
    float[][] p = booster.predict(train);
    double squares = 0;
    for (int i = 0; i < n; i++) {
      squares += (p[i][0] - target[i]) * (double) (p[i][0] - target[i]);
    }
    System.out.printf(
        Locale.ROOT, "{\"rows\": %d, \"best_s\": %.3f, \"cpu_s\": %.3f, \"rmse\": %.5f}%n",
        n, seconds, cpu, Math.sqrt(squares / n));
  }

  /**
   * Saves a model of few rows and epochs: how well it forecasts changes nothing in how long that
   * takes. Trees and networks are as many as ever.
   */
  private static void model(Path data, int horizon, Path folder) throws Exception {
    SalesPanel panel = CsvSales.read(data, "bench", Progress.NONE);
    TrainingOptions d = TrainingOptions.of(horizon).withAtMost(2, 500);
    TrainingOptions quick =
        new TrainingOptions(horizon, d.seed(), d.threads(), 6_000, d.xgboost(), d.lstm());
    Windows windows = Windows.of(panel.lastDay() - 364, panel.lastDay(), horizon, 0);
    EnsembleForecaster model =
        EnsembleForecaster.fit(panel, windows, quick, Weights.Kind.FIXED, Progress.NONE);
    Files.createDirectories(folder);
    model.save(folder, 1, Map.of());
  }

  /** All models' forecasts of every series, by a saved model. */
  private static void predict(Path data, int horizon, Path folder) {
    SalesPanel panel = CsvSales.read(data, "bench", Progress.NONE);
    EnsembleForecaster model = EnsembleForecaster.load(folder);
    int trees = model.xgboostCurve().best() + 1;
    double[] seconds = new double[3];
    double[] cpu = new double[3];
    int cells = 0;
    for (int run = 0; run < seconds.length; run++) {
      long begun = System.nanoTime();
      double cpuBefore = cpuSeconds();
      cells = model.forecast(panel, horizon).get(0).mean().length;
      cpu[run] = cpuSeconds() - cpuBefore;
      seconds[run] = (System.nanoTime() - begun) / 1e9;
    }
    System.out.printf(
        Locale.ROOT,
        "{\"cells\": %d, \"trees\": %d, \"first_s\": %.3f, \"best_s\": %.3f, \"cpu_s\": %.3f}%n",
        cells, trees, seconds[0], Arrays.stream(seconds).min().getAsDouble(), Arrays.stream(cpu).min().getAsDouble());
  }
}
