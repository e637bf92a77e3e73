package io.shelfcast.evaluation;

import io.shelfcast.ShelfcastException;
import io.shelfcast.models.Forecasts;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.List;

/**
 * What forecasts of several models were worth, all on the same cells: every series that had started
 * on or before an origin, each day of the horizon that lies within the panel, closed days too.
 *
 * @param customer whose sales
 * @param unit what quantities count
 * @param horizon days ahead, 1..horizon
 * @param origins ascending; each is one window
 * @param firstDay first target date scored; lastDay the last
 * @param series number of series scored
 * @param models in the order given
 * @param graded the model that is graded, null where it is not among the models
 * @param baseline the model to beat, null where it is not among the models
 * @param scores every model (outer) at every level (inner)
 * @param noiseFloor by level; empty where it is not shown
 * @param noiseFloorNote one sentence: what the floor is, or why it is not shown
 * @param grades of the graded model, every level (outer) and metric (inner); empty without one
 * @param slices breakdowns at product x store x day, by dimension, key and model in this order
 * @param reliability by model, days ahead and quantile
 * @param seriesScores by series and model
 * @param dailyErrors by model and date
 */
public record Evaluation(
    String customer,
    QuantityUnit unit,
    int horizon,
    List<LocalDate> origins,
    LocalDate firstDay,
    LocalDate lastDay,
    int series,
    List<String> models,
    String graded,
    String baseline,
    List<Scores> scores,
    List<NoiseFloor> noiseFloor,
    String noiseFloorNote,
    List<GradedScore> grades,
    List<Slice> slices,
    List<Reliability> reliability,
    List<SeriesScores> seriesScores,
    List<DailyError> dailyErrors) {

  /** Name of the model that is graded. */
  public static final String ENSEMBLE = "ensemble";

  /** Name of the baseline that a model must beat. */
  public static final String SEASONAL_NAIVE = "seasonal-naive";

  /**
   * Scores forecasts against the panel's sales; grades model {@value #ENSEMBLE}.
   *
   * @param forecasts of each model from each origin once; all of one horizon
   * @throws ShelfcastException if a forecast is missing, doubled or not a number (naming the cell),
   *     if the models' origins differ, or if there is no day to score
   */
  public static Evaluation of(SalesPanel actual, List<Forecasts> forecasts) {
    return of(actual, forecasts, QuantityUnit.of(actual));
  }

  /** As {@link #of(SalesPanel, List)}, where the user says what quantities count. */
  public static Evaluation of(SalesPanel actual, List<Forecasts> forecasts, QuantityUnit unit) {
    return new Evaluator(actual, forecasts, unit).evaluate();
  }

  /** The scores of a model at a level. */
  public Scores scores(String model, Level level) {
    return scores.stream()
        .filter(s -> s.level() == level && s.model().equals(model))
        .findFirst()
        .orElseThrow(
            () ->
                new ShelfcastException(
                    "Model '"
                        + model
                        + "' was not evaluated; there are "
                        + String.join(", ", models)));
  }

  /** The noise floor at a level, or null where it is not shown. */
  public NoiseFloor noiseFloor(Level level) {
    return noiseFloor.stream().filter(f -> f.level() == level).findFirst().orElse(null);
  }

  /** The parts of one dimension for one model, in their natural order. */
  public List<Slice> slices(Slice.Dimension dimension, String model) {
    return slices.stream()
        .filter(s -> s.dimension() == dimension && s.model().equals(model))
        .toList();
  }

  /** The scores of each series for one model, in the panel's order. */
  public List<SeriesScores> seriesScores(String model) {
    return seriesScores.stream().filter(s -> s.model().equals(model)).toList();
  }

  /** The errors of each target date for one model, by date. */
  public List<DailyError> dailyErrors(String model) {
    return dailyErrors.stream().filter(d -> d.model().equals(model)).toList();
  }

  /** The reliability of the quantiles of one model, by days ahead, then quantile. */
  public List<Reliability> reliability(String model) {
    return reliability.stream().filter(r -> r.model().equals(model)).toList();
  }

  /** The grade's row of a level and metric, or null where no model is graded. */
  public GradedScore grade(Level level, GradedMetric metric) {
    return grades.stream()
        .filter(g -> g.level() == level && g.metric() == metric)
        .findFirst()
        .orElse(null);
  }
}
