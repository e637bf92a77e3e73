package io.shelfcast.cli;

import io.shelfcast.ShelfcastException;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.models.Weights;
import java.util.Locale;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How models are trained; a picocli mixin of every verb that trains. */
public final class ModelOptions {

  /** {@link Weights.Kind}, as it is written on the command line. */
  enum Ensemble {
    FIXED,
    FITTED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final TrainingOptions.Xgboost XGBOOST = TrainingOptions.Xgboost.DEFAULT;
  private static final TrainingOptions.Lstm LSTM = TrainingOptions.Lstm.DEFAULT;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @Option(names = "--horizon", paramLabel = "DAYS", description = "Days ahead, 1 to 60.")
  private int horizon = 7;

  @Option(names = "--seed", paramLabel = "N", description = "Of all random numbers.")
  private long seed = TrainingOptions.of(1).seed();

  @Option(names = "--epochs", paramLabel = "N", description = "LSTM: at most so many.")
  private int epochs = LSTM.epochs();

  @Option(names = "--batch", paramLabel = "N", description = "LSTM: sequences of a step.")
  private int batch = LSTM.batch();

  @Option(
      names = "--lstm-layers",
      paramLabel = "N",
      split = ",",
      description = "LSTM: units of each layer, as in 128,64.")
  private int[] layers = LSTM.layers();

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      description = "LSTM: inputs dropped, 0 to 0.95.")
  private double dropout = LSTM.dropout();

  @Option(names = "--lstm-learning-rate", paramLabel = "X", description = "LSTM: Adam's, at first.")
  private double lstmLearningRate = LSTM.learningRate();

  @Option(
      names = "--networks",
      paramLabel = "N",
      description = "LSTM: trained side by side, each from a start of its own; their mean counts.")
  private int networks = LSTM.networks();

  @Option(
      names = "--lstm-engine",
      paramLabel = "NAME",
      description = "LSTM: what trains it, ${COMPLETION-CANDIDATES}; the model file is the same.")
  private TrainingOptions.Engine engine = LSTM.engine();

  @Option(names = "--trees", paramLabel = "N", description = "XGBoost: at most so many.")
  private int trees = XGBOOST.rounds();

  @Option(names = "--depth", paramLabel = "N", description = "XGBoost: depth of a tree.")
  private int depth = XGBOOST.depth();

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      showDefaultValue = Visibility.NEVER,
      description =
          "XGBoost: share of each tree. Default: .03 up to a week's horizon, .06 from four weeks"
              + " on.")
  private Double learningRate;

  @Option(
      names = "--objective",
      paramLabel = "NAME",
      description = "XGBoost: what it learns by, ${COMPLETION-CANDIDATES}.")
  private TrainingOptions.Objective objective = XGBOOST.objective();

  @Option(
      names = "--weights",
      paramLabel = "KIND",
      description =
          "Of the ensemble: fixed (.35 LSTM + .65 XGBoost), or fitted on the calibration days.")
  private Ensemble weights = Ensemble.FITTED;

  /**
   * All of it in the library's form.
   *
   * @throws ParameterException if a value is none that it can be
   */
  public TrainingOptions options() {
    try {
      return checked();
    } catch (ShelfcastException e) {
      throw new ParameterException(verb.commandLine(), e.getMessage(), e);
    }
  }

  private TrainingOptions checked() {
    TrainingOptions d = TrainingOptions.of(horizon);
    return new TrainingOptions(
        horizon,
        seed,
        d.threads(),
        d.maxSequences(),
        new TrainingOptions.Xgboost(
            trees,
            learningRate == null ? d.xgboost().learningRate() : learningRate,
            depth,
            XGBOOST.earlyStopping(),
            XGBOOST.subsample(),
            XGBOOST.columnSample(),
            d.xgboost().minChildWeight(),
            objective),
        new TrainingOptions.Lstm(
            layers,
            LSTM.dense(),
            dropout,
            epochs,
            batch,
            lstmLearningRate,
            LSTM.patience(),
            LSTM.plateau(),
            LSTM.epochSequences(),
            networks,
            engine));
  }

  /** Whether the horizon was given, and is not the default. */
  public boolean horizonGiven() {
    return verb.commandLine().getParseResult().hasMatchedOption("--horizon");
  }

  public Weights.Kind weights() {
    return Weights.Kind.valueOf(weights.name());
  }
}
