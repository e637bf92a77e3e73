package io.shelfcast.models;

import io.shelfcast.features.Feature;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.features.Vocabulary;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The LSTM + XGBoost ensemble of a customer: fits both members, weighs them, and forecasts means
 * with intervals. It forecasts from the last day of whatever panel it is given.
 */
public final class EnsembleForecaster {

  public static final String LSTM = "lstm";
  public static final String XGBOOST = "xgboost";
  public static final String ENSEMBLE_FIXED = "ensemble-fixed";
  public static final String ENSEMBLE_FITTED = "ensemble-fitted";
  public static final String ENSEMBLE = "ensemble";
  public static final String SEASONAL_NAIVE = "seasonal-naive";

  private final TrainingOptions options;
  private final Windows windows;
  private final int learntUntil;
  private final Vocabulary vocabulary;
  private final Inputs inputs;
  private final LstmMember lstm;
  private final XgboostMember xgboost;
  private final Weights weights;
  private final Map<String, Intervals> intervals;
  private final LearningCurve lstmCurve;
  private final LearningCurve xgboostCurve;

  EnsembleForecaster(
      TrainingOptions options,
      Windows windows,
      int learntUntil,
      Vocabulary vocabulary,
      Inputs inputs,
      LstmMember lstm,
      XgboostMember xgboost,
      Weights weights,
      Map<String, Intervals> intervals,
      LearningCurve lstmCurve,
      LearningCurve xgboostCurve) {
    this.options = options;
    this.windows = windows;
    this.learntUntil = learntUntil;
    this.vocabulary = vocabulary;
    this.inputs = inputs;
    this.lstm = lstm;
    this.xgboost = xgboost;
    this.weights = weights;
    this.intervals = intervals;
    this.lstmCurve = lstmCurve;
    this.xgboostCurve = xgboostCurve;
  }

  /**
   * Fits on the days up to {@code windows.fitLast()}.
   *
   * @param panel may end later; what lies behind is not looked at
   */
  public static EnsembleForecaster fit(
      SalesPanel panel,
      Windows windows,
      TrainingOptions options,
      Weights.Kind used,
      Progress progress) {
    return new EnsembleFitting(panel.until(windows.fitLast()), windows, options, progress)
        .fit(used);
  }

  /** Forecasts of every model from the panel's last day on, for every series that has started. */
  public List<Forecasts> forecast(SalesPanel panel, int horizon) {
    return forecast(panel, horizon, started(panel, panel.lastDay()));
  }

  /** Forecasts of every model from the panel's last day on, for some series. */
  public List<Forecasts> forecast(SalesPanel panel, int horizon, int[] series) {
    FeatureBuilder builder = new FeatureBuilder(panel, vocabulary);
    return forecast(builder, horizon, series, corrections(builder, series));
  }

  /**
   * Forecasts of every model from the panel's last day on, where the panel is a part of all that
   * the customer sells.
   *
   * @param correction of the ensemble's level, what {@link #levelCorrection} says of the whole
   */
  public List<Forecasts> forecast(SalesPanel panel, int horizon, int[] series, double correction) {
    float[] corrections = new float[series.length];
    Arrays.fill(corrections, (float) correction);
    return forecast(new FeatureBuilder(panel, vocabulary), horizon, series, corrections);
  }

  /**
   * What the ensemble's forecasts of a series are multiplied by, since those of the last known days
   * missed as much of all that the customer sells, and of the product.
   *
   * @param panel all that the customer sells
   */
  public float levelCorrection(SalesPanel panel, int series) {
    return corrections(new FeatureBuilder(panel, vocabulary), new int[] {series})[0];
  }

  private float[] corrections(FeatureBuilder builder, int[] series) {
    LevelCorrection.Model ensemble =
        (some, origin, horizon) ->
            weights.blend(
                Weights.Kind.FITTED,
                lstm.mean(builder, some, origin, horizon),
                xgboost.mean(builder, some, origin, horizon));
    float[] ofProduct = LevelCorrection.of(ensemble, builder, options.horizon()).ofProduct();
    float[] corrections = new float[series.length];
    for (int i = 0; i < series.length; i++) {
      corrections[i] = ofProduct[builder.panel().product(series[i])];
    }
    return corrections;
  }

  private List<Forecasts> forecast(
      FeatureBuilder builder, int horizon, int[] series, float[] corrections) {
    int origin = builder.panel().lastDay();
    Asked asked =
        new Asked(
            origin,
            horizon,
            series,
            Scatter.of(builder, series, origin),
            closed(builder, series, origin, horizon));
    float[] l = lstm.mean(builder, series, origin, horizon);
    float[] x = xgboost.mean(builder, series, origin, horizon);
    List<Forecasts> all = new ArrayList<>();
    all.add(complete(LSTM, LSTM, asked, l));
    all.add(complete(XGBOOST, XGBOOST, asked, x));
    for (Weights.Kind kind : Weights.Kind.values()) {
      String name = kind == Weights.Kind.FIXED ? ENSEMBLE_FIXED : ENSEMBLE_FITTED;
      float[] mean = weights.blend(kind, l, x);
      if (kind == Weights.Kind.FITTED) {
        for (int c = 0; c < mean.length; c++) {
          mean[c] *= corrections[c / horizon];
        }
      }
      all.add(complete(name, name, asked, mean));
      if (kind == weights.used()) {
        all.add(complete(ENSEMBLE, name, asked, mean));
      }
    }
    float[] naive = new SeasonalNaive().mean(builder, series, origin, horizon);
    all.add(complete(SEASONAL_NAIVE, SEASONAL_NAIVE, asked, naive));
    return all;
  }

  /**
   * What drove the ensemble's forecast of a series from the panel's last day on.
   *
   * @param panel all that the customer sells
   */
  public Explanation explain(SalesPanel panel, int series) {
    FeatureBuilder builder = new FeatureBuilder(panel, vocabulary);
    boolean corrected = weights.used() == Weights.Kind.FITTED;
    float correction = corrected ? corrections(builder, new int[] {series})[0] : 1;
    return new Explaining(builder, lstm, xgboost, weights, options).explain(series, correction);
  }

  /**
   * What every model forecasts.
   *
   * @param scatter of each series
   * @param closed of each cell
   */
  private record Asked(int origin, int horizon, int[] series, float[] scatter, boolean[] closed) {}

  private Forecasts complete(String model, String calibratedAs, Asked asked, float[] mean) {
    int horizon = asked.horizon;
    Intervals interval = intervals.get(calibratedAs);
    float[] point = mean.clone();
    float[][] q = new float[3][mean.length];
    float[] three = new float[3];
    for (int c = 0; c < mean.length; c++) {
      if (asked.closed[c]) {
        point[c] = 0;
        continue;
      }
      interval.quantiles(mean[c], c % horizon + 1, asked.scatter[c / horizon], three);
      for (int k = 0; k < 3; k++) {
        q[k][c] = three[k];
      }
    }
    return new Forecasts(model, asked.origin, horizon, asked.series, point, q[0], q[1], q[2]);
  }

  private static boolean[] closed(FeatureBuilder builder, int[] series, int origin, int horizon) {
    boolean[] closed = new boolean[series.length * horizon];
    for (int i = 0; i < series.length; i++) {
      for (int a = 1; a <= horizon; a++) {
        closed[i * horizon + a - 1] = builder.closed(series[i], origin + a);
      }
    }
    return closed;
  }

  /** The series that can be forecast from an origin on. */
  public static int[] started(SalesPanel panel, int origin) {
    return IntStream.range(0, panel.seriesCount())
        .filter(s -> panel.startDay(s) <= origin)
        .toArray();
  }

  public TrainingOptions options() {
    return options;
  }

  public Windows windows() {
    return windows;
  }

  public Weights weights() {
    return weights;
  }

  public LearningCurve lstmCurve() {
    return lstmCurve;
  }

  public LearningCurve xgboostCurve() {
    return xgboostCurve;
  }

  /** Total gain of each feature in XGBoost, in the order of a row. */
  public double[] importance() {
    return xgboost.importance();
  }

  /** The last day that the models have learnt from, been stopped or calibrated on. */
  public int fitLast() {
    return Math.max(learntUntil, windows.fitLast());
  }

  /**
   * The same model, fitted again up to the panel's last day with the rounds that were found;
   * weights and intervals stay.
   */
  public EnsembleForecaster refit(SalesPanel panel, Progress progress) {
    return EnsembleFitting.learnOn(
        this, new FeatureBuilder(panel, vocabulary), panel.lastDay(), progress);
  }

  EnsembleForecaster learnt(LstmMember member, XgboostMember trees, int until) {
    return new EnsembleForecaster(
        options,
        windows,
        until,
        vocabulary,
        inputs,
        member,
        trees,
        weights,
        intervals,
        lstmCurve,
        xgboostCurve);
  }

  LstmMember lstm() {
    return lstm;
  }

  Inputs inputs() {
    return inputs;
  }

  /**
   * Writes {@code lstm_v<N>.zip}, {@code xgb_v<N>.json} and {@code model.json} into a directory
   * that exists.
   *
   * @param provenance where the model came from, kept word for word: anything that Jackson can
   *     write
   */
  public void save(Path directory, int version, Map<String, Object> provenance) {
    lstm.save(ModelFiles.lstm(directory, version));
    xgboost.save(ModelFiles.xgboost(directory, version));
    ModelFiles.write(
        directory,
        new ModelFiles.State(
            version,
            provenance,
            Feature.labels(),
            options,
            windows,
            learntUntil,
            weights,
            lstm.levelFactor(),
            vocabulary,
            inputs,
            intervals,
            lstmCurve,
            xgboostCurve));
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws io.shelfcast.ShelfcastException naming the file that is missing or damaged
   */
  public static EnsembleForecaster load(Path directory) {
    ModelFiles.State s = ModelFiles.read(directory);
    return new EnsembleForecaster(
        s.options(),
        s.windows(),
        s.learntUntil(),
        s.vocabulary(),
        s.inputs(),
        LstmMember.load(
            ModelFiles.lstm(directory, s.version()), s.inputs(), s.options(), s.lstmLevelFactor()),
        XgboostMember.load(ModelFiles.xgboost(directory, s.version()), s.inputs()),
        s.weights(),
        s.intervals(),
        s.lstmCurve(),
        s.xgboostCurve());
  }

  /** What {@link #save} was told of a saved model's origin. */
  public static Map<String, Object> provenance(Path directory) {
    return ModelFiles.read(directory).provenance();
  }

  /** The number that a saved model was given. */
  public static int version(Path directory) {
    return ModelFiles.read(directory).version();
  }
}
