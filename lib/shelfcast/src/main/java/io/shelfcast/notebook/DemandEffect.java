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
 * @param dates distinct dates that count
 * @param cells series-days
 * @param change sum of sales / sum of usual sales - 1
 * @param uncertainty twice the standard error of the change, from one date to another; NaN for a
 *     single date
 */
public record DemandEffect(String what, int dates, long cells, double change, double uncertainty) {

  /** Which series-days count. */
  @FunctionalInterface
  interface Days {
    boolean hold(int series, int day);
  }

  /** Over open series-days with usual sales. */
  static DemandEffect of(String what, UsualDemand usual, Days days) {
    var panel = usual.panel();
    int n = panel.lastDay() - panel.firstDay() + 1;
    double[] sold = new double[n];
    double[] expected = new double[n];
    long cells = 0;
    for (int s = 0; s < panel.seriesCount(); s++) {
      for (int day = panel.startDay(s); day <= panel.lastDay(); day++) {
        float mean = usual.of(s, day);
        if (!Float.isNaN(mean) && usual.open(s, day) && days.hold(s, day)) {
          sold[day - panel.firstDay()] += panel.quantity(s, day);
          expected[day - panel.firstDay()] += mean;
          cells++;
        }
      }
    }
    return of(what, cells, sold, expected);
  }

  /** The ratio's standard error is that of a ratio of sums over dates (Cochran 1977, ch. 6). */
  private static DemandEffect of(String what, long cells, double[] sold, double[] expected) {
    double ratio = Arrays.stream(sold).sum() / Arrays.stream(expected).sum();
    double squares = 0;
    int dates = 0;
    for (int i = 0; i < sold.length; i++) {
      if (expected[i] > 0) {
        double rest = sold[i] - ratio * expected[i];
        squares += rest * rest;
        dates++;
      }
    }
    double mean = Arrays.stream(expected).sum() / dates;
    double error = dates < 2 ? Double.NaN : Math.sqrt(squares / (dates - 1) / dates) / mean;
    return new DemandEffect(what, dates, cells, ratio - 1, 2 * error);
  }

  /** A row an effect. */
  public static Table table(List<DemandEffect> effects) {
    return Table.create(
        "effects",
        StringColumn.create("kind of day", effects.stream().map(DemandEffect::what)),
        IntColumn.create("dates", effects.stream().mapToInt(DemandEffect::dates)),
        DoubleColumn.create("series-days", effects.stream().mapToDouble(DemandEffect::cells)),
        DoubleColumn.create(
            "change of sales, %", effects.stream().mapToDouble(e -> 100 * e.change())),
        DoubleColumn.create("+-, %", effects.stream().mapToDouble(e -> 100 * e.uncertainty())));
  }
}
