package io.shelfcast.notebook;

import io.shelfcast.ShelfcastException;
import io.shelfcast.StateFolder;
import io.shelfcast.cli.Logs;
import io.shelfcast.cli.Sample;
import io.shelfcast.database.Database;
import io.shelfcast.database.Loader;
import io.shelfcast.evaluation.Gate;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.models.Weights;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.PostgresSales;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.training.Holdout;
import io.shelfcast.training.TrainingRun;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What a notebook opens first: the database, the samples, the models' folder, and how values show
 * themselves.
 *
 * <p>{@value #KNOB}{@code =quick} in the environment makes every notebook a short one, for tests,
 * without a change to any cell: samples have {@link QuickSample#STORES} stores and are called
 * {@code bakery-quick}, the LSTM gets {@link #QUICK_EPOCHS} epochs and XGBoost {@link #QUICK_TREES}
 * trees.
 */
public final class Notebook {

  /** The environment's variable that makes notebooks short. */
  public static final String KNOB = "SHELFCAST_NOTEBOOK";

  static final int QUICK_EPOCHS = 2;
  static final int QUICK_TREES = 40;
  private static final String QUICK = "quick";

  private final StateFolder state;
  private final Database database;
  private final boolean quick;

  Notebook(StateFolder state, Database database, boolean quick) {
    this.state = state;
    this.database = database;
    this.quick = quick;
  }

  /**
   * Opens the database that the environment names, or the embedded one, and lets tables and figures
   * show themselves in this kernel.
   */
  public static Notebook open() {
    Logs.configure(false);
    System.setProperty("java.awt.headless", "true");
    Kernel.running().ifPresent(Displays::register);
    StateFolder state = StateFolder.current();
    Map<String, String> environment = System.getenv();
    return new Notebook(
        state, Database.open(state, environment), QUICK.equals(environment.get(KNOB)));
  }

  /** All sales of a sample ("bakery", "grocery"), which is loaded where the database lacks it. */
  public SalesPanel panel(String sample) {
    return panel(sample, Extract.ALL);
  }

  /** A part of a sample's sales, read from the database like every script does. */
  public SalesPanel panel(String sample, Extract extract) {
    String customer = quick ? sample + "-" + QUICK : sample;
    if (!database.customers(Integer.MAX_VALUE).contains(customer)) {
      load(customer, Sample.directory(sample));
    }
    return PostgresSales.read(
        database, customer, extract, Clock.systemDefaultZone(), Progress.NONE);
  }

  private void load(String customer, Path files) {
    Loader loader = new Loader(database, Progress.NONE);
    if (!quick) {
      loader.load(customer, files, Loader.Mode.REPLACE);
      return;
    }
    try (QuickSample few = QuickSample.of(files)) {
      loader.load(customer, few.directory(), Loader.Mode.REPLACE);
    }
  }

  /** What {@code train} takes where it is told nothing, for a horizon; less where it is quick. */
  public TrainingOptions options(int horizon) {
    TrainingOptions options = TrainingOptions.of(horizon);
    return quick ? options.withAtMost(QUICK_EPOCHS, QUICK_TREES) : options;
  }

  /**
   * One training, as the script {@code train} does it: it saves a version, which becomes the
   * champion if it is the first to beat seasonal naive.
   *
   * @param panel of {@link Extract#YEAR}
   */
  public Trained train(SalesPanel panel, TrainingOptions options) {
    try (LineProgress progress = progress()) {
      TrainingRun run =
          new TrainingRun(ModelRegistry.of(state), Clock.systemDefaultZone(), progress);
      TrainingRun.Request request =
          new TrainingRun.Request(
              options, Weights.Kind.FITTED, Extract.YEAR.historyDays(), Gate.DEFAULT_LEVEL, false);
      TrainingRun.Result result = run.run(panel, request);
      EnsembleForecaster saved = result.version().forecaster();
      Holdout holdout = Holdout.of(saved, panel, Gate.DEFAULT_LEVEL, Progress.NONE);
      return new Trained(panel, result.windows(), saved, holdout);
    }
  }

  /**
   * Says what a notebook claims, and fails where it does not hold. In a quick notebook, whose data
   * is another, it is only said whether it holds.
   */
  public void claim(String text, boolean holds) {
    if (!holds && !quick) {
      throw new ShelfcastException("Does not hold: " + text);
    }
    System.out.println((holds ? "holds: " : "does not hold (quick): ") + text);
  }

  /** A progress of one line below the cell; to be closed. */
  public LineProgress progress() {
    return new LineProgress(System.out);
  }
}
