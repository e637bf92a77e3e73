package io.shelfcast.notebook;

import io.shelfcast.charts.DemandFigures;
import io.shelfcast.charts.ErrorFigures;
import io.shelfcast.charts.TrainingFigures;
import io.shelfcast.evaluation.Difference;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Level;
import io.shelfcast.evaluation.Reliability;
import io.shelfcast.evaluation.Scores;
import io.shelfcast.evaluation.SeriesScores;
import io.shelfcast.evaluation.Slice;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Forecasts;
import io.shelfcast.models.LearningCurve;
import io.shelfcast.models.Windows;
import io.shelfcast.report.Readings;
import io.shelfcast.sales.DemandClasses;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The scores of a training's models as tables and figures. Models are seasonal naive, the two
 * members and the two ensembles; errors and shares are in percent.
 */
public final class Scoreboard {

  /**
   * Of the models evaluated, those compared; "ensemble" is one of the last two under its own name.
   */
  private static final List<String> MODELS =
      List.of(
          EnsembleForecaster.SEASONAL_NAIVE,
          EnsembleForecaster.LSTM,
          EnsembleForecaster.XGBOOST,
          EnsembleForecaster.ENSEMBLE_FIXED,
          EnsembleForecaster.ENSEMBLE_FITTED);

  /** Series that sell less than this part of the mean series are not called the worst. */
  private static final double SMALL = .1;

  private static final int BEFORE_DAYS = 28;
  private static final long SEED = 1;

  private final Trained trained;
  private final Evaluation evaluation;

  private Scoreboard(Trained trained) {
    this.trained = trained;
    evaluation = trained.evaluation();
  }

  public static Scoreboard of(Trained trained) {
    return new Scoreboard(trained);
  }

  /** How the days were split, oldest first. */
  public Table windows() {
    Windows w = trained.windows();
    Table table =
        Table.create(
            "windows",
            StringColumn.create("window"),
            StringColumn.create("first day"),
            StringColumn.create("last day"),
            IntColumn.create("days"));
    window(table, "training", w.training());
    for (int i = 0; i < w.stopping().size(); i++) {
      window(table, "stopping", w.stopping().get(i));
      window(table, "calibration", w.calibration().get(i));
    }
    window(table, "validation", w.validation());
    return table;
  }

  private static void window(Table table, String name, Windows.Range range) {
    table.stringColumn(0).append(name);
    table.stringColumn(1).append(LocalDate.ofEpochDay(range.first()).toString());
    table.stringColumn(2).append(LocalDate.ofEpochDay(range.last()).toString());
    table.intColumn(3).append(range.days());
  }

  /** All models side by side at one level. */
  public Table comparison(Level level) {
    Table table = Table.create(level.title(), StringColumn.create("model", MODELS));
    add(table, "MAE, " + evaluation.unit().title(), level, Scores::mae);
    add(table, "MAE %", level, s -> 100 * s.wape());
    add(table, "MAPE %", level, s -> 100 * s.mape());
    add(table, "coverage %", level, s -> 100 * s.coverage());
    add(table, "bias %", level, s -> 100 * s.bias());
    if (level != Level.PRODUCT_STORE_HORIZON) {
      add(table, "MASE", level, Scores::mase);
      add(table, "RMSSE", level, Scores::rmsse);
    }
    return table;
  }

  private void add(Table table, String name, Level level, ToDoubleFunction<Scores> value) {
    table.addColumns(
        DoubleColumn.create(
            name,
            MODELS.stream().mapToDouble(m -> value.applyAsDouble(evaluation.scores(m, level)))));
  }

  /** MAE % by level, a row a level and a column a model. */
  public Table levels() {
    return errors("level", titles(), m -> byLevel(m));
  }

  public HorizontalBarChart levelsFigure() {
    return ErrorFigures.byLevel("Error by level", titles(), map(this::byLevel));
  }

  private static List<String> titles() {
    return Arrays.stream(Level.values()).map(Level::title).toList();
  }

  private double[] byLevel(String model) {
    return Arrays.stream(Level.values())
        .mapToDouble(l -> evaluation.scores(model, l).wape())
        .toArray();
  }

  /** MAE % by a part of the cells, day by day. */
  public Table by(Slice.Dimension dimension) {
    return errors(
        dimension.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        keys(dimension),
        m -> slices(dimension, m));
  }

  public CategoryChart daysAheadFigure() {
    return ErrorFigures.byDaysAhead(
        "Error by days ahead, product x store x day",
        map(m -> slices(Slice.Dimension.DAYS_AHEAD, m)));
  }

  public CategoryChart figureBy(Slice.Dimension dimension, String title) {
    String part = dimension.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return ErrorFigures.byPart(title, part, keys(dimension), map(m -> slices(dimension, m)));
  }

  private List<String> keys(Slice.Dimension dimension) {
    return evaluation.slices(dimension, MODELS.get(0)).stream()
        .map(s -> s.key().toLowerCase(Locale.ROOT))
        .toList();
  }

  private double[] slices(Slice.Dimension dimension, String model) {
    return evaluation.slices(dimension, model).stream()
        .mapToDouble(s -> s.point().wape())
        .toArray();
  }

  private static Map<String, double[]> map(Function<String, double[]> values) {
    Map<String, double[]> map = new LinkedHashMap<>();
    MODELS.forEach(m -> map.put(m, values.apply(m)));
    return map;
  }

  private static Table errors(
      String part, List<String> keys, Function<String, double[]> fractions) {
    Table table = Table.create("MAE %", StringColumn.create(part, keys));
    for (String model : MODELS) {
      double[] percent = Arrays.stream(fractions.apply(model)).map(f -> 100 * f).toArray();
      table.addColumns(DoubleColumn.create(model + " %", percent));
    }
    return table;
  }

  /** Whether each model's MAE differs from another's by more than chance, over target dates. */
  public Table against(String other) {
    StringColumn model = StringColumn.create("model");
    DoubleColumn less = DoubleColumn.create("MAE against " + other + " %");
    DoubleColumn low = DoubleColumn.create("from %");
    DoubleColumn high = DoubleColumn.create("to %");
    StringColumn words = StringColumn.create("verdict");
    for (String m : MODELS) {
      if (!m.equals(other)) {
        Difference d = Difference.of(evaluation, m, other, SEED);
        model.append(m);
        double unit = 100 / evaluation.scores(other, Level.PRODUCT_STORE_DAY).mae();
        less.append(unit * d.mean());
        low.append(unit * d.low());
        high.append(unit * d.high());
        words.append(d.better() ? "better" : d.worse() ? "worse" : "may be chance");
      }
    }
    return Table.create("against " + other, model, less, low, high, words);
  }

  public XYChart lstmCurveFigure() {
    return curve("How the LSTM learned", "lstm", "epoch", trained.forecaster().lstmCurve());
  }

  public XYChart xgboostCurveFigure() {
    return curve("How XGBoost learned", "xgboost", "tree", trained.forecaster().xgboostCurve());
  }

  private static XYChart curve(String title, String model, String round, LearningCurve c) {
    return TrainingFigures.learningCurve(
        title, model, round, c.metric(), c.training(), c.stopping(), c.best() + 1);
  }

  /** What the curves of both members say, in a sentence each. */
  public String curvesReading() {
    EnsembleForecaster f = trained.forecaster();
    return Readings.curve("lstm", "epoch", f.lstmCurve(), f.options().lstm().epochs())
        + "\n"
        + Readings.curve("xgboost", "tree", f.xgboostCurve(), f.options().xgboost().rounds());
  }

  /** Calibration of p10, p50, p90 of the ensemble by days ahead. */
  public CategoryChart calibrationFigure() {
    return Readings.calibrationFigure(evaluation, EnsembleForecaster.ENSEMBLE);
  }

  /** A row a quantile of the ensemble: the share of days below, where it should be. */
  public Table calibration() {
    List<Reliability> all = evaluation.reliability(EnsembleForecaster.ENSEMBLE);
    double[] quantiles =
        all.stream().mapToDouble(Reliability::quantile).distinct().sorted().toArray();
    DoubleColumn below = DoubleColumn.create("sales below %");
    DoubleColumn orAt = DoubleColumn.create("sales below or at %");
    for (double q : quantiles) {
      below.append(100 * share(all, q, Reliability::below));
      orAt.append(100 * share(all, q, Reliability::atOrBelow));
    }
    return Table.create(
        "calibration",
        StringColumn.create(
            "quantile",
            Arrays.stream(quantiles).mapToObj(q -> String.format(Locale.ROOT, "p%.0f", 100 * q))),
        DoubleColumn.create("should be %", Arrays.stream(quantiles).map(q -> 100 * q).toArray()),
        below,
        orAt);
  }

  private static double share(
      List<Reliability> all, double quantile, ToDoubleFunction<Reliability> share) {
    double cells = 0;
    double sum = 0;
    for (Reliability r : all) {
      if (r.quantile() == quantile) {
        cells += r.cells();
        sum += r.cells() * share.applyAsDouble(r);
      }
    }
    return sum / cells;
  }

  /** The ensemble's worst series, the worst first, among those that sell something. */
  public Table worst(int n) {
    DemandClasses classes = DemandClasses.of(trained.panel());
    List<SeriesScores> ranked = ranked();
    List<SeriesScores> some = ranked.subList(0, Math.min(n, ranked.size()));
    return Table.create(
        "worst series",
        StringColumn.create("product", some.stream().map(SeriesScores::productId)),
        StringColumn.create("store", some.stream().map(SeriesScores::storeId)),
        DoubleColumn.create("sold a day", some.stream().mapToDouble(Scoreboard::perDay)),
        DoubleColumn.create("MAE %", some.stream().mapToDouble(s -> 100 * s.point().wape())),
        DoubleColumn.create("naive, MAE %", some.stream().mapToDouble(this::naive)),
        DoubleColumn.create("bias %", some.stream().mapToDouble(s -> 100 * s.point().bias())),
        StringColumn.create(
            "demand",
            some.stream().map(s -> classes.get(s.series()).name().toLowerCase(Locale.ROOT))));
  }

  private double naive(SeriesScores scores) {
    return evaluation.seriesScores(EnsembleForecaster.SEASONAL_NAIVE).stream()
        .filter(s -> s.series() == scores.series())
        .mapToDouble(s -> 100 * s.point().wape())
        .findFirst()
        .orElse(Double.NaN);
  }

  private List<SeriesScores> ranked() {
    List<SeriesScores> all = evaluation.seriesScores(EnsembleForecaster.ENSEMBLE);
    double mean = all.stream().mapToDouble(Scoreboard::perDay).average().orElse(0);
    return all.stream()
        .filter(s -> !Double.isNaN(s.point().wape()) && perDay(s) >= SMALL * mean)
        .sorted(Comparator.comparingDouble((SeriesScores s) -> -s.point().wape()))
        .toList();
  }

  private static double perDay(SeriesScores s) {
    return s.point().actual() / s.point().cells();
  }

  /** The ensemble's forecasts of its worst series over the validation days. */
  public XYChart worstFigure() {
    return seriesFigure("The worst series", ranked().get(0).series());
  }

  /** The ensemble's forecasts of its best series over the validation days. */
  public XYChart bestFigure() {
    List<SeriesScores> ranked = ranked();
    return seriesFigure("The best series", ranked.get(ranked.size() - 1).series());
  }

  private XYChart seriesFigure(String title, int series) {
    SalesPanel panel = trained.panel();
    List<DemandFigures.Window> windows = new ArrayList<>();
    for (Forecasts f : trained.holdout().forecasts()) {
      int place = Arrays.stream(f.series()).boxed().toList().indexOf(series);
      if (f.model().equals(EnsembleForecaster.ENSEMBLE) && place >= 0) {
        windows.add(window(f, place));
      }
    }
    int first = (int) windows.get(0).first().toEpochDay() - BEFORE_DAYS;
    first = Math.max(first, panel.startDay(series));
    double[] actual = new double[panel.lastDay() - first + 1];
    for (int i = 0; i < actual.length; i++) {
      actual[i] = panel.quantity(series, first + i);
    }
    return DemandFigures.forecast(
        title + ": product " + panel.productId(series) + ", store " + panel.storeId(series),
        evaluation.unit().title() + " a day",
        LocalDate.ofEpochDay(first),
        actual,
        EnsembleForecaster.ENSEMBLE,
        windows);
  }

  private static DemandFigures.Window window(Forecasts f, int place) {
    double[][] values = new double[3][f.horizon()];
    float[][] from = {f.mean(), f.p10(), f.p90()};
    for (int k = 0; k < values.length; k++) {
      for (int a = 1; a <= f.horizon(); a++) {
        values[k][a - 1] = from[k][f.cell(place, a)];
      }
    }
    return new DemandFigures.Window(
        LocalDate.ofEpochDay(f.origin() + 1L), values[0], values[1], values[2]);
  }

  /** What level, days ahead, calibration and classes say, a sentence each. */
  public String reading(Slice.Dimension dimension) {
    return switch (dimension) {
      case DAYS_AHEAD -> Readings.daysAhead(evaluation, EnsembleForecaster.ENSEMBLE);
      case DEMAND_CLASS -> Readings.classes(evaluation, EnsembleForecaster.ENSEMBLE);
      default -> "";
    };
  }

  public String levelsReading() {
    return Readings.levels(evaluation, EnsembleForecaster.ENSEMBLE);
  }

  public String calibrationReading() {
    return Readings.calibration(evaluation, EnsembleForecaster.ENSEMBLE);
  }
}
