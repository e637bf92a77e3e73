package io.shelfcast.evaluation;

import io.shelfcast.models.Forecasts;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes an {@link Evaluation}: lines the cells up, then sums them level by level and part by part.
 */
final class Evaluator {

  private final Cells cells;
  private final QuantityUnit unit;
  private final String graded;
  private final String baseline;

  Evaluator(SalesPanel actual, List<Forecasts> forecasts, QuantityUnit unit) {
    this.cells = Cells.of(actual, forecasts);
    this.unit = unit;
    this.graded = ifPresent(Evaluation.ENSEMBLE);
    this.baseline = ifPresent(Evaluation.SEASONAL_NAIVE);
  }

  private String ifPresent(String model) {
    return cells.models.stream().anyMatch(m -> m.model().equals(model)) ? model : null;
  }

  Evaluation evaluate() {
    Scores[][] scores = new Scores[cells.models.size()][Level.values().length];
    List<NoiseFloor> floors = new ArrayList<>();
    for (Level level : Level.values()) {
      score(level, scores, floors);
    }
    Breakdown breakdown = new Breakdown(cells);
    int firstDay = cells.origins[0] + 1;
    int lastDay =
        Math.min(cells.panel.lastDay(), cells.origins[cells.origins.length - 1] + cells.horizon);
    List<Scores> all = Arrays.stream(scores).flatMap(Arrays::stream).toList();
    return new Evaluation(
        cells.panel.customer(),
        unit,
        cells.horizon,
        Arrays.stream(cells.origins).mapToObj(LocalDate::ofEpochDay).toList(),
        LocalDate.ofEpochDay(firstDay),
        LocalDate.ofEpochDay(lastDay),
        (int) Arrays.stream(cells.series).distinct().count(),
        cells.models.stream().map(Cells.Columns::model).toList(),
        graded,
        baseline,
        all,
        floors,
        noiseFloorNote(all, floors),
        grades(all, floors),
        breakdown.slices(),
        breakdown.reliability(),
        breakdown.seriesScores(),
        breakdown.dailyErrors());
  }

  private void score(Level level, Scores[][] scores, List<NoiseFloor> floors) {
    Grouping grouping = Grouping.of(cells, level);
    double[] actual = grouping.sum(cells.actual);
    Scales scales = grouping.unit() == null ? null : Scales.of(cells, level, grouping.units());
    for (int m = 0; m < cells.models.size(); m++) {
      Cells.Columns model = cells.models.get(m);
      double[] forecast = grouping.sum(model.mean());
      ScaledErrors scaled = ScaledErrors.of(grouping, scales, actual, forecast);
      scores[m][level.ordinal()] =
          new Scores(
              model.model(),
              level,
              PointScores.of(actual, forecast),
              scaled.mase(),
              scaled.rmsse(),
              scaled.scaled(),
              scaled.unscaled(),
              level == Level.PRODUCT_STORE_DAY
                  ? IntervalScores.of(cells.actual, model.p10(), model.p50(), model.p90())
                  : null);
      if (model.model().equals(graded) && unit == QuantityUnit.UNITS) {
        floors.add(NoiseFloor.of(level, forecast));
      }
    }
  }

  private String noiseFloorNote(List<Scores> scores, List<NoiseFloor> floors) {
    if (graded == null) {
      return "No noise floor: model '" + Evaluation.ENSEMBLE + "' was not evaluated.";
    }
    return switch (unit) {
      case UNITS ->
          "Noise floor: a lower bound, the score of a forecaster who knew each cell's true mean, were"
              + " sales Poisson with the ensemble's forecast as that mean."
              + (belowFloor(scores, floors)
                  ? " An error below it shows that sales vary less than that, or that the forecast leans to the"
                      + " median."
                  : "");
      case FRACTIONAL ->
          "No noise floor: quantities are fractional, and Poisson noise is that of whole units.";
      case MONEY ->
          "No noise floor: quantities are money, and Poisson noise is that of whole units.";
    };
  }

  private boolean belowFloor(List<Scores> scores, List<NoiseFloor> floors) {
    return floors.stream().anyMatch(f -> point(scores, graded, f.level()).mae() < f.mae());
  }

  private List<GradedScore> grades(List<Scores> scores, List<NoiseFloor> floors) {
    List<GradedScore> grades = new ArrayList<>();
    for (Level level : Level.values()) {
      PointScores own = point(scores, graded, level);
      PointScores naive = point(scores, baseline, level);
      for (GradedMetric metric : GradedMetric.values()) {
        if (own != null) {
          double value = metric.of(own);
          grades.add(
              new GradedScore(
                  level,
                  metric,
                  value,
                  naive == null ? Double.NaN : metric.of(naive),
                  floors.isEmpty() ? Double.NaN : floors.get(level.ordinal()).of(metric),
                  metric.grade(value)));
        }
      }
    }
    return grades;
  }

  private static PointScores point(List<Scores> scores, String model, Level level) {
    return scores.stream()
        .filter(s -> s.level() == level && s.model().equals(model))
        .map(Scores::point)
        .findFirst()
        .orElse(null);
  }
}
