package io.shelfcast.models;

import io.shelfcast.ShelfcastException;
import io.shelfcast.features.Feature;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.features.SeriesFeatures;
import io.shelfcast.lstm.Loss;
import io.shelfcast.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** The XGBoost member: trees on rows (series, origin, days ahead), target sales / level. */
final class XgboostMember implements Member {

  private static final String TASK = "XGBoost";

  /** The attribute by which XGBoost itself marks the last tree to use after early stopping. */
  private static final String BEST = "best_iteration";

  private final Booster booster;
  private final Inputs inputs;
  private final int trees;

  private XgboostMember(Booster booster, Inputs inputs, int trees) {
    this.booster = booster;
    this.inputs = inputs;
    this.trees = trees;
  }

  /** A fitted member with its learning curve. */
  record Fit(XgboostMember member, LearningCurve curve) {}

  /**
   * Fits with early stopping: ends when for so many rounds none was good, and uses the trees up to
   * the last good one.
   */
  static Fit fit(
      XgboostRows rows,
      XgboostRows stopping,
      Inputs inputs,
      TrainingOptions options,
      Progress progress) {
    TrainingOptions.Xgboost x = options.xgboost();
    prepare(rows, inputs);
    prepare(stopping, inputs);
    try (Matrix train = new Matrix(rows);
        Matrix stop = new Matrix(stopping)) {
      Booster booster =
          XGBoost.train(train.data, parameters(options), 0, new HashMap<>(), null, null);
      List<double[]> losses = new ArrayList<>();
      KeptRound stopper = new KeptRound();
      int kept = 0;
      for (int round = 0; round < x.rounds() && round - kept <= x.earlyStopping(); round++) {
        booster.update(train.data, round);
        double[] loss = losses(booster, train, stop, round, x.objective());
        losses.add(loss);
        kept = stopper.offer(round, loss[1]) ? round : kept;
        progress.step(
            TASK,
            round + 1,
            x.rounds(),
            String.format("loss %.4f, stopping %.4f", loss[0], loss[1]));
      }
      progress.step(TASK, x.rounds(), x.rounds(), "kept " + (kept + 1) + " trees");
      LearningCurve curve =
          new LearningCurve(
              x.objective().metric(),
              losses.stream().mapToDouble(l -> l[0]).toArray(),
              losses.stream().mapToDouble(l -> l[1]).toArray(),
              kept);
      booster.setAttr(BEST, String.valueOf(kept));
      return new Fit(new XgboostMember(booster, inputs, kept + 1), curve);
    } catch (XGBoostError e) {
      throw new ShelfcastException("XGBoost failed: " + e.getMessage(), e);
    }
  }

  /** Fits a number of rounds found before, on other rows. */
  static XgboostMember refit(
      XgboostRows rows, Inputs inputs, int rounds, TrainingOptions options, Progress progress) {
    prepare(rows, inputs);
    try (Matrix train = new Matrix(rows)) {
      Booster booster =
          XGBoost.train(train.data, parameters(options), 0, new HashMap<>(), null, null);
      for (int round = 0; round < rounds; round++) {
        booster.update(train.data, round);
        progress.step(TASK + " again", round + 1, rounds, "");
      }
      booster.setAttr(BEST, String.valueOf(rounds - 1));
      return new XgboostMember(booster, inputs, rounds);
    } catch (XGBoostError e) {
      throw new ShelfcastException("XGBoost failed: " + e.getMessage(), e);
    }
  }

  private static void prepare(XgboostRows rows, Inputs inputs) {
    for (int at = 0; at < rows.values().length; at += Feature.COUNT) {
      inputs.neutralise(rows.values(), at);
      inputs.coarsenWeather(rows.values(), at);
    }
  }

  private static Map<String, Object> parameters(TrainingOptions options) {
    TrainingOptions.Xgboost x = options.xgboost();
    Map<String, Object> p = new LinkedHashMap<>();
    p.put("objective", x.objective().parameter());
    if (x.objective() == TrainingOptions.Objective.TWEEDIE) {
      p.put("tweedie_variance_power", TrainingOptions.TWEEDIE_POWER);
    }
    p.put("tree_method", "hist");
    p.put("eta", x.learningRate());
    p.put("max_depth", x.depth());
    p.put("subsample", x.subsample());
    p.put("colsample_bytree", x.columnSample());
    p.put("min_child_weight", x.minChildWeight());
    p.put("seed", options.seed());
    p.put("nthread", options.threads());
    p.put("verbosity", 0);
    return p;
  }

  private static double[] losses(
      Booster booster, Matrix train, Matrix stop, int round, TrainingOptions.Objective objective)
      throws XGBoostError {
    double training = loss(booster, train, round);
    return objective == TrainingOptions.Objective.TWEEDIE
        ? new double[] {training - train.leastTweedieLoss, stop.tweedieDeviance(booster)}
        : new double[] {training, loss(booster, stop, round)};
  }

  /** XGBoost's own measure, to the few digits that it prints. */
  private static double loss(Booster booster, Matrix rows, int round) throws XGBoostError {
    String text = booster.evalSet(new DMatrix[] {rows.data}, new String[] {"loss"}, round);
    return Double.parseDouble(text.substring(text.lastIndexOf(':') + 1));
  }

  @Override
  public float[] mean(FeatureBuilder builder, int[] series, int origin, int horizon) {
    Cells cells = cells(builder, series, origin, horizon);
    float[][] out = cells.told(data -> booster.predict(data, false, trees));
    float[] mean = cells.level;
    for (int c = 0; c < mean.length; c++) {
      mean[c] = Math.max(0, out[c][0] * mean[c]);
    }
    return mean;
  }

  /**
   * What each feature, and last of all the constant, added to XGBoost's sum for each day ahead of
   * one series: to the logarithm of the forecast over the level, or, by squared error, to that
   * ratio itself.
   */
  float[][] contributions(FeatureBuilder builder, int series, int origin, int horizon) {
    return cells(builder, new int[] {series}, origin, horizon)
        .told(data -> booster.predictContrib(data, trees));
  }

  /** Rows to be forecast, and the level that each is relative to. */
  private record Cells(float[] values, float[] level) {

    interface Question {
      float[][] ask(DMatrix data) throws XGBoostError;
    }

    float[][] told(Question question) {
      try {
        DMatrix data = new DMatrix(values, level.length, Feature.COUNT, Float.NaN);
        try {
          return question.ask(data);
        } finally {
          data.dispose();
        }
      } catch (XGBoostError e) {
        throw new ShelfcastException("XGBoost failed: " + e.getMessage(), e);
      }
    }
  }

  private Cells cells(FeatureBuilder builder, int[] series, int origin, int horizon) {
    float[] values = new float[series.length * horizon * Feature.COUNT];
    float[] level = new float[series.length * horizon];
    IntStream.range(0, series.length)
        .parallel()
        .forEach(
            i -> {
              SeriesFeatures features = builder.series(series[i]);
              for (int a = 1; a <= horizon; a++) {
                int cell = i * horizon + a - 1;
                int at = cell * Feature.COUNT;
                features.row(origin, origin + a, values, at);
                level[cell] = Level.of(values, at);
                Inputs.scale(values, at, level[cell]);
                inputs.neutralise(values, at);
                inputs.coarsenWeather(values, at);
              }
            });
    return new Cells(values, level);
  }

  /** Total gain of each feature, in the order of a row; 0 for one that no tree uses. */
  double[] importance() {
    try {
      Map<String, Double> gain =
          booster.getScore(Feature.labels().toArray(String[]::new), "total_gain");
      return Feature.labels().stream().mapToDouble(f -> gain.getOrDefault(f, 0.)).toArray();
    } catch (XGBoostError e) {
      throw new ShelfcastException("XGBoost failed: " + e.getMessage(), e);
    }
  }

  void save(Path file) {
    try {
      booster.setFeatureNames(Feature.labels().toArray(String[]::new));
      booster.saveModel(file.toString());
    } catch (XGBoostError e) {
      throw new ShelfcastException("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  static XgboostMember load(Path file, Inputs inputs) {
    try {
      Booster booster = XGBoost.loadModel(file.toString());
      return new XgboostMember(booster, inputs, Integer.parseInt(booster.getAttr(BEST)) + 1);
    } catch (XGBoostError | NumberFormatException e) {
      throw new ShelfcastException("Damaged model file " + file + ": XGBoost cannot read it", e);
    }
  }

  /** A DMatrix that gives its memory back at once. */
  private static final class Matrix implements AutoCloseable {
    private static final Loss.Tweedie TWEEDIE = Loss.tweedie(TrainingOptions.TWEEDIE_POWER);

    private final DMatrix data;
    private final float[] target;
    private final float[] weights;
    private final double weight;

    /** What XGBoost's measure of Tweedie losses comes to for perfect forecasts. */
    private final double leastTweedieLoss;

    Matrix(XgboostRows rows) throws XGBoostError {
      target = rows.target();
      weights = rows.weights();
      double sum = 0;
      double least = 0;
      for (int i = 0; i < target.length; i++) {
        sum += weights[i];
        least += weights[i] * TWEEDIE.ofPerfect(target[i]);
      }
      weight = sum;
      leastTweedieLoss = least / sum;
      data = new DMatrix(rows.values(), rows.size(), Feature.COUNT, Float.NaN);
      data.setLabel(rows.target());
      data.setWeight(weights);
    }

    /**
     * The weighted mean of the deviances. XGBoost's own measure has a large constant in it and six
     * digits: on those, early stopping took what was still progress for none (rossmann: 124 trees
     * and a WAPE of .115, with 400 trees .110).
     */
    double tweedieDeviance(Booster booster) throws XGBoostError {
      float[][] mean = booster.predict(data);
      double sum = 0;
      for (int i = 0; i < target.length; i++) {
        sum += weights[i] * TWEEDIE.value((float) Math.log(mean[i][0]), target[i]);
      }
      return sum / weight;
    }

    @Override
    public void close() {
      data.dispose();
    }
  }
}
