package io.shelfcast.benchmark;

import io.shelfcast.sales.SalesPanel;
import java.util.Arrays;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What other series tell of one that has no sales yet: the same product in other stores, the same
 * category in its store. Looks at days up to the panel's last one.
 */
final class Siblings {

  private static final int RECENT = 28;

  private final SalesPanel panel;
  private final Set<Integer> hidden;

  /**
   * @param hidden series whose sales count as not known
   */
  Siblings(SalesPanel panel, Set<Integer> hidden) {
    this.panel = panel;
    this.hidden = hidden;
  }

  /**
   * Mean units a day and series, over the last four weeks, of the same category in the same store;
   * where there is none, of the category elsewhere, then of all.
   */
  double categoryMean(int series) {
    return mean(first(sameCategoryHere(series), sameCategory(series), s -> true));
  }

  /** The same of the product in other stores; where there is none, as {@link #categoryMean}. */
  double productElsewhere(int series) {
    return mean(
        first(sameProduct(series), sameCategoryHere(series), sameCategory(series), s -> true));
  }

  /**
   * A history to forecast from: day by day the mean of the product elsewhere, times how this store
   * compares with those others in what both sell; where there is no such product, the mean of the
   * category here or elsewhere. Empty where nothing at all is known.
   *
   * @param mostDays days back from the panel's last one, at most
   */
  float[] history(int series, int mostDays) {
    int[] donors =
        first(sameProduct(series), sameCategoryHere(series), sameCategory(series), s -> true);
    int first = Arrays.stream(donors).map(panel::startDay).min().orElse(panel.lastDay() + 1);
    first = Math.max(first, panel.lastDay() - mostDays + 1);
    double factor =
        donors.length > 0 && panel.product(donors[0]) == panel.product(series)
            ? storeFactor(series, donors)
            : 1;
    float[] history = new float[panel.lastDay() - first + 1];
    for (int i = 0; i < history.length; i++) {
      double sum = 0;
      int count = 0;
      for (int donor : donors) {
        if (panel.startDay(donor) <= first + i) {
          sum += panel.quantity(donor, first + i);
          count++;
        }
      }
      history[i] = (float) (count == 0 ? 0 : factor * sum / count);
    }
    return history;
  }

  /** Sales of this store over those of the donors' stores, in products that both sell; else 1. */
  private double storeFactor(int series, int[] donors) {
    int store = panel.store(series);
    double own = 0;
    double others = 0;
    for (int s = 0; s < panel.seriesCount(); s++) {
      if (panel.store(s) == store && known(s)) {
        double sum = 0;
        int count = 0;
        for (int donor : donors) {
          int same = panel.seriesAt(panel.product(s), panel.store(donor));
          if (same >= 0 && known(same)) {
            sum += recent(same);
            count++;
          }
        }
        if (count > 0) {
          own += recent(s);
          others += sum / count;
        }
      }
    }
    return own > 0 && others > 0 ? own / others : 1;
  }

  private IntPredicate sameProduct(int series) {
    return s -> panel.product(s) == panel.product(series);
  }

  private IntPredicate sameCategory(int series) {
    String category = panel.products().get(panel.product(series)).category();
    return s -> category != null && category.equals(category(s));
  }

  private IntPredicate sameCategoryHere(int series) {
    return sameCategory(series).and(s -> panel.store(s) == panel.store(series));
  }

  private String category(int series) {
    return panel.products().get(panel.product(series)).category();
  }

  private boolean known(int series) {
    return !hidden.contains(series) && panel.started(series);
  }

  /** The known series that fulfil the first of some conditions that any does. */
  private int[] first(IntPredicate... conditions) {
    for (IntPredicate condition : conditions) {
      int[] found =
          IntStream.range(0, panel.seriesCount()).filter(this::known).filter(condition).toArray();
      if (found.length > 0) {
        return found;
      }
    }
    return new int[0];
  }

  private double mean(int[] series) {
    return Arrays.stream(series).mapToDouble(this::recent).average().orElse(0);
  }

  private double recent(int series) {
    int first = Math.max(panel.startDay(series), panel.lastDay() - RECENT + 1);
    return IntStream.rangeClosed(first, panel.lastDay())
        .mapToDouble(day -> panel.quantity(series, day))
        .average()
        .orElse(0);
  }
}
