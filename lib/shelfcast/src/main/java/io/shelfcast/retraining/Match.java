package io.shelfcast.retraining;

import io.shelfcast.evaluation.Level;
import io.shelfcast.evaluation.Verdict;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Champion and challenger on the same rolling windows, week by week: what a {@code retrain} judges
 * by that finds no evidence of former challengers.
 *
 * @param championLearnt the days that the champion has been trained, stopped or calibrated on;
 *     {@code challengerLearnt} likewise
 * @param origins that both forecast from, oldest first, behind all of these days
 * @param horizon days ahead of each origin
 * @param weeks whole weeks, counted back from the last day, oldest first
 * @param test of the weeks' differences
 * @param champion its verdict on these days; {@code challenger} likewise
 */
public record Match(
    Days championLearnt,
    Days challengerLearnt,
    List<LocalDate> origins,
    int horizon,
    List<Week> weeks,
    Test test,
    Verdict champion,
    Verdict challenger) {

  private static final int DAYS = 7;
  private static final int MOST_WEEKS = 20;

  /** Days, both ends included. */
  public record Days(LocalDate first, LocalDate last) {

    private static Days of(int first, int last) {
      return new Days(LocalDate.ofEpochDay(first), LocalDate.ofEpochDay(last));
    }

    private static Days learnt(EnsembleForecaster model) {
      return of(model.windows().training().first(), model.fitLast());
    }
  }

  /**
   * One week at product x store x day.
   *
   * @param cells that were forecast
   * @param champion sum of absolute errors, units; {@code challenger} likewise
   */
  public record Week(LocalDate first, double cells, double champion, double challenger) {

    /** MAE of the champion less that of the challenger; above 0 where the challenger is better. */
    public double difference() {
      return (champion - challenger) / cells;
    }
  }

  /**
   * Whether the difference is more than chance.
   *
   * @param relative by how much the challenger's MAE is lower, as a share of the champion's
   * @param p of the test of Diebold and Mariano, two-sided
   */
  public record Test(double relative, double p) {}

  /**
   * Decisions between two models of which it is known by how much one is better.
   *
   * @param outcomes that were equally likely
   * @param lower those in which the challenger's MAE is lower
   * @param byMargin those in which it is lower by the margin
   * @param trusted those in which it is lower by the margin, and by more than chance
   */
  public record Chance(int outcomes, int lower, int byMargin, int trusted) {}

  /**
   * Lets both forecast, as {@code retrain} does.
   *
   * @param panel sales up to the last day to judge on
   * @return null if there are too few days that neither has learnt from
   */
  public static Match of(
      EnsembleForecaster champion,
      EnsembleForecaster challenger,
      SalesPanel panel,
      Level gateLevel,
      Progress progress) {
    int horizon = Math.min(champion.options().horizon(), challenger.options().horizon());
    int learnt = Duel.learntUntil(champion, challenger);
    int[] origins = Duel.origins(learnt, panel.lastDay(), horizon);
    if (origins.length == 0) {
      return null;
    }
    Duel duel = Duel.fight(champion, challenger, panel, origins, gateLevel, progress);
    Losses losses = duel.losses();
    WeeklyTest test = WeeklyTest.of(losses.all, horizon);
    return new Match(
        Days.learnt(champion),
        Days.learnt(challenger),
        Arrays.stream(origins).mapToObj(LocalDate::ofEpochDay).toList(),
        horizon,
        weeks(losses),
        new Test(test.relative(), test.p()),
        duel.champion(),
        duel.challenger());
  }

  private static List<Week> weeks(Losses losses) {
    List<Week> weeks = new ArrayList<>();
    for (int end = losses.days(); end >= DAYS; end -= DAYS) {
      int first = end - DAYS;
      weeks.add(
          0,
          new Week(
              LocalDate.ofEpochDay(losses.firstDay + first),
              sum(losses.all.cells, first),
              sum(losses.all.champion, first),
              sum(losses.all.challenger, first)));
    }
    return List.copyOf(weeks);
  }

  private static double sum(double[] values, int first) {
    double sum = 0;
    for (int d = first; d < first + DAYS; d++) {
      sum += values[d];
    }
    return sum;
  }

  /**
   * What decisions would be, were both models equal: each week might then as well have had the
   * other's error. All exchanges of weeks are equally likely (Fisher 1935, "The design of
   * experiments"), and are counted.
   *
   * @param rule whose alpha and margin are asked
   * @throws IllegalStateException if there are more than {@value #MOST_WEEKS} weeks
   */
  public Chance hadTheyBeenEqual(PromotionRule rule) {
    return hadItBeenBetter(0, rule);
  }

  /**
   * The same, were the challenger better by a share of the errors and equal but for that: after an
   * exchange its errors are so much smaller.
   *
   * @param share by which the challenger's absolute errors are smaller; 0 for equal models
   */
  public Chance hadItBeenBetter(double share, PromotionRule rule) {
    int n = weeks.size();
    if (n > MOST_WEEKS) {
      throw new IllegalStateException("Too many weeks to count all exchanges of: " + n);
    }
    int lower = 0;
    int byMargin = 0;
    int trusted = 0;
    for (int exchanged = 0; exchanged < 1 << n; exchanged++) {
      WeeklyTest test = exchanged(exchanged, 1 - share);
      lower += test.mean() > 0 ? 1 : 0;
      boolean enough = test.mean() > 0 && test.relative() >= rule.margin();
      byMargin += enough ? 1 : 0;
      trusted += enough && test.better(Judge.SHARE_OF_ALPHA * rule.alpha()) ? 1 : 0;
    }
    return new Chance(1 << n, lower, byMargin, trusted);
  }

  /**
   * The test, were the errors of some weeks those of the other model, then the challenger's less.
   */
  private WeeklyTest exchanged(int which, double shrink) {
    double[][] columns = new double[3][DAYS * weeks.size()];
    for (int w = 0; w < weeks.size(); w++) {
      Week week = weeks.get(w);
      boolean other = (which >> w & 1) == 1;
      for (int d = DAYS * w; d < DAYS * (w + 1); d++) {
        columns[0][d] = week.cells / DAYS;
        columns[1][d] = (other ? week.challenger : week.champion) / DAYS;
        columns[2][d] = shrink * (other ? week.champion : week.challenger) / DAYS;
      }
    }
    return WeeklyTest.of(columns[0], columns[1], columns[2], horizon);
  }
}
