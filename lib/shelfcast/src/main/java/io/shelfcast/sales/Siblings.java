package io.shelfcast.sales;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What other series tell of one that has no sales yet: the same product in other stores, the same
 * category in its store. Looks at days up to the panel's last one. Not for several threads.
 */
public final class Siblings {

  private static final int RECENT = 28;

  private final SalesPanel panel;
  private final Set<Integer> hidden;

  /** Of each series, once it was asked for. */
  private final double[] recent;

  /**
   * @param hidden series whose sales count as not known
   */
  public Siblings(SalesPanel panel, Set<Integer> hidden) {
    this.panel = panel;
    this.hidden = hidden;
    recent = new double[panel.seriesCount()];
    Arrays.fill(recent, Double.NaN);
  }

  /** Who lends a series its history. */
  public enum Lender {
    /** The same product in other stores. */
    PRODUCT,
    /** Products of the same category in the same store. */
    CATEGORY_HERE,
    /** Products of the same category in other stores. */
    CATEGORY,
    /** Whatever is sold, which tells next to nothing. */
    ALL
  }

  /** Who lends a series its history; null where nothing at all is known. */
  public Lender lender(int series) {
    for (Lender lender : Lender.values()) {
      IntPredicate lends = lends(lender, series);
      if (IntStream.range(0, panel.seriesCount()).anyMatch(s -> known(s) && lends.test(s))) {
        return lender;
      }
    }
    return null;
  }

  private IntPredicate lends(Lender lender, int series) {
    return switch (lender) {
      case PRODUCT -> sameProduct(series);
      case CATEGORY_HERE -> sameCategoryHere(series);
      case CATEGORY -> sameCategory(series);
      case ALL -> s -> true;
    };
  }

  /**
   * Mean units a day and series, over the last four weeks, of the same category in the same store;
   * where there is none, of the category elsewhere, then of all.
   */
  public double categoryMean(int series) {
    for (Lender lender : List.of(Lender.CATEGORY_HERE, Lender.CATEGORY, Lender.ALL)) {
      int[] donors = donors(series, lender);
      if (donors.length > 0) {
        return mean(donors);
      }
    }
    return 0;
  }

  /** The same of the product in other stores; where there is none, as {@link #categoryMean}. */
  public double productElsewhere(int series) {
    return mean(donors(series, lender(series)));
  }

  /**
   * A history to forecast from: day by day the mean of the product elsewhere, times how this store
   * compares with those others in what both sell; where there is no such product, the mean of the
   * category here or elsewhere. Empty where nothing at all is known.
   *
   * @param mostDays days back from the panel's last one, at most
   */
  public float[] history(int series, int mostDays) {
    Lender lender = lender(series);
    int[] donors = donors(series, lender);
    int first = Arrays.stream(donors).map(panel::startDay).min().orElse(panel.lastDay() + 1);
    first = Math.max(first, panel.lastDay() - mostDays + 1);
    double factor = lender == Lender.PRODUCT ? storeFactor(series, donors) : 1;
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

  private int[] donors(int series, Lender lender) {
    return lender == null
        ? new int[0]
        : IntStream.range(0, panel.seriesCount())
            .filter(this::known)
            .filter(lends(lender, series))
            .toArray();
  }

  private double mean(int[] series) {
    return Arrays.stream(series).mapToDouble(this::recent).average().orElse(0);
  }

  private double recent(int series) {
    if (Double.isNaN(recent[series])) {
      recent[series] = meanOfLastDays(series);
    }
    return recent[series];
  }

  private double meanOfLastDays(int series) {
    int first = Math.max(panel.startDay(series), panel.lastDay() - RECENT + 1);
    return IntStream.rangeClosed(first, panel.lastDay())
        .mapToDouble(day -> panel.quantity(series, day))
        .average()
        .orElse(0);
  }
}
