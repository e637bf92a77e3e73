package io.shelfcast.charts;

import java.awt.Color;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Figures of what was sold and what was forecast. A value that is NaN leaves a gap. */
public final class DemandFigures {
  private DemandFigures() {}

  static final List<String> WEEKDAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  static final int BAND_ALPHA = 60;
  private static final String BAND = "p10 to p90";

  /**
   * The forecast from one origin, day by day from {@code first} on. Arrays of one length.
   *
   * @param p10 null or NaN where there is no interval; likewise p90
   */
  public record Window(LocalDate first, double[] mean, double[] p10, double[] p90) {}

  /**
   * What was sold against what was forecast, for one series.
   *
   * @param first day of {@code actual[0]}
   * @param actual sales a day, the end of the history and the forecast windows
   * @param model whose forecasts the windows are
   */
  public static XYChart forecast(
      String title,
      String unit,
      LocalDate first,
      double[] actual,
      String model,
      List<Window> windows) {
    boolean band = windows.stream().anyMatch(DemandFigures::hasBand);
    List<String> legend = band ? List.of("actual", model, BAND) : List.of("actual", model);
    XYChart chart = dates(title, unit, "d MMM", legend);
    Color color = Palette.model(model);
    for (int w = 0; w < windows.size(); w++) {
      if (hasBand(windows.get(w))) {
        band(chart, windows.get(w), w).setFillColor(Palette.faint(color, BAND_ALPHA));
      }
    }
    line(chart, "actual", first, actual, Palette.ACTUAL).setLineStyle(FigureStyle.THIN);
    for (int w = 0; w < windows.size(); w++) {
      Window window = windows.get(w);
      line(chart, w == 0 ? model : model + w, window.first(), window.mean(), color)
          .setShowInLegend(w == 0);
    }
    return chart;
  }

  private static boolean hasBand(Window window) {
    return window.p10() != null
        && window.p90() != null
        && Arrays.stream(window.p10()).noneMatch(Double::isNaN)
        && Arrays.stream(window.p90()).noneMatch(Double::isNaN);
  }

  /** A polygon, there along p90 and back along p10. */
  private static XYSeries band(XYChart chart, Window window, int number) {
    int n = window.mean().length;
    List<Date> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      x.add(date(window.first().plusDays(i)));
      y.add(window.p90()[i]);
    }
    for (int i = n - 1; i >= 0; i--) {
      x.add(date(window.first().plusDays(i)));
      y.add(window.p10()[i]);
    }
    XYSeries series = chart.addSeries(number == 0 ? BAND : BAND + number, x, y);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea).setMarker(SeriesMarkers.NONE);
    series.setLineColor(new Color(0, true)).setShowInLegend(number == 0);
    return series;
  }

  /**
   * Demand over time, a line for each name; all from one day on.
   *
   * @param byName units a day (or a week, as {@code unit} says)
   * @param step days from one value to the next
   */
  public static XYChart overTime(
      String title, String unit, LocalDate first, int step, Map<String, double[]> byName) {
    XYChart chart = dates(title, unit, "yyyy-MM", byName.keySet());
    int n = 0;
    for (Map.Entry<String, double[]> e : byName.entrySet()) {
      List<Date> x = new ArrayList<>();
      for (int i = 0; i < e.getValue().length; i++) {
        x.add(date(first.plusDays((long) i * step)));
      }
      XYSeries series = chart.addSeries(e.getKey(), x, boxed(e.getValue()));
      series.setMarker(SeriesMarkers.NONE).setLineColor(Palette.at(n++));
      series.setLineStyle(e.getValue().length > 200 ? FigureStyle.THIN : FigureStyle.LINE);
    }
    return chart;
  }

  /**
   * Mean demand by day of the week, a bar for each name.
   *
   * @param byName seven means, Monday first
   */
  public static CategoryChart weekdayProfile(
      String title, String unit, Map<String, double[]> byName) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(FigureStyle.WIDTH)
            .height(FigureStyle.HEIGHT)
            .title(title)
            .xAxisTitle("day of the week")
            .yAxisTitle(unit + " a day")
            .build();
    FigureStyle.apply(chart.getStyler(), title, byName.keySet());
    chart.getStyler().setAvailableSpaceFill(.8).setYAxisMin(0.0);
    int n = 0;
    for (Map.Entry<String, double[]> e : byName.entrySet()) {
      if (e.getValue().length != WEEKDAYS.size()) {
        throw new IllegalArgumentException("Invalid week: " + e.getValue().length + " days");
      }
      chart.addSeries(e.getKey(), WEEKDAYS, boxed(e.getValue())).setFillColor(Palette.at(n++));
    }
    return chart;
  }

  /**
   * Changes against something usual, a lying bar each, the first on top.
   *
   * @param changes fractions, drawn in percent
   */
  public static HorizontalBarChart changes(
      String title, String xTitle, List<String> names, double[] changes) {
    HorizontalBarChart chart =
        new HorizontalBarChartBuilder()
            .width(FigureStyle.WIDTH)
            .height(150 + 34 * names.size())
            .title(title)
            .xAxisTitle(xTitle)
            .build();
    FigureStyle.apply(chart.getStyler(), title, names.subList(0, 1));
    chart.getStyler().setAvailableSpaceFill(.6).setYAxisTitleVisible(false);
    chart.getStyler().setPlotGridVerticalLinesVisible(true);
    chart.getStyler().setPlotGridHorizontalLinesVisible(false);
    chart.getStyler().setXAxisTickMarkSpacingHint(32); // XChart spaces lying names by it, too
    double least = 100 * Arrays.stream(changes).min().orElse(0);
    double most = 100 * Arrays.stream(changes).max().orElse(0);
    chart.getStyler().setXAxisMin(Math.min(0, 10 * Math.floor(least / 10)));
    chart.getStyler().setXAxisMax(Math.max(0, 10 * Math.ceil(most / 10)));
    double[] percent = Arrays.stream(changes).map(c -> 100 * c).toArray();
    chart.addSeries("change", boxed(percent), names).setFillColor(Palette.at(0));
    return chart;
  }

  static XYChart dates(
      String title, String unit, String pattern, java.util.Collection<String> legend) {
    XYChart chart =
        new XYChartBuilder()
            .width(FigureStyle.WIDTH)
            .height(FigureStyle.HEIGHT)
            .title(title)
            .xAxisTitle("date")
            .yAxisTitle(unit)
            .build();
    FigureStyle.apply(chart.getStyler(), title, legend);
    chart.getStyler().setYAxisMin(0.0).setXAxisTickMarkSpacingHint(110);
    chart.getStyler().setDatePattern(pattern);
    return chart;
  }

  private static XYSeries line(
      XYChart chart, String name, LocalDate first, double[] values, Color color) {
    List<Date> x = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      x.add(date(first.plusDays(i)));
    }
    XYSeries series = chart.addSeries(name, x, boxed(values));
    series.setMarker(SeriesMarkers.NONE).setLineColor(color).setLineStyle(FigureStyle.LINE);
    return series;
  }

  static Date date(LocalDate day) {
    return new Date(TimeUnit.DAYS.toMillis(day.toEpochDay()));
  }

  static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
