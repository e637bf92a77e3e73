package io.shelfcast.retraining;

import java.util.Map;
import java.util.TreeMap;

/**
 * Daily errors of a champion and of those who challenged it, by target date: the present challenger
 * on the days it is judged on; on earlier days, which it has learnt from, those before it.
 */
final class Evidence {

  /**
   * Sums of one day.
   *
   * @param champion sum of absolute errors in units; {@code challenger} likewise
   */
  record Day(double cells, double champion, double challenger) {
    Day plus(Day other) {
      return new Day(cells + other.cells, champion + other.champion, challenger + other.challenger);
    }
  }

  private final TreeMap<Integer, Day> days = new TreeMap<>();
  private int earlierChallengers;

  /** That of the present challenger. */
  Evidence(Losses windows) {
    for (int d = 0; d < windows.days(); d++) {
      days.put(
          windows.firstDay + d,
          new Day(windows.all.cells[d], windows.all.champion[d], windows.all.challenger[d]));
    }
  }

  /**
   * Adds what a former challenger came to on the days before those of the present one. Where
   * several forecast a day, it counts as their mean.
   *
   * @param firstJudged first day of the present challenger's own
   */
  void addEarlier(Map<Integer, Day> former, int firstJudged) {
    boolean any = false;
    for (Map.Entry<Integer, Day> day : former.entrySet()) {
      if (day.getKey() < firstJudged) {
        days.merge(day.getKey(), day.getValue(), Day::plus);
        any = true;
      }
    }
    earlierChallengers += any ? 1 : 0;
  }

  int earlierChallengers() {
    return earlierChallengers;
  }

  Map<Integer, Day> days() {
    return days;
  }

  /** Tests all of it. */
  WeeklyTest test(int horizon) {
    int first = days.firstKey();
    int n = days.lastKey() - first + 1;
    double[][] columns = new double[3][n];
    days.forEach(
        (day, sums) -> {
          columns[0][day - first] = sums.cells;
          columns[1][day - first] = sums.champion;
          columns[2][day - first] = sums.challenger;
        });
    return WeeklyTest.of(columns[0], columns[1], columns[2], horizon);
  }
}
