package io.shelfcast.notebook;

import io.shelfcast.features.Feature;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.features.FeatureMatrix;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A trial whether rows see the future: sales are changed from some day on, all rows of one origin
 * are made again, and values that differ by a bit are counted.
 *
 * @param changedFrom the first day whose sales are changed
 * @param values compared
 * @param moved those that differ
 */
public record LeakTrial(String what, LocalDate changedFrom, long values, long moved) {

  /** After the origin, where nothing may move; and from the origin on, where something must. */
  public static Table of(SalesPanel panel, LocalDate origin, int horizon) {
    int day = (int) origin.toEpochDay();
    LeakTrial[] trials = {
      trial("every sale after the origin", panel, day, day + 1, horizon),
      trial("the same, and the origin's own", panel, day, day, horizon)
    };
    Table table =
        Table.create(
            "leak trials",
            StringColumn.create("what is changed"),
            StringColumn.create("from"),
            DoubleColumn.create("values compared"),
            DoubleColumn.create("values moved"));
    for (LeakTrial t : trials) {
      table.stringColumn(0).append(t.what);
      table.stringColumn(1).append(t.changedFrom.toString());
      table.doubleColumn(2).append(t.values);
      table.doubleColumn(3).append(t.moved);
    }
    return table;
  }

  private static LeakTrial trial(
      String what, SalesPanel panel, int origin, int changedFrom, int horizon) {
    SalesPanel other = panel.withSales((s, d, q) -> d >= changedFrom ? 3 * q + 17 : q);
    float[] one = rows(panel, origin, horizon);
    float[] two = rows(other, origin, horizon);
    long moved =
        IntStream.range(0, one.length).filter(i -> Float.compare(one[i], two[i]) != 0).count();
    return new LeakTrial(what, LocalDate.ofEpochDay(changedFrom), one.length, moved);
  }

  /** Of all series that had begun, and each day of the horizon. */
  private static float[] rows(SalesPanel panel, int origin, int horizon) {
    int[] begun =
        IntStream.range(0, panel.seriesCount()).filter(s -> panel.startDay(s) <= origin).toArray();
    int n = begun.length * horizon;
    FeatureMatrix matrix =
        new FeatureBuilder(panel)
            .matrix(
                IntStream.range(0, n).map(i -> begun[i / horizon]).toArray(),
                IntStream.generate(() -> origin).limit(n).toArray(),
                IntStream.range(0, n).map(i -> origin + 1 + i % horizon).toArray());
    if (matrix.values().length != n * Feature.COUNT) {
      throw new IllegalStateException("rows are missing");
    }
    return matrix.values();
  }
}
