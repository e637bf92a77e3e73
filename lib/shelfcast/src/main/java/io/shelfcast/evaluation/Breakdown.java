package io.shelfcast.evaluation;

import io.shelfcast.evaluation.Slice.Dimension;
import io.shelfcast.sales.DemandClass;
import io.shelfcast.sales.DemandClasses;
import io.shelfcast.sales.SalesPanel;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** The scores of parts of the product x store x day cells. */
final class Breakdown {

  private static final double[] QUANTILES = {.1, .5, .9};
  private final Cells cells;

  Breakdown(Cells cells) {
    this.cells = cells;
  }

  List<Slice> slices() {
    SalesPanel panel = cells.panel;
    List<Slice> slices = new ArrayList<>();
    slice(slices, Dimension.DAYS_AHEAD, cells.horizon, c -> cells.ahead[c] - 1, i -> "" + (i + 1));
    DemandClasses classes =
        DemandClasses.of(panel.until(Math.max(cells.origins[0], panel.firstDay())));
    slice(
        slices,
        Dimension.DEMAND_CLASS,
        DemandClass.values().length,
        c -> classes.get(cells.series[c]).ordinal(),
        i -> DemandClass.values()[i].name());
    slice(
        slices,
        Dimension.STORE,
        panel.stores().size(),
        c -> panel.store(cells.series[c]),
        i -> panel.stores().get(i).id());
    slice(
        slices,
        Dimension.PRODUCT,
        panel.products().size(),
        c -> panel.product(cells.series[c]),
        i -> panel.products().get(i).id());
    slice(
        slices,
        Dimension.WINDOW,
        cells.origins.length,
        c -> cells.window[c],
        i -> LocalDate.ofEpochDay(cells.origins[i]).toString());
    slice(
        slices,
        Dimension.WEEKDAY,
        7,
        c -> Math.floorMod(cells.day(c) + 3, 7),
        i -> DayOfWeek.of(i + 1).name());
    slices.addAll(Occasions.slices(cells));
    return slices;
  }

  /** Adds the parts that have cells, by key, then model. */
  private void slice(
      List<Slice> slices,
      Dimension dimension,
      int keys,
      IntUnaryOperator keyOfCell,
      IntFunction<String> name) {
    int[] key = new int[cells.count()];
    java.util.Arrays.setAll(key, keyOfCell);
    PointScores.Sum[][] sums = new PointScores.Sum[cells.models.size()][];
    for (int m = 0; m < sums.length; m++) {
      sums[m] = sums(cells.models.get(m), key, keys);
    }
    for (int k = 0; k < keys; k++) {
      for (int m = 0; m < sums.length; m++) {
        if (sums[m][k].cells() > 0) {
          slices.add(
              new Slice(
                  dimension, name.apply(k), cells.models.get(m).model(), sums[m][k].scores()));
        }
      }
    }
  }

  private PointScores.Sum[] sums(Cells.Columns model, int[] key, int keys) {
    PointScores.Sum[] sums = new PointScores.Sum[keys];
    java.util.Arrays.setAll(sums, i -> new PointScores.Sum());
    for (int c = 0; c < key.length; c++) {
      sums[key[c]].add(cells.actual[c], model.mean()[c]);
    }
    return sums;
  }

  List<SeriesScores> seriesScores() {
    SalesPanel panel = cells.panel;
    Scales scales = Scales.of(cells, Level.PRODUCT_STORE_DAY, panel.seriesCount());
    PointScores.Sum[][] sums = new PointScores.Sum[cells.models.size()][];
    for (int m = 0; m < sums.length; m++) {
      sums[m] = sums(cells.models.get(m), cells.series, panel.seriesCount());
    }
    List<SeriesScores> scores = new ArrayList<>();
    for (int s = 0; s < panel.seriesCount(); s++) {
      for (int m = 0; m < sums.length; m++) {
        if (sums[m][s].cells() > 0) {
          PointScores point = sums[m][s].scores();
          double mase = scales.defined(s) ? point.mae() / scales.seasonal()[s] : Double.NaN;
          scores.add(
              new SeriesScores(
                  s,
                  panel.productId(s),
                  panel.storeId(s),
                  cells.models.get(m).model(),
                  point,
                  mase));
        }
      }
    }
    return scores;
  }

  List<Reliability> reliability() {
    List<Reliability> rows = new ArrayList<>();
    for (Cells.Columns model : cells.models) {
      float[][] forecasts = {model.p10(), model.p50(), model.p90()};
      long[] count = new long[cells.horizon];
      long[][] below = new long[3][cells.horizon];
      long[][] atOrBelow = new long[3][cells.horizon];
      for (int c = 0; c < cells.count(); c++) {
        int a = cells.ahead[c] - 1;
        count[a]++;
        for (int q = 0; q < 3; q++) {
          if (cells.actual[c] < forecasts[q][c]) {
            below[q][a]++;
          }
          if (cells.actual[c] <= forecasts[q][c]) {
            atOrBelow[q][a]++;
          }
        }
      }
      for (int a = 0; a < cells.horizon; a++) {
        for (int q = 0; q < 3 && count[a] > 0; q++) {
          rows.add(
              new Reliability(
                  model.model(),
                  a + 1,
                  QUANTILES[q],
                  count[a],
                  (double) below[q][a] / count[a],
                  (double) atOrBelow[q][a] / count[a]));
        }
      }
    }
    return rows;
  }

  List<DailyError> dailyErrors() {
    int first = cells.origins[0] + 1;
    int[] key = new int[cells.count()];
    int days = 0;
    for (int c = 0; c < key.length; c++) {
      key[c] = cells.day(c) - first;
      days = Math.max(days, key[c] + 1);
    }
    List<DailyError> rows = new ArrayList<>();
    for (Cells.Columns model : cells.models) {
      PointScores.Sum[] sums = sums(model, key, days);
      for (int d = 0; d < days; d++) {
        if (sums[d].cells() > 0) {
          PointScores point = sums[d].scores();
          rows.add(
              new DailyError(
                  model.model(),
                  LocalDate.ofEpochDay(first + d),
                  point.cells(),
                  point.absoluteError(),
                  point.forecast() - point.actual(),
                  point.actual()));
        }
      }
    }
    return rows;
  }
}
