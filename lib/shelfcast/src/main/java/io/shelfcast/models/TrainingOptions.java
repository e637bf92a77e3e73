package io.shelfcast.models;

import io.shelfcast.ShelfcastException;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.lstm.Loss;
import java.util.Arrays;
import java.util.Locale;

/**
 * How a model is trained. What the workflow names is the default.
 *
 * @param horizon days ahead that are forecast, 1..60
 * @param seed of all random numbers; the same seed, data and machine give the same model
 * @param threads CPU threads
 * @param maxSequences (series, origin) pairs an epoch sees at most; with more, every n-th origin is
 *     taken
 */
public record TrainingOptions(
    int horizon, long seed, int threads, int maxSequences, Xgboost xgboost, Lstm lstm) {

  /**
   * What trains the LSTM; a model of either is the same file. Ours learns by Tweedie deviance, of
   * outputs that are logarithms; DL4J, whose own losses are all that its files can name, by
   * absolute error.
   */
  public enum Engine {
    SHELFCAST(Loss.tweedie(TWEEDIE_POWER), "Tweedie deviance of sales / level"),
    DL4J(Loss.absolute(), "weighted absolute error of sales / level");

    private final Loss loss;
    private final String metric;

    Engine(Loss loss, String metric) {
      this.loss = loss;
      this.metric = metric;
    }

    Loss loss() {
      return loss;
    }

    /** What a learning curve shows. */
    String metric() {
      return metric;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What XGBoost learns sales / level by. */
  public enum Objective {
    /** Variance grows as mean^1.1: little more than chance gives, as sales are counts. */
    TWEEDIE("reg:tweedie", "Tweedie deviance of sales / level"),
    /** The workflow's. A few large ratios of slow sellers outweigh the rest. */
    SQUARED_ERROR("reg:squarederror", "weighted RMSE of sales / level");

    private final String parameter;
    private final String metric;

    Objective(String parameter, String metric) {
      this.parameter = parameter;
      this.metric = metric;
    }

    /** XGBoost's name. */
    String parameter() {
      return parameter;
    }

    /** What a learning curve shows. */
    String metric() {
      return metric;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Power of the mean that the variance of sales / level grows with. */
  static final float TWEEDIE_POWER = 1.1f;

  /**
   * Hyperparameters of XGBoost.
   *
   * @param rounds trees at most
   * @param learningRate share of each tree in the forecast
   * @param earlyStopping trees without progress until training stops
   * @param subsample share of the rows that a tree sees
   * @param columnSample share of the features that a tree sees
   * @param minChildWeight of a leaf; rows weigh 1 on average
   */
  public record Xgboost(
      int rounds,
      double learningRate,
      int depth,
      int earlyStopping,
      double subsample,
      double columnSample,
      double minChildWeight,
      Objective objective) {

    public static final Xgboost DEFAULT =
        new Xgboost(500, .03, 8, 20, .8, .5, 20, Objective.TWEEDIE);

    private static final int WEEK = 7;

    /**
     * The workflow's numbers, for a horizon. An origin has a row for each day ahead: beyond a week,
     * leaves hold as many origins as those of a week do, and trees learn faster, from four weeks on
     * twice as fast ({@code docs/accuracy.md}).
     */
    public static Xgboost of(int horizon) {
      double weeks = Math.max(1, (double) horizon / WEEK);
      return DEFAULT.with(
          DEFAULT.learningRate * Math.min(2, Math.sqrt(weeks)), DEFAULT.minChildWeight * weeks);
    }

    Xgboost with(double learningRate, double minChildWeight) {
      return new Xgboost(
          rounds,
          learningRate,
          depth,
          earlyStopping,
          subsample,
          columnSample,
          minChildWeight,
          objective);
    }

    /** With the objective that is the default. */
    public Xgboost(
        int rounds,
        double learningRate,
        int depth,
        int earlyStopping,
        double subsample,
        double columnSample,
        double minChildWeight) {
      this(
          rounds,
          learningRate,
          depth,
          earlyStopping,
          subsample,
          columnSample,
          minChildWeight,
          Objective.TWEEDIE);
    }

    public Xgboost {
      atLeast("number of trees", rounds, 1);
      between("learning rate of XGBoost", learningRate, 1e-6, 1);
      atLeast("depth", depth, 1);
      atLeast("early stopping of XGBoost", earlyStopping, 1);
      between("subsample", subsample, .01, 1);
      between("column sample", columnSample, .01, 1);
      between("minimum child weight", minChildWeight, 0, 1e9);
    }
  }

  /**
   * Hyperparameters of the LSTM.
   *
   * @param layers units of each LSTM layer
   * @param dense units of the dense layer behind them
   * @param dropout share of inputs of each layer that training drops, 0 for none
   * @param patience epochs without progress until training stops
   * @param plateau epochs without progress until the learning rate is halved
   * @param epochSequences sequences that an epoch takes, of all that there are; the next epoch
   *     takes others
   * @param networks that are trained side by side, each from a start of its own; the forecast is
   *     their mean
   * @param engine that trains
   */
  public record Lstm(
      int[] layers,
      int dense,
      double dropout,
      int epochs,
      int batch,
      double learningRate,
      int patience,
      int plateau,
      int epochSequences,
      int networks,
      Engine engine) {

    public static final Lstm DEFAULT =
        new Lstm(new int[] {64}, 32, 0, 50, 64, 2e-3, 5, 3, 6_144, 2, Engine.SHELFCAST);

    public Lstm {
      layers = layers.clone();
      atLeast("number of LSTM layers", layers.length, 1);
      for (int units : layers) {
        atLeast("units of an LSTM layer", units, 1);
      }
      atLeast("dense units", dense, 1);
      between("dropout", dropout, 0, .95);
      atLeast("number of epochs", epochs, 1);
      atLeast("batch", batch, 1);
      between("learning rate of the LSTM", learningRate, 1e-7, 1);
      atLeast("patience", patience, 1);
      atLeast("plateau", plateau, 1);
      atLeast("sequences an epoch", epochSequences, 1);
      atLeast("number of networks", networks, 1);
    }

    @Override
    public int[] layers() {
      return layers.clone();
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Lstm l && toString().equals(l.toString());
    }

    @Override
    public int hashCode() {
      return toString().hashCode();
    }

    @Override
    public String toString() {
      return "Lstm[layers="
          + Arrays.toString(layers)
          + ", dense="
          + dense
          + ", dropout="
          + dropout
          + ", epochs="
          + epochs
          + ", batch="
          + batch
          + ", learningRate="
          + learningRate
          + ", patience="
          + patience
          + ", plateau="
          + plateau
          + ", epochSequences="
          + epochSequences
          + ", networks="
          + networks
          + ", engine="
          + engine
          + "]";
    }
  }

  public TrainingOptions {
    atLeast("horizon", horizon, 1);
    if (horizon > FeatureBuilder.MAX_HORIZON) {
      throw new ShelfcastException(
          "Invalid horizon: "
              + horizon
              + "; at most "
              + FeatureBuilder.MAX_HORIZON
              + " days can be forecast");
    }
    atLeast("number of threads", threads, 1);
    atLeast("number of sequences", maxSequences, 1);
  }

  /** The workflow's numbers for a horizon. */
  public static TrainingOptions of(int horizon) {
    return new TrainingOptions(
        horizon,
        42,
        Math.min(2, Runtime.getRuntime().availableProcessors()),
        35_000,
        Xgboost.of(horizon),
        Lstm.DEFAULT);
  }

  /** The same with other random numbers. */
  public TrainingOptions withSeed(long other) {
    return new TrainingOptions(horizon, other, threads, maxSequences, xgboost, lstm);
  }

  /** The same for another horizon, with what it is learnt by unless that was chosen. */
  public TrainingOptions withHorizon(int days) {
    Xgboost usual = Xgboost.of(horizon);
    Xgboost then = Xgboost.of(days);
    Xgboost x =
        xgboost.with(
            xgboost.learningRate() == usual.learningRate()
                ? then.learningRate()
                : xgboost.learningRate(),
            xgboost.minChildWeight() == usual.minChildWeight()
                ? then.minChildWeight()
                : xgboost.minChildWeight());
    return new TrainingOptions(days, seed, threads, maxSequences, x, lstm);
  }

  /** The same with other limits on how long the members learn. */
  public TrainingOptions withAtMost(int epochs, int trees) {
    Xgboost x = xgboost;
    Lstm l = lstm;
    return new TrainingOptions(
        horizon,
        seed,
        threads,
        maxSequences,
        new Xgboost(
            trees,
            x.learningRate(),
            x.depth(),
            x.earlyStopping(),
            x.subsample(),
            x.columnSample(),
            x.minChildWeight(),
            x.objective()),
        new Lstm(
            l.layers(),
            l.dense(),
            l.dropout(),
            epochs,
            l.batch(),
            l.learningRate(),
            l.patience(),
            l.plateau(),
            l.epochSequences(),
            l.networks(),
            l.engine()));
  }

  /**
   * Steps of an LSTM sequence: 30, and more where the horizon would leave under 23 days of history.
   */
  public int steps() {
    return Math.max(30, horizon + 23);
  }

  private static void atLeast(String what, int value, int least) {
    if (value < least) {
      throw new ShelfcastException("Invalid " + what + ": " + value + "; at least " + least);
    }
  }

  private static void between(String what, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new ShelfcastException(
          "Invalid " + what + ": " + value + "; between " + least + " and " + most);
    }
  }
}
