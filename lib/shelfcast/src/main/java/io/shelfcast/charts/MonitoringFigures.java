package io.shelfcast.charts;

import java.awt.Color;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Figures of a model in operation: those in a {@link Frame} fit a page that has titles of its own;
 * the others have a title. A value that is NaN leaves a gap.
 */
public final class MonitoringFigures {
  private MonitoringFigures() {}

  private static final String BAND = "band of the past";
  private static final String INTERVAL = "p10 to p90";

  /**
   * What was sold and what was forecast, day by day.
   *
   * @param first day of the first value
   * @param actual NaN from the first day on that is yet to come
   */
  public static XYChart days(
      Frame frame, String unit, LocalDate first, double[] actual, double[] forecast) {
    XYChart chart = chart(frame, unit, List.of("forecast", "sold"));
    chart.getStyler().setYAxisMin(0.0);
    line(chart, "forecast", first, 1, forecast, frame.model());
    line(chart, "sold", first, 1, actual, frame.ink()).setLineStyle(FigureStyle.THIN);
    return chart;
  }

  /**
   * As {@link #days}, over the interval of each day.
   *
   * @param p10 NaN where there is no interval; likewise p90
   */
  public static XYChart series(
      Frame frame,
      String unit,
      LocalDate first,
      double[] actual,
      double[] forecast,
      double[] p10,
      double[] p90) {
    XYChart chart = chart(frame, unit, List.of("forecast", "sold", INTERVAL));
    chart.getStyler().setYAxisMin(0.0);
    interval(chart, frame, first, p10, p90);
    line(chart, "forecast", first, 1, forecast, frame.model());
    line(chart, "sold", first, 1, actual, frame.ink()).setLineStyle(FigureStyle.THIN);
    return chart;
  }

  /** A polygon for each stretch of days that have an interval. */
  private static void interval(
      XYChart chart, Frame frame, LocalDate first, double[] p10, double[] p90) {
    int stretches = 0;
    for (int from = 0; from < p10.length; from++) {
      int to = from;
      while (to < p10.length && !Double.isNaN(p10[to]) && !Double.isNaN(p90[to])) {
        to++;
      }
      if (to == from) {
        continue;
      }
      List<Date> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      for (int i = from; i < to; i++) {
        x.add(date(first.plusDays(i)));
        y.add(p90[i]);
      }
      for (int i = to - 1; i >= from; i--) {
        x.add(date(first.plusDays(i)));
        y.add(p10[i]);
      }
      shade(chart, frame, stretches == 0 ? INTERVAL : INTERVAL + stretches, x, y)
          .setShowInLegend(stretches == 0);
      stretches++;
      from = to;
    }
  }

  /**
   * One measure by week, before the band that the last one is held against.
   *
   * @param monday of the first value
   * @param values in percent; NaN for weeks without; no legend, as the page says what is shown
   * @param low of the band, in percent; NaN where there is none, as high is then
   */
  public static XYChart weeks(
      Frame frame, String name, LocalDate monday, double[] values, double low, double high) {
    boolean band = !Double.isNaN(low) && !Double.isNaN(high);
    XYChart chart = chart(frame, "", List.of());
    if (band) {
      band(chart, frame, monday, values.length, low, high);
    }
    XYSeries line = line(chart, name, monday, 7, values, frame.model());
    line.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(frame.model());
    chart.getStyler().setMarkerSize(6);
    return chart;
  }

  /**
   * The same as a figure that stands alone.
   *
   * @param name of the measure, with its unit
   */
  public static XYChart weeks(
      String title, String name, LocalDate monday, double[] values, double low, double high) {
    Frame frame = new Frame(FigureStyle.WIDTH, FigureStyle.HEIGHT, false);
    XYChart chart = weeks(frame, name, monday, values, low, high);
    boolean band = !Double.isNaN(low) && !Double.isNaN(high);
    FigureStyle.apply(chart.getStyler(), title, band ? List.of(BAND, name) : List.of());
    chart.setTitle(title);
    chart.setXAxisTitle("week from");
    chart.setYAxisTitle(name);
    chart.getStyler().setChartTitleVisible(true);
    chart.getStyler().setAxisTitlesVisible(true);
    return chart;
  }

  /**
   * How far the values of features are from those of the training window, a lying bar each, beside
   * the farthest that was usual there.
   *
   * @param psi population stability index; likewise usual, NaN where there is none
   */
  public static HorizontalBarChart drift(
      String title, List<String> features, double[] psi, double[] usual) {
    HorizontalBarChart chart =
        new HorizontalBarChartBuilder()
            .width(FigureStyle.WIDTH)
            .height(150 + 44 * features.size())
            .title(title)
            .xAxisTitle("population stability index")
            .build();
    List<String> legend = List.of("recent days", "most in training");
    FigureStyle.apply(chart.getStyler(), title, legend);
    chart.getStyler().setAvailableSpaceFill(.75).setYAxisTitleVisible(false).setXAxisMin(0.0);
    chart.getStyler().setPlotGridVerticalLinesVisible(true);
    chart.getStyler().setPlotGridHorizontalLinesVisible(false);
    chart.getStyler().setXAxisTickMarkSpacingHint(40); // XChart spaces lying names by it, too
    chart.addSeries(legend.get(0), defined(psi), features).setFillColor(Palette.at(3));
    chart.addSeries(legend.get(1), defined(usual), features).setFillColor(Palette.REFERENCE);
    return chart;
  }

  private static List<Double> defined(double[] values) {
    return Arrays.stream(values).map(v -> Double.isNaN(v) ? 0 : v).boxed().toList();
  }

  private static void band(
      XYChart chart, Frame frame, LocalDate monday, int weeks, double low, double high) {
    Date from = date(monday.minusDays(3));
    Date to = date(monday.plusDays(7L * (weeks - 1) + 3));
    shade(chart, frame, BAND, List.of(from, to, to, from), List.of(high, high, low, low));
  }

  private static XYSeries shade(
      XYChart chart, Frame frame, String name, List<Date> x, List<Double> y) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea).setMarker(SeriesMarkers.NONE);
    series.setFillColor(Palette.faint(frame.model(), 38));
    series.setLineColor(new Color(0, true));
    return series;
  }

  private static XYChart chart(Frame frame, String unit, List<String> legend) {
    XYChart chart =
        new XYChartBuilder().width(frame.width()).height(frame.height()).yAxisTitle(unit).build();
    FigureStyle.apply(chart.getStyler(), "", legend);
    chart.getStyler().setChartTitleVisible(false);
    chart.getStyler().setXAxisTitleVisible(false);
    chart.getStyler().setYAxisTitleVisible(!unit.isEmpty());
    chart.getStyler().setLegendPadding(14);
    chart.getStyler().setXAxisTickMarkSpacingHint(90).setDatePattern("d MMM");
    frame.colour(chart.getStyler());
    return chart;
  }

  private static XYSeries line(
      XYChart chart, String name, LocalDate first, int step, double[] values, Color color) {
    List<Date> x = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      x.add(date(first.plusDays((long) i * step)));
    }
    XYSeries series = chart.addSeries(name, x, Arrays.stream(values).boxed().toList());
    series.setMarker(SeriesMarkers.NONE).setLineColor(color).setLineStyle(FigureStyle.LINE);
    return series;
  }

  private static Date date(LocalDate day) {
    return new Date(TimeUnit.DAYS.toMillis(day.toEpochDay()));
  }
}
