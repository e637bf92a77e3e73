package io.shelfcast.report;

import io.shelfcast.charts.DemandFigures;
import io.shelfcast.models.Forecasts;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a figure of one series shows: one model's forecasts, and sales from a while before. */
final class SeriesWindows {

  /** Days of history drawn before the first forecast. */
  private static final int BEFORE = 28;

  /** Days of forecasts drawn at most; of more windows, the last ones. */
  private static final int SHOWN = 90;

  private final SalesPanel panel;
  private final List<Forecasts> forecasts;

  SeriesWindows(SalesPanel panel, List<Forecasts> forecasts, String model) {
    this.panel = panel;
    this.forecasts =
        forecasts.stream()
            .filter(f -> f.model().equals(model))
            .sorted(Comparator.comparingInt(Forecasts::origin).reversed())
            .toList();
  }

  /** The windows of a series that do not overlap, oldest first. */
  List<DemandFigures.Window> of(int series) {
    List<DemandFigures.Window> windows = new ArrayList<>();
    int before = Integer.MAX_VALUE;
    int days = 0;
    for (Forecasts f : forecasts) {
      int place = place(f, series);
      boolean apart = (long) f.origin() + f.horizon() < before;
      if (place >= 0 && apart && (windows.isEmpty() || days + f.horizon() <= SHOWN)) {
        windows.add(0, window(f, place));
        before = f.origin() + 1;
        days += f.horizon();
      }
    }
    return windows;
  }

  private static int place(Forecasts f, int series) {
    for (int i = 0; i < f.series().length; i++) {
      if (f.series()[i] == series) {
        return i;
      }
    }
    return -1;
  }

  private static DemandFigures.Window window(Forecasts f, int place) {
    double[] mean = new double[f.horizon()];
    double[] p10 = new double[f.horizon()];
    double[] p90 = new double[f.horizon()];
    for (int a = 1; a <= f.horizon(); a++) {
      int cell = f.cell(place, a);
      mean[a - 1] = f.mean()[cell];
      p10[a - 1] = f.p10()[cell];
      p90[a - 1] = f.p90()[cell];
    }
    return new DemandFigures.Window(LocalDate.ofEpochDay(f.origin() + 1L), mean, p10, p90);
  }

  /** The first day of {@link #actual}. */
  LocalDate firstDay(int series, List<DemandFigures.Window> windows) {
    long first = windows.get(0).first().toEpochDay() - BEFORE;
    return LocalDate.ofEpochDay(Math.max(first, panel.startDay(series)));
  }

  /** Sales a day, from a while before the windows to their end or the panel's. */
  double[] actual(int series, List<DemandFigures.Window> windows) {
    DemandFigures.Window last = windows.get(windows.size() - 1);
    int from = (int) firstDay(series, windows).toEpochDay();
    int to = (int) Math.min(last.first().toEpochDay() + last.mean().length - 1, panel.lastDay());
    double[] sold = new double[Math.max(0, to - from + 1)];
    for (int day = from; day <= to; day++) {
      sold[day - from] = panel.quantity(series, day);
    }
    return sold;
  }
}
