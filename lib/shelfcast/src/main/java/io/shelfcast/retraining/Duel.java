package io.shelfcast.retraining;

import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Level;
import io.shelfcast.evaluation.Verdict;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Forecasts;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.Product;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Champion and challenger forecast the same rolling windows, on days that neither has learnt from.
 *
 * @param losses of both, on the days ahead that both forecast
 * @param horizon those days ahead: the shorter of both horizons
 * @param champion its verdict on these windows; {@code challenger} likewise
 */
record Duel(Losses losses, int horizon, Verdict champion, Verdict challenger) {

  /** Fewer windows do not make a judgement. */
  static final int FEWEST_WINDOWS = 8;

  private static final int WEEK = 7;

  /**
   * Days that a challenger must not learn from so that there are {@value #FEWEST_WINDOWS} weekly
   * windows, in whole horizons.
   */
  static int validationDays(int horizon) {
    int days = horizon + (FEWEST_WINDOWS - 1) * Math.min(WEEK, horizon);
    return Math.max(60, (days + horizon - 1) / horizon * horizon);
  }

  /** The last day that one of them has learnt from. */
  static int learntUntil(EnsembleForecaster champion, EnsembleForecaster challenger) {
    return Math.max(champion.fitLast(), challenger.fitLast());
  }

  /**
   * The origins: a week apart, or a horizon where that is shorter, or less where the days do not
   * suffice for {@value #FEWEST_WINDOWS}; the last one a horizon before the panel's end.
   *
   * @return oldest first; empty if there are too few days
   */
  static int[] origins(int learntUntil, int lastDay, int horizon) {
    int latest = lastDay - horizon;
    int room = latest - learntUntil;
    int step = Math.min(Math.min(WEEK, horizon), room / (FEWEST_WINDOWS - 1));
    if (room < 0 || step < 1) {
      return new int[0];
    }
    int windows = room / step + 1;
    int[] origins = new int[windows];
    Arrays.setAll(origins, k -> latest - (windows - 1 - k) * step);
    return origins;
  }

  /** Lets both forecast, and adds up what they came to. */
  static Duel fight(
      EnsembleForecaster champion,
      EnsembleForecaster challenger,
      SalesPanel panel,
      int[] origins,
      Level gateLevel,
      Progress progress) {
    int horizon = Math.min(champion.options().horizon(), challenger.options().horizon());
    List<Forecasts> old = new ArrayList<>();
    List<Forecasts> young = new ArrayList<>();
    for (int k = 0; k < origins.length; k++) {
      SalesPanel known = panel.until(origins[k]);
      old.addAll(champion.forecast(known, champion.options().horizon()));
      young.addAll(challenger.forecast(known, challenger.options().horizon()));
      progress.step("judging", k + 1, origins.length, "");
    }
    return new Duel(
        losses(panel, ensembles(old), ensembles(young), horizon),
        horizon,
        Verdict.of(Evaluation.of(panel, old), gateLevel, panel, null),
        Verdict.of(Evaluation.of(panel, young), gateLevel, panel, null));
  }

  private static List<Forecasts> ensembles(List<Forecasts> all) {
    return all.stream().filter(f -> f.model().equals(EnsembleForecaster.ENSEMBLE)).toList();
  }

  private static Losses losses(
      SalesPanel panel, List<Forecasts> old, List<Forecasts> young, int horizon) {
    List<String> categories =
        panel.products().stream().map(Duel::category).distinct().sorted().toList();
    int[] category =
        panel.products().stream().mapToInt(p -> categories.indexOf(category(p))).toArray();
    int first = old.get(0).origin() + 1;
    Losses losses =
        new Losses(
            first,
            panel.lastDay() - first + 1,
            panel.stores().stream().map(Store::id).toList(),
            categories);
    for (int k = 0; k < old.size(); k++) {
      Forecasts a = old.get(k);
      Forecasts b = young.get(k);
      for (int i = 0; i < a.series().length; i++) {
        int s = a.series()[i];
        for (int ahead = 1; ahead <= horizon; ahead++) {
          int day = a.origin() + ahead;
          losses.add(
              day,
              panel.store(s),
              category[panel.product(s)],
              panel.quantity(s, day),
              a.mean()[a.cell(i, ahead)],
              b.mean()[b.cell(i, ahead)]);
        }
      }
    }
    return losses;
  }

  private static String category(Product product) {
    return product.category() == null ? "none" : product.category();
  }
}
