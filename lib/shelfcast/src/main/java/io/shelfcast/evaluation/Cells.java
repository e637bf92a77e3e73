package io.shelfcast.evaluation;

import io.shelfcast.ShelfcastException;
import io.shelfcast.models.Forecasts;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The cells that are scored, as columns: by origin, then series, then days ahead. Every series that
 * has started on or before the origin is due for each day of the horizon up to the panel's last
 * day. The sales are shared by all models, whose forecasts lie in the same order.
 */
final class Cells {

  /** One model's forecasts in the order of the cells. */
  record Columns(String model, float[] mean, float[] p10, float[] p50, float[] p90) {}

  final SalesPanel panel;
  final int horizon;
  final int[] origins;

  /** Per cell: index into {@link #origins}, series, days ahead, sales. */
  final short[] window;

  final int[] series;
  final byte[] ahead;
  final float[] actual;
  final List<Columns> models;

  private Cells(
      SalesPanel panel,
      int horizon,
      int[] origins,
      short[] window,
      int[] series,
      byte[] ahead,
      float[] actual,
      List<Columns> models) {
    this.panel = panel;
    this.horizon = horizon;
    this.origins = origins;
    this.window = window;
    this.series = series;
    this.ahead = ahead;
    this.actual = actual;
    this.models = models;
  }

  int count() {
    return actual.length;
  }

  /** Epoch day of a cell. */
  int day(int cell) {
    return origins[window[cell]] + ahead[cell];
  }

  static Cells of(SalesPanel panel, List<Forecasts> forecasts) {
    if (forecasts.isEmpty()) {
      throw new ShelfcastException("There are no forecasts to score");
    }
    Map<String, Map<Integer, Forecasts>> byModel = byModelAndOrigin(forecasts);
    int horizon = forecasts.get(0).horizon();
    int[] origins = origins(byModel, panel);
    int due = 0;
    for (int origin : origins) {
      int days = Math.min(horizon, panel.lastDay() - origin);
      for (int s = 0; s < panel.seriesCount(); s++) {
        if (panel.startDay(s) <= origin) {
          due = Math.addExact(due, days);
        }
      }
    }
    if (due == 0) {
      throw new ShelfcastException(
          "No series had started by " + LocalDate.ofEpochDay(origins[origins.length - 1]));
    }
    short[] window = new short[due];
    int[] series = new int[due];
    byte[] ahead = new byte[due];
    float[] actual = new float[due];
    int cell = 0;
    for (int w = 0; w < origins.length; w++) {
      int days = Math.min(horizon, panel.lastDay() - origins[w]);
      for (int s = 0; s < panel.seriesCount(); s++) {
        for (int a = 1; a <= days && panel.startDay(s) <= origins[w]; a++) {
          window[cell] = (short) w;
          series[cell] = s;
          ahead[cell] = (byte) a;
          actual[cell++] = panel.quantity(s, origins[w] + a);
        }
      }
    }
    Cells cells =
        new Cells(
            panel, horizon, origins, window, series, ahead, actual, new java.util.ArrayList<>());
    byModel.forEach((model, byOrigin) -> cells.models.add(cells.gather(model, byOrigin)));
    return cells;
  }

  private static Map<String, Map<Integer, Forecasts>> byModelAndOrigin(List<Forecasts> forecasts) {
    int horizon = forecasts.get(0).horizon();
    if (horizon < 1 || horizon > Byte.MAX_VALUE) {
      throw new ShelfcastException(
          "Invalid horizon: " + horizon + " days; 1 to " + Byte.MAX_VALUE + " can be scored");
    }
    Map<String, Map<Integer, Forecasts>> byModel = new LinkedHashMap<>();
    for (Forecasts f : forecasts) {
      if (f.horizon() != horizon) {
        throw new ShelfcastException(
            "Forecasts of one horizon can be compared, but there are "
                + horizon
                + " and "
                + f.horizon()
                + " days");
      }
      if (byModel.computeIfAbsent(f.model(), m -> new TreeMap<>()).put(f.origin(), f) != null) {
        throw new ShelfcastException(
            "Model '" + f.model() + "' has two forecasts from " + LocalDate.ofEpochDay(f.origin()));
      }
    }
    return byModel;
  }

  private static int[] origins(Map<String, Map<Integer, Forecasts>> byModel, SalesPanel panel) {
    TreeSet<Integer> all = new TreeSet<>();
    byModel.values().forEach(m -> all.addAll(m.keySet()));
    byModel.forEach(
        (model, byOrigin) -> {
          for (int origin : all) {
            if (!byOrigin.containsKey(origin)) {
              throw new ShelfcastException(
                  "Model '"
                      + model
                      + "' has no forecast from "
                      + LocalDate.ofEpochDay(origin)
                      + ", others have");
            }
          }
        });
    int[] scored = all.stream().mapToInt(o -> o).filter(o -> o < panel.lastDay()).toArray();
    if (scored.length == 0) {
      throw new ShelfcastException(
          "There is no day to score: the sales end on "
              + LocalDate.ofEpochDay(panel.lastDay())
              + " and the forecasts begin after "
              + all.stream()
                  .map(o -> LocalDate.ofEpochDay(o).toString())
                  .collect(Collectors.joining(", ")));
    }
    return scored;
  }

  private Columns gather(String model, Map<Integer, Forecasts> byOrigin) {
    float[][] columns = new float[4][count()];
    int[] place = new int[panel.seriesCount()];
    for (int cell = 0, w = -1; cell < count(); cell++) {
      if (window[cell] != w) {
        w = window[cell];
        Arrays.fill(place, -1);
        int[] has = byOrigin.get(origins[w]).series();
        for (int i = 0; i < has.length; i++) {
          if (place[has[i]] >= 0) {
            throw new ShelfcastException(
                "Two forecasts of model '" + model + "' for " + name(cell, has[i]));
          }
          place[has[i]] = i;
        }
      }
      int i = place[series[cell]];
      if (i < 0) {
        throw new ShelfcastException(
            "No forecast of model '" + model + "' for " + name(cell, series[cell]));
      }
      Forecasts f = byOrigin.get(origins[w]);
      int from = f.cell(i, ahead[cell]);
      columns[0][cell] = number(f.mean()[from], "forecast", model, cell);
      columns[1][cell] = number(f.p10()[from], "p10", model, cell);
      columns[2][cell] = number(f.p50()[from], "p50", model, cell);
      columns[3][cell] = number(f.p90()[from], "p90", model, cell);
    }
    return new Columns(model, columns[0], columns[1], columns[2], columns[3]);
  }

  private float number(float value, String column, String model, int cell) {
    if (!Float.isFinite(value)) {
      throw new ShelfcastException(
          "Not a number: "
              + column
              + " of model '"
              + model
              + "' for "
              + name(cell, series[cell])
              + " on "
              + LocalDate.ofEpochDay(day(cell))
              + " is "
              + value);
    }
    return value;
  }

  private String name(int cell, int s) {
    return "product '"
        + panel.productId(s)
        + "' in store '"
        + panel.storeId(s)
        + "' from "
        + LocalDate.ofEpochDay(origins[window[cell]]);
  }
}
