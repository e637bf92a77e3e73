package io.shelfcast.charts;

import java.awt.Color;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Figures of a model in operation, without a title, for a page that has its own; in a {@link Frame}
 * that fits the page. A value that is NaN leaves a gap.
 */
public final class MonitoringFigures {
  private MonitoringFigures() {}

  private static final String BAND = "band of the past";

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

  private static void band(
      XYChart chart, Frame frame, LocalDate monday, int weeks, double low, double high) {
    Date from = date(monday.minusDays(3));
    Date to = date(monday.plusDays(7L * (weeks - 1) + 3));
    XYSeries series =
        chart.addSeries(BAND, List.of(from, to, to, from), List.of(high, high, low, low));
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea).setMarker(SeriesMarkers.NONE);
    series.setFillColor(Palette.faint(frame.model(), 38));
    series.setLineColor(new Color(0, true));
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
