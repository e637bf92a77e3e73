package io.shelfcast.evaluation;

import io.shelfcast.evaluation.Advice.Topic;
import io.shelfcast.sales.ClosedDays;
import io.shelfcast.sales.Outliers;
import io.shelfcast.sales.Outliers.Outlier;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Advice from the sales themselves: days missing, outliers, short history. */
final class DataAdvice {

  /** Share of a customer's store-days without sales, above which they are told. */
  private static final double MISSING = .02;

  /** A store is missed on a day only if it sells on this share of days at least, ... */
  private static final double USUAL = .5;

  /** ... and this many units a day: less may well be a day without a customer. */
  private static final double USUAL_UNITS = 5;

  private static final int YEAR = 365;
  private static final int YOUNG = 90;

  /**
   * Robust standard deviations; at the five of {@link Outliers} every seasonal article has some.
   */
  private static final double FAR_OUT = 10;

  private static final double OUT_OF_STOCK = .1;

  private final Evaluation evaluation;
  private final SalesPanel panel;
  private final TrainingFacts training;
  private final List<Advice> advice = new ArrayList<>();

  DataAdvice(Evaluation evaluation, SalesPanel panel, TrainingFacts training) {
    this.evaluation = evaluation;
    this.panel = panel;
    this.training = training;
  }

  List<Advice> advise() {
    missingStoreDays();
    outliers();
    stockouts();
    shortHistory();
    youngSeries();
    return advice;
  }

  private void say(String format, Object... values) {
    advice.add(new Advice(Topic.DATA, Numbers.format(format, values)));
  }

  private void missingStoreDays() {
    ClosedDays closed = ClosedDays.of(panel);
    double[] units = unitsByStore();
    long days = 0;
    long missing = 0;
    long most = 0;
    int worst = 0;
    long[] weekdays = new long[7];
    for (int store = 0; store < panel.stores().size(); store++) {
      if (!usuallySells(store, units[store])) {
        continue;
      }
      long here = 0;
      int day = panel.firstDay();
      while (day <= panel.lastDay() && !panel.recorded(store, day)) {
        day++;
      }
      for (; day <= panel.lastDay(); day++) {
        days++;
        if (!panel.recorded(store, day) && !closed.closed(store, day)) {
          here++;
          weekdays[LocalDate.ofEpochDay(day).getDayOfWeek().ordinal()]++;
        }
      }
      missing += here;
      if (here > most) {
        most = here;
        worst = store;
      }
    }
    if (missing > MISSING * days) {
      int usual = 0;
      for (int w = 1; w < 7; w++) {
        usual = weekdays[w] > weekdays[usual] ? w : usual;
      }
      String weekday =
          java.time.DayOfWeek.of(usual + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      say(
          "%,d of %,d store-days (%s %%) have no recorded sale and no 'closed' event, %,d of them in store '%s', %s %% on a"
              + " %s: load the missing sales, or add 'closed' rows to the events table.",
          missing,
          days,
          Numbers.percent((double) missing / days),
          most,
          panel.stores().get(worst).id(),
          Numbers.percent((double) weekdays[usual] / missing),
          weekday);
    }
  }

  private double[] unitsByStore() {
    double[] units = new double[panel.stores().size()];
    for (int s = 0; s < panel.seriesCount(); s++) {
      for (float quantity : panel.quantities(s)) {
        units[panel.store(s)] += quantity;
      }
    }
    return units;
  }

  private boolean usuallySells(int store, double units) {
    int first = panel.firstDay();
    while (first <= panel.lastDay() && !panel.recorded(store, first)) {
      first++;
    }
    int days = panel.lastDay() - first + 1;
    int recorded = 0;
    for (int day = first; day <= panel.lastDay(); day++) {
      recorded += panel.recorded(store, day) ? 1 : 0;
    }
    return days > 0 && recorded >= USUAL * days && units >= USUAL_UNITS * days;
  }

  private void outliers() {
    List<Outlier> outliers =
        Outliers.of(panel).stream().filter(o -> o.deviations() > FAR_OUT).toList();
    if (!outliers.isEmpty()) {
      Outlier first = outliers.get(0);
      say(
          "Daily sales more than %.0f standard deviations from what their series usually sells: %,d; most of all %s of"
              + " product '%s' in store '%s' on %s, where %s is usual: correct those that are mistakes, and add those that"
              + " are not to promotions or events.",
          FAR_OUT,
          outliers.size(),
          Numbers.plain(first.quantity()),
          first.productId(),
          first.storeId(),
          first.date(),
          Numbers.plain(first.usual()));
    }
  }

  private void stockouts() {
    if (panel.covariates().stockouts() == null) {
      return;
    }
    Set<Integer> scored = new HashSet<>();
    evaluation
        .dailyErrors(evaluation.graded())
        .forEach(d -> scored.add((int) d.date().toEpochDay()));
    long out =
        panel.covariates().stockouts().stream()
            .filter(s -> s.hours() > 0 && scored.contains(s.day()))
            .count();
    double share = (double) out / evaluation.series() / scored.size();
    if (share > OUT_OF_STOCK) {
      say(
          "On %s %% of the product-store-days scored the product was out of stock for some hours: what was sold is less than"
              + " was asked for, and part of the error is not the forecast's; mend the supply first.",
          Numbers.percent(share));
    }
  }

  private int firstOrigin() {
    return (int) evaluation.origins().get(0).toEpochDay();
  }

  private void shortHistory() {
    int days = firstOrigin() - panel.firstDay() + 1;
    if (days < YEAR) {
      say(
          "There are %d days of sales before the first day scored, %d less than a year: load more if there are any, because"
              + " yearly patterns cannot be learnt from less.",
          days, YEAR - days);
    } else if (training != null && 1.5 * training.days() < days) {
      say(
          "Training used %d of the %d days of sales before the first day scored: try --history-days %d.",
          training.days(), days, days);
    }
  }

  private void youngSeries() {
    double error = 0;
    double sales = 0;
    double youngError = 0;
    double youngSales = 0;
    int young = 0;
    for (SeriesScores s : evaluation.seriesScores(evaluation.graded())) {
      error += s.point().absoluteError();
      sales += s.point().actual();
      if (panel.startDay(s.series()) > firstOrigin() - YOUNG
          && panel.startDay(s.series()) > panel.firstDay()) {
        young++;
        youngError += s.point().absoluteError();
        youngSales += s.point().actual();
      }
    }
    if (youngError >= .1 * error && youngError / error > 1.2 * youngSales / sales) {
      say(
          "%,d of %,d series began less than %d days before the first day scored; they make %s %% of the error with %s %% of"
              + " the sales: give their products a category, so that they can lean on like ones, or wait for more sales.",
          young,
          evaluation.series(),
          YOUNG,
          Numbers.percent(youngError / error),
          Numbers.percent(youngSales / sales));
    }
  }
}
