package io.shelfcast.notebook;

import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How far sales on days of one kind are from the usual ones.
 *
 * @param what kind of day ("public holiday")
 * @param times how often it came: distinct dates, or stretches of days that belong together
 * @param cells series-days
 * @param change sum of sales / sum of usual sales - 1
 * @param uncertainty twice the standard error of the change, from one time to another; NaN for a
 *     single time
 */
public record DemandEffect(String what, int times, long cells, double change, double uncertainty) {

  /** Which series-days count. */
  @FunctionalInterface
  interface Days {
    boolean hold(int series, int day);
  }

  /** Which days belong together: the first of a series-day's stretch, whose errors are alike. */
  @FunctionalInterface
  interface Stretches {
    int first(int series, int day);
  }

  /** Over open series-days with usual sales, each date for itself. */
  static DemandEffect of(String what, UsualDemand usual, Days days) {
    return of(what, usual, days, (series, day) -> day);
  }

  /** Over open series-days with usual sales. */
  static DemandEffect of(String what, UsualDemand usual, Days days, Stretches stretches) {
    var panel = usual.panel();
    int n = panel.lastDay() - panel.firstDay() + 1;
    double[] sold = new double[n];
    double[] expected = new double[n];
    long cells = 0;
    for (int s = 0; s < panel.seriesCount(); s++) {
      for (int day = panel.startDay(s); day <= panel.lastDay(); day++) {
        float mean = usual.of(s, day);
        if (!Float.isNaN(mean) && usual.open(s, day) && days.hold(s, day)) {
          int stretch = stretches.first(s, day) - panel.firstDay();
          sold[stretch] += panel.quantity(s, day);
          expected[stretch] += mean;
          cells++;
        }
      }
    }
    return of(what, cells, sold, expected);
  }

  /** The ratio's standard error is that of a ratio of sums over times (Cochran 1977, ch. 6). */
  private static DemandEffect of(String what, long cells, double[] sold, double[] expected) {
    double ratio = Arrays.stream(sold).sum() / Arrays.stream(expected).sum();
    double squares = 0;
    int times = 0;
    for (int i = 0; i < sold.length; i++) {
      if (expected[i] > 0) {
        double rest = sold[i] - ratio * expected[i];
        squares += rest * rest;
        times++;
      }
    }
    double mean = Arrays.stream(expected).sum() / times;
    double error = times < 2 ? Double.NaN : Math.sqrt(squares / (times - 1) / times) / mean;
    return new DemandEffect(what, times, cells, ratio - 1, 2 * error);
  }

  /** Whether more is sold than usual, by more than the uncertainty; never of a single time. */
  public boolean isMore() {
    return change > uncertainty;
  }

  /** A row an effect. */
  public static Table table(List<DemandEffect> effects) {
    return Table.create(
        "effects",
        StringColumn.create("kind of day", effects.stream().map(DemandEffect::what)),
        IntColumn.create("times", effects.stream().mapToInt(DemandEffect::times)),
        DoubleColumn.create("series-days", effects.stream().mapToDouble(DemandEffect::cells)),
        DoubleColumn.create(
            "change of sales, %", effects.stream().mapToDouble(e -> 100 * e.change())),
        DoubleColumn.create("+-, %", effects.stream().mapToDouble(e -> 100 * e.uncertainty())));
  }
}
