package io.shelfcast.notebook;

import io.shelfcast.ShelfcastException;
import io.shelfcast.StateFolder;
import io.shelfcast.cli.Logs;
import io.shelfcast.cli.Sample;
import io.shelfcast.database.Database;
import io.shelfcast.database.Loader;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.PostgresSales;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.training.TrainingRun;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a notebook opens first: the database, the samples, the models' folder, and how values show
 * themselves.
 *
 * <p>{@value #KNOB}{@code =quick} in the environment makes every notebook a short one, for tests,
 * without a change to any cell: samples have {@link QuickSample#STORES} stores and are called
 * {@code bakery-quick}, the LSTM gets {@link #QUICK_EPOCHS} epochs and XGBoost {@link #QUICK_TREES}
 * trees, and the customer of a rehearsal stays, so that scripts can be compared with it.
 */
public final class Notebook {

  /** The environment's variable that makes notebooks short. */
  public static final String KNOB = "SHELFCAST_NOTEBOOK";

  static final int QUICK_EPOCHS = 2;
  static final int QUICK_TREES = 40;
  private static final String QUICK = "quick";
  private static final int LINE = 88;

  private final StateFolder state;
  private final Database database;
  private final boolean quick;
  private final Set<String> said = new HashSet<>();

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
    String customer = customer(sample);
    if (!database.customers(Integer.MAX_VALUE).contains(customer)) {
      load(customer, Sample.directory(sample));
    }
    return PostgresSales.read(
        database, customer, extract, Clock.systemDefaultZone(), Progress.NONE);
  }

  private String customer(String sample) {
    return quick ? sample + "-" + QUICK : sample;
  }

  private void load(String customer, Path files) {
    Loader loader = new Loader(database, Progress.NONE);
    withFiles(files, directory -> loader.load(customer, directory, Loader.Mode.REPLACE));
  }

  private <T> T withFiles(Path files, Function<Path, T> work) {
    if (!quick) {
      return work.apply(files);
    }
    try (QuickSample few = QuickSample.of(files)) {
      return work.apply(few.directory());
    }
  }

  /**
   * A sample as a customer of its own, {@code SAMPLE-NAME}, in which time goes by. It begins anew
   * each time.
   */
  public Rehearsal rehearsal(String sample, String name) {
    return withFiles(
        Sample.directory(sample),
        files ->
            Rehearsal.begin(
                database, ModelRegistry.of(state), customer(sample) + "-" + name, files, quick));
  }

  /** What {@code train} takes where it is told nothing, for a horizon; less where it is quick. */
  public TrainingOptions options(int horizon) {
    TrainingOptions options = TrainingOptions.of(horizon);
    return quick ? options.withAtMost(QUICK_EPOCHS, QUICK_TREES) : options;
  }

  /** The same with other limits on how long the members learn, less where it is quick. */
  public TrainingOptions options(int horizon, int epochs, int trees) {
    return TrainingOptions.of(horizon)
        .withAtMost(
            quick ? Math.min(epochs, QUICK_EPOCHS) : epochs,
            quick ? Math.min(trees, QUICK_TREES) : trees);
  }

  /**
   * One training, as the script {@code train} does it: it saves a version, which becomes the
   * champion if it is the first to beat seasonal naive.
   *
   * @param panel of {@link Extract#YEAR}
   */
  public Trained train(SalesPanel panel, TrainingOptions options) {
    try (LineProgress progress = progress()) {
      return Trained.by(
          new TrainingRun(ModelRegistry.of(state), Clock.systemDefaultZone(), progress),
          panel,
          options);
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

  /** Prints a text in lines that fit below a cell. */
  public void say(String text) {
    System.out.println(wrapped(text));
  }

  static String wrapped(String text) {
    String space = "(.{1," + LINE + "})(?: +|$)";
    return text.strip()
        .lines()
        .map(line -> line.replaceAll(space, "$1\n").strip())
        .collect(Collectors.joining("\n"));
  }

  /** A progress of one line below the cell; to be closed. */
  public LineProgress progress() {
    return new LineProgress(System.out, said);
  }
}
