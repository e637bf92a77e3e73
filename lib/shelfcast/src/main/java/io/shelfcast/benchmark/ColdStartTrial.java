package io.shelfcast.benchmark;

import io.shelfcast.ShelfcastException;
import io.shelfcast.evaluation.Backtest;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.PointScores;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Forecasts;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.ClosedDays;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.Siblings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes a {@link ColdStart}. */
final class ColdStartTrial {

  /** Days of starts that are tried at most; models forecast anew from each. */
  static final int MOST_STARTS = 40;

  /** Days to learn from before the first start, or half of all days where these are fewer. */
  private static final int LEARNT_DAYS = 365;

  private static final int DAYS = ColdStart.DAYS;
  private static final String CATEGORY_MEAN = "category-mean";
  private static final String PRODUCT_ELSEWHERE = "product-elsewhere";

  private final SalesPanel panel;
  private final Backtest backtest;
  private final ClosedDays closed;
  private final Map<String, List<double[]>> cells = new LinkedHashMap<>();

  ColdStartTrial(SalesPanel panel, Backtest backtest) {
    this.panel = panel;
    this.backtest = backtest;
    this.closed = ClosedDays.of(panel);
    for (String model : List.of(Evaluation.ENSEMBLE, PRODUCT_ELSEWHERE, CATEGORY_MEAN)) {
      cells.put(model, new ArrayList<>());
    }
  }

  ColdStart run(Progress progress) {
    int[] late =
        IntStream.range(0, panel.seriesCount())
            .filter(s -> panel.startDay(s) >= panel.firstDay() + DAYS)
            .filter(s -> panel.startDay(s) + DAYS - 1 <= panel.lastDay())
            .toArray();
    int learnt = Math.min(LEARNT_DAYS, (panel.lastDay() - panel.firstDay() + 1) / 2);
    TreeMap<Integer, List<Integer>> byStart = new TreeMap<>();
    for (int s : late) {
      if (panel.startDay(s) >= panel.firstDay() + learnt) {
        byStart.computeIfAbsent(panel.startDay(s), k -> new ArrayList<>()).add(s);
      }
    }
    if (byStart.isEmpty()) {
      return ColdStart.none(
          late.length, "No series starts late enough to learn from " + learnt + " days before it.");
    }
    int fitLast = byStart.firstKey() - 1;
    EnsembleForecaster forecaster;
    try {
      forecaster = backtest.fitted(panel, fitLast, progress);
    } catch (ShelfcastException e) {
      return ColdStart.none(late.length, e.getMessage());
    }
    List<Integer> starts = spread(List.copyOf(byStart.keySet()));
    int series = 0;
    for (int i = 0; i < starts.size(); i++) {
      List<Integer> begun = byStart.get(starts.get(i));
      series += begun.size();
      forecast(forecaster, starts.get(i), begun);
      progress.step("cold start", i + 1, starts.size(), "days of starts");
    }
    List<ColdStart.Row> rows =
        cells.entrySet().stream()
            .map(e -> new ColdStart.Row(e.getKey(), scores(e.getValue())))
            .toList();
    return new ColdStart(
        LocalDate.ofEpochDay(fitLast),
        late.length,
        series,
        rows.get(0).point().cells(),
        null,
        rows);
  }

  private static List<Integer> spread(List<Integer> days) {
    int n = Math.min(MOST_STARTS, days.size());
    return IntStream.range(0, n).mapToObj(i -> days.get(i * days.size() / n)).toList();
  }

  /** Forecasts the first weeks of series that start on one day, from all others. */
  private void forecast(EnsembleForecaster forecaster, int start, List<Integer> begun) {
    Set<Integer> hidden = begun.stream().collect(Collectors.toSet());
    int horizon = backtest.options().horizon();
    for (int ahead = 0; ahead < DAYS; ahead += horizon) {
      int origin = start - 1 + ahead;
      int days = Math.min(horizon, DAYS - ahead);
      SalesPanel known = backtest.known(panel, origin);
      Siblings siblings = new Siblings(known, hidden);
      Map<Integer, float[]> histories = new HashMap<>();
      for (int s : begun) {
        float[] history = siblings.history(s, Extract.LOOK_BACK);
        if (history.length > 0) {
          histories.put(s, history);
        }
      }
      int[] series = histories.keySet().stream().mapToInt(s -> s).sorted().toArray();
      Forecasts ensemble =
          forecaster.forecast(known.withHistories(histories), horizon, series).stream()
              .filter(f -> f.model().equals(Evaluation.ENSEMBLE))
              .findFirst()
              .orElseThrow();
      for (int i = 0; i < series.length; i++) {
        double elsewhere = siblings.productElsewhere(series[i]);
        double category = siblings.categoryMean(series[i]);
        for (int a = 1; a <= days; a++) {
          boolean open = !closed.closed(panel.store(series[i]), origin + a);
          double actual = panel.quantity(series[i], origin + a);
          cell(Evaluation.ENSEMBLE, actual, ensemble.mean()[ensemble.cell(i, a)]);
          cell(PRODUCT_ELSEWHERE, actual, open ? elsewhere : 0);
          cell(CATEGORY_MEAN, actual, open ? category : 0);
        }
      }
    }
  }

  private void cell(String model, double actual, double forecast) {
    cells.get(model).add(new double[] {actual, forecast});
  }

  private static PointScores scores(List<double[]> pairs) {
    double[] actual = new double[pairs.size()];
    double[] forecast = new double[pairs.size()];
    Arrays.setAll(actual, i -> pairs.get(i)[0]);
    Arrays.setAll(forecast, i -> pairs.get(i)[1]);
    return PointScores.of(actual, forecast);
  }
}
