package io.shelfcast.evaluation;

import io.shelfcast.evaluation.Advice.Topic;
import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** Advice from the sales themselves: days missing, outliers, short history. */
final class DataAdvice {

  /** Share of a customer's store-days without sales, above which they are told. */
  private static final double MISSING = .02;

  private static final int YEAR = 365;
  private static final int YOUNG = 90;
  private static final double OUTLIER = 5;
  private static final int OUTLIER_UNITS = 20;
  private static final int SALES_TO_JUDGE = 30;

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
    shortHistory();
    youngSeries();
    return advice;
  }

  private void say(String format, Object... values) {
    advice.add(new Advice(Topic.DATA, Numbers.format(format, values)));
  }

  private void missingStoreDays() {
    long days = 0;
    long missing = 0;
    long most = 0;
    int worst = 0;
    long[] weekdays = new long[7];
    for (int store = 0; store < panel.stores().size(); store++) {
      BitSet closed = closed(store);
      long here = 0;
      int day = panel.firstDay();
      while (day <= panel.lastDay() && !panel.recorded(store, day)) {
        day++;
      }
      for (; day <= panel.lastDay(); day++) {
        days++;
        if (!panel.recorded(store, day) && !closed.get(day - panel.firstDay())) {
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

  private BitSet closed(int store) {
    BitSet closed = new BitSet();
    List<Covariates.Event> events = panel.covariates().events();
    for (Covariates.Event e : events == null ? List.<Covariates.Event>of() : events) {
      boolean here =
          e.store() == Covariates.ALL
              ? e.region() == null || e.region().equals(panel.stores().get(store).region())
              : e.store() == store;
      if (here && e.kind() == Covariates.EventKind.CLOSED && e.day() >= panel.firstDay()) {
        closed.set(e.day() - panel.firstDay());
      }
    }
    return closed;
  }

  private void outliers() {
    int count = 0;
    int series = 0;
    double largestTimes = 0;
    int worst = 0;
    int worstDay = 0;
    for (int s = 0; s < panel.seriesCount(); s++) {
      float[] quantities = panel.quantities(s);
      double usual = usualHigh(quantities);
      int before = count;
      for (int d = 0; d < quantities.length; d++) {
        if (quantities[d] >= OUTLIER_UNITS && quantities[d] > OUTLIER * usual) {
          count++;
          if (quantities[d] / usual > largestTimes) {
            largestTimes = quantities[d] / usual;
            worst = s;
            worstDay = panel.startDay(s) + d;
          }
        }
      }
      series += count > before ? 1 : 0;
    }
    if (count > 0) {
      say(
          "%,d daily sales in %,d series are above %.0f times what the series sells on its best days (95th percentile), most"
              + " of all %s of product '%s' in store '%s' on %s, %.0f times: correct those that are mistakes, and give those"
              + " that are not a promotion or event.",
          count,
          series,
          OUTLIER,
          Numbers.plain(panel.quantity(worst, worstDay)),
          panel.productId(worst),
          panel.storeId(worst),
          LocalDate.ofEpochDay(worstDay),
          largestTimes);
    }
  }

  /** 95th percentile of the days with sales; infinite where there are too few to judge. */
  private static double usualHigh(float[] quantities) {
    float[] sorted = quantities.clone();
    Arrays.sort(sorted);
    int zeros = 0;
    while (zeros < sorted.length && sorted[zeros] == 0) {
      zeros++;
    }
    int sold = sorted.length - zeros;
    return sold < SALES_TO_JUDGE
        ? Double.POSITIVE_INFINITY
        : sorted[zeros + (int) (.95 * (sold - 1))];
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
