package io.shelfcast.prediction;

import io.shelfcast.evaluation.ForecastRows;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Explanation;
import io.shelfcast.models.Forecasts;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.Assortment;
import io.shelfcast.sales.Assortment.Entry;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.PanelIds;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.Siblings;
import io.shelfcast.sales.Siblings.Lender;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The ensemble's forecasts of series that have no sales yet, from a history that their siblings
 * lend them. Their intervals are wider than if that history were their own, by as much as lent
 * levels are off those of series that have sales.
 *
 * @param panel in which each of them has its lent history, plans included; null where there are
 *     none, and so the forecasts
 * @param forecasts of model {@code ensemble}, the series by product and store
 * @param firstAhead of each series, how many days ahead it starts
 * @param ofProduct how many of them have the history of the product in other stores; the others
 *     have that of its category
 */
public record NewSeries(SalesPanel panel, Forecasts forecasts, int[] firstAhead, int ofProduct) {

  /** None at all. */
  static final NewSeries NONE = new NewSeries(null, null, new int[0], 0);

  /** Pairs that a notice names at most. */
  private static final int NAMED = 3;

  /** One of them before it is forecast. */
  private record Start(Entry entry, int series, int ahead, Lender lender) {}

  /**
   * Forecasts.
   *
   * @param panel that has a series for each entry
   * @param assortment pairs without sales; each is lent a history, wanted or not, so that a
   *     forecast does not depend on which of them are asked for
   * @param progress is told which are not forecast, and why
   */
  static NewSeries of(
      EnsembleForecaster model,
      SalesPanel panel,
      Assortment assortment,
      Prediction.Request request,
      Progress progress) {
    int horizon = Prediction.horizon(model, panel, request);
    Siblings siblings = new Siblings(panel, Set.of());
    PanelIds ids = PanelIds.of(panel);
    Map<Integer, float[]> histories = new HashMap<>();
    List<Start> starts = new ArrayList<>();
    List<Entry> alone = new ArrayList<>();
    List<Entry> later = new ArrayList<>();
    int done = 0;
    for (Entry entry : assortment.entries()) {
      int series = ids.series(panel, entry.productId(), entry.storeId());
      int ahead = Math.max(entry.startDay(), panel.lastDay() + 1) - panel.lastDay();
      Lender lender = siblings.lender(series);
      boolean wanted = request.wants(entry.productId(), entry.storeId());
      if (lender == null || lender == Lender.ALL) {
        if (wanted) {
          alone.add(entry);
        }
      } else {
        histories.put(series, siblings.history(series, Extract.LOOK_BACK));
        if (wanted && ahead <= horizon) {
          starts.add(new Start(entry, series, ahead, lender));
        } else if (wanted) {
          later.add(entry);
        }
      }
      progress.step("lending histories", ++done, assortment.entries().size(), "new series");
    }
    tell(alone, later, LocalDate.ofEpochDay(panel.lastDay() + horizon), progress);
    if (starts.isEmpty()) {
      return NONE;
    }
    starts.sort(
        Comparator.comparing((Start s) -> s.entry.productId())
            .thenComparing(s -> s.entry.storeId()));
    SalesPanel lent = panel.withHistories(histories);
    int[] series = starts.stream().mapToInt(Start::series).toArray();
    Forecasts forecasts = Prediction.ensemble(model, lent, horizon, series, request);
    Map<Lender, LentLevel> levels = LentLevel.of(panel);
    List<LentLevel> ofSeries =
        starts.stream().map(s -> levels.getOrDefault(s.lender, LentLevel.UNKNOWN)).toList();
    return new NewSeries(
        lent,
        LentLevel.widened(forecasts, ofSeries),
        starts.stream().mapToInt(Start::ahead).toArray(),
        (int) starts.stream().filter(s -> s.lender == Lender.PRODUCT).count());
  }

  private static void tell(
      List<Entry> alone, List<Entry> later, LocalDate last, Progress progress) {
    if (!alone.isEmpty()) {
      progress.say(
          "assortment: not forecast, as neither the product nor any of its category has been sold"
              + " anywhere: "
              + named(alone)
              + "; a category in table products would tell what it is like");
    }
    if (!later.isEmpty()) {
      progress.say(
          "assortment: not forecast, as the start_date is after "
              + last
              + ", the last day forecast: "
              + named(later));
    }
  }

  private static String named(List<Entry> entries) {
    String names =
        entries.stream().limit(NAMED).map(Entry::toString).collect(Collectors.joining(", "));
    return entries.size() > NAMED ? names + " and " + (entries.size() - NAMED) + " more" : names;
  }

  /** How many series there are. */
  public int count() {
    return firstAhead.length;
  }

  /** Units forecast of them so many days ahead, of those that have started by then. */
  double units(int ahead) {
    return IntStream.range(0, count())
        .filter(i -> ahead >= firstAhead[i])
        .mapToDouble(i -> forecasts.mean()[forecasts.cell(i, ahead)])
        .sum();
  }

  Stream<Prediction.SeriesRows> rows() {
    return IntStream.range(0, count())
        .mapToObj(
            i ->
                new Prediction.SeriesRows(
                    panel.productId(forecasts.series()[i]),
                    panel.storeId(forecasts.series()[i]),
                    ForecastRows.ofSeries(panel, forecasts, i, firstAhead[i])));
  }

  /** What drove the forecast of the first of them, on the days from its start on. */
  Explanation explain(EnsembleForecaster model) {
    Explanation all = model.explain(panel, forecasts.series()[0]);
    List<Explanation.Day> days =
        all.days().stream().filter(d -> d.ahead() >= firstAhead[0]).toList();
    return new Explanation(all.multiplies(), all.geometric(), all.lstmWeight(), days);
  }

  /** How many there are, and who lent their histories, in a line. */
  String text() {
    return String.format(
        Locale.ROOT,
        "%d of them new, forecast from siblings: %d from the product in other stores, %d from its"
            + " category; p10 to p90 are wider by how far lent levels are off those of series that"
            + " have sales%n",
        count(),
        ofProduct,
        count() - ofProduct);
  }
}
