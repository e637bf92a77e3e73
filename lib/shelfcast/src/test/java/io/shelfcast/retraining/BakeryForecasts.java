package io.shelfcast.retraining;

import io.shelfcast.evaluation.Backtest;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Forecasts;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.models.Weights;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.CsvSales;
import io.shelfcast.sales.SalesPanel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Writes what {@link PromotionSimulation} draws from: forecasts of the bakery by models of several
 * seeds, trained anew every eight weeks over two years, for the eight weeks after their training
 * and for the eight after those.
 */
public final class BakeryForecasts {

  private static final int WEEK = 7;
  private static final int SEGMENT = 8 * WEEK;
  private static final int SEGMENTS = 12;
  private static final int SEEDS = 2;
  private static final List<String> MODELS =
      List.of(EnsembleForecaster.ENSEMBLE, EnsembleForecaster.LSTM, EnsembleForecaster.XGBOOST);

  private BakeryForecasts() {}

  /** {@code SAMPLE DIRECTORY}: one file a training, those that are there already are left out. */
  public static void main(String... args) {
    SalesPanel panel = CsvSales.read(Path.of(args[0]), "bakery");
    for (int seed = 1; seed <= SEEDS; seed++) {
      for (int segment = SEGMENTS; segment >= 1; segment--) {
        Path file = Path.of(args[1], "s" + (SEGMENTS - segment) + "-" + seed + ".csv.gz");
        if (!Files.exists(file)) {
          int last = panel.lastDay() - SEGMENT * Math.max(0, segment - 2);
          int windows = segment > 1 ? 16 : 8;
          Backtest backtest =
              new Backtest(options(seed), windows, WEEK, 365, false, true, Weights.Kind.FITTED);
          SalesPanel known = panel.until(last);
          write(file, known, backtest.run(known, Progress.NONE));
          System.out.println(file);
          System.gc(); // frees DL4J's arrays, which lie outside of the heap
        }
      }
    }
  }

  /** Smaller models than usual: a training takes half a minute, its errors are much the same. */
  static TrainingOptions options(long seed) {
    TrainingOptions d = TrainingOptions.of(WEEK);
    TrainingOptions.Xgboost x = d.xgboost();
    TrainingOptions.Lstm l = d.lstm();
    return new TrainingOptions(
        WEEK,
        seed,
        1,
        12_000,
        new TrainingOptions.Xgboost(
            150, .08, 6, x.earlyStopping(), x.subsample(), x.columnSample(), x.minChildWeight()),
        new TrainingOptions.Lstm(
            new int[] {32}, 16, 0, 8, 64, 4e-3, l.patience(), l.plateau(), 3_000, 2, l.engine()));
  }

  private static void write(Path file, SalesPanel panel, List<Forecasts> forecasts) {
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    try (PrintWriter out =
        new PrintWriter(new GZIPOutputStream(Files.newOutputStream(beside)), false)) {
      out.println("model,origin,product,store,ahead,actual,forecast");
      for (Forecasts f : forecasts) {
        if (MODELS.contains(f.model())) {
          rows(panel, f, out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void rows(SalesPanel panel, Forecasts f, PrintWriter out) {
    for (int i = 0; i < f.series().length; i++) {
      int s = f.series()[i];
      for (int a = 1; a <= f.horizon(); a++) {
        out.printf(
            Locale.ROOT,
            "%s,%d,%s,%s,%d,%.0f,%.2f%n",
            f.model(),
            f.origin(),
            panel.productId(s),
            panel.storeId(s),
            a,
            panel.quantity(s, f.origin() + a),
            f.mean()[f.cell(i, a)]);
      }
    }
  }
}
