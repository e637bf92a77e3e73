package io.shelfcast.prediction;

import io.shelfcast.models.Forecasts;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.Siblings;
import io.shelfcast.sales.Siblings.Lender;
import io.shelfcast.sales.SomeSeries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How far the level that siblings lend is off a series' own: of ten series that have sales, each
 * looked at as if it had none, eight sold between so many times what they would have been lent.
 *
 * @param low at most 1
 * @param high at least 1
 */
record LentLevel(double low, double high) {

  /** Nothing is known of it. */
  static final LentLevel UNKNOWN = new LentLevel(1, 1);

  private static final int DAYS = 28;

  /** Series that are looked at; of more, as many at even distances. */
  private static final int MOST_SERIES = 100;

  private static final int LEAST_SERIES = 10;

  /** Units added to both sides of a ratio, so that a series without a sale tells something too. */
  private static final double UNITS = 1;

  /** By who lends; a lender of whom too few series tell is left out. */
  static Map<Lender, LentLevel> of(SalesPanel panel) {
    Map<Lender, List<Double>> ratios = new EnumMap<>(Lender.class);
    int[] series =
        IntStream.range(0, panel.seriesCount())
            .filter(s -> panel.started(s) && panel.startDay(s) <= panel.lastDay() - DAYS + 1)
            .toArray();
    for (int s : SomeSeries.of(series, MOST_SERIES)) {
      look(panel, s, Set.of(s), ratios);
      look(panel, s, ofProduct(panel, panel.product(s)), ratios);
    }
    return ratios.entrySet().stream()
        .filter(e -> e.getValue().size() >= LEAST_SERIES)
        .collect(Collectors.toMap(Map.Entry::getKey, e -> of(e.getValue())));
  }

  private static void look(
      SalesPanel panel, int series, Set<Integer> hidden, Map<Lender, List<Double>> ratios) {
    Siblings siblings = new Siblings(panel, hidden);
    Lender lender = siblings.lender(series);
    if (lender != null) {
      double lent = 0;
      for (float units : siblings.history(series, DAYS)) {
        lent += units;
      }
      double own =
          IntStream.rangeClosed(panel.lastDay() - DAYS + 1, panel.lastDay())
              .mapToDouble(day -> panel.quantity(series, day))
              .sum();
      ratios
          .computeIfAbsent(lender, l -> new ArrayList<>())
          .add((Math.max(0, own) + UNITS) / (Math.max(0, lent) + UNITS));
    }
  }

  private static Set<Integer> ofProduct(SalesPanel panel, int product) {
    return IntStream.range(0, panel.seriesCount())
        .filter(s -> panel.product(s) == product)
        .boxed()
        .collect(Collectors.toSet());
  }

  private static LentLevel of(List<Double> ratios) {
    Collections.sort(ratios);
    int outside = ratios.size() / 10;
    return new LentLevel(
        Math.min(1, ratios.get(outside)), Math.max(1, ratios.get(ratios.size() - 1 - outside)));
  }

  /**
   * The same forecasts with wider intervals. The level's error and the day's are taken to be
   * independent, so that the squares of their logarithms add up.
   *
   * @param levels of each series
   */
  static Forecasts widened(Forecasts f, List<LentLevel> levels) {
    float[] p10 = f.p10().clone();
    float[] p90 = f.p90().clone();
    for (int c = 0; c < p10.length; c++) {
      LentLevel level = levels.get(c / f.horizon());
      double mean = f.mean()[c];
      if (p10[c] > 0 && p10[c] < mean) {
        p10[c] = (float) (mean / factor(mean / p10[c], level.low));
      }
      if (mean > 0 && p90[c] > mean) {
        p90[c] = (float) (mean * factor(p90[c] / mean, level.high));
      }
    }
    return new Forecasts(
        f.model(), f.origin(), f.horizon(), f.series(), f.mean(), p10, f.p50(), p90);
  }

  private static double factor(double ofDay, double ofLevel) {
    return Math.exp(Math.hypot(Math.log(ofDay), Math.log(ofLevel)));
  }
}
