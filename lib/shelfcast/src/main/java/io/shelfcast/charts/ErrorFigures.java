package io.shelfcast.charts;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Figures of how wrong models are. Errors and shares are fractions and drawn in percent; maps go
 * from a model's name to its values, in the order drawn. A value that is NaN is left out.
 */
public final class ErrorFigures {
  private ErrorFigures() {}

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.SQUARE,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.TRIANGLE_DOWN,
    SeriesMarkers.CROSS
  };

  /** MAE % of each model at each level, as bars that lie, since names of levels are long. */
  public static HorizontalBarChart byLevel(
      String title, List<String> levels, Map<String, double[]> byModel) {
    HorizontalBarChart chart =
        new HorizontalBarChartBuilder()
            .width(FigureStyle.WIDTH)
            .height(FigureStyle.HEIGHT + 18 * levels.size())
            .title(title)
            .xAxisTitle("MAE, % of what was sold")
            .build();
    FigureStyle.apply(chart.getStyler(), title, byModel.keySet());
    chart.getStyler().setAvailableSpaceFill(.78).setYAxisTitleVisible(false).setXAxisMin(0.0);
    chart.getStyler().setPlotGridVerticalLinesVisible(true);
    chart.getStyler().setPlotGridHorizontalLinesVisible(false);
    chart.getStyler().setXAxisTickMarkSpacingHint(50); // XChart spaces lying names by it, too
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setLegendLayout(LegendLayout.Vertical);
    byModel.forEach(
        (model, errors) ->
            chart.addSeries(model, percent(errors), levels).setFillColor(Palette.model(model)));
    return chart;
  }

  /** MAE % of each model by demand class, or by any other part of the series. */
  public static CategoryChart byPart(
      String title, String partTitle, List<String> parts, Map<String, double[]> byModel) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(FigureStyle.WIDTH)
            .height(FigureStyle.HEIGHT)
            .title(title)
            .xAxisTitle(partTitle)
            .yAxisTitle("MAE, % of what was sold")
            .build();
    FigureStyle.apply(chart.getStyler(), title, byModel.keySet());
    chart.getStyler().setAvailableSpaceFill(.75).setYAxisMin(0.0);
    byModel.forEach(
        (model, errors) ->
            chart.addSeries(model, parts, percent(errors)).setFillColor(Palette.model(model)));
    return chart;
  }

  /** MAE % of each model by days ahead, 1, 2, ... */
  public static CategoryChart byDaysAhead(String title, Map<String, double[]> byModel) {
    CategoryChart chart = daysAhead(title, "MAE, % of what was sold", byModel.keySet());
    int n = 0;
    for (Map.Entry<String, double[]> e : byModel.entrySet()) {
      line(
          chart,
          e.getKey(),
          e.getValue(),
          Palette.model(e.getKey()),
          MARKERS[n++ % MARKERS.length]);
    }
    return chart;
  }

  /**
   * How often sales stayed below each quantile forecast of a model, by days ahead, with the share
   * that they should have dashed beside it.
   *
   * @param nominal the quantiles, (.1, .5, .9)
   * @param observed for each of them the observed share at 1, 2, ... days ahead
   */
  public static CategoryChart calibration(
      String title, String model, double[] nominal, double[][] observed) {
    List<String> legend = new ArrayList<>();
    for (int q = nominal.length - 1; q >= 0; q--) {
      legend.add(String.format(Locale.ROOT, "below p%.0f", 100 * nominal[q]));
    }
    String target = "where it should be";
    legend.add(target);
    CategoryChart chart = daysAhead(title, "share of sales below, %", legend);
    chart.getStyler().setYAxisMax(100.0);
    for (int q = nominal.length - 1; q >= 0; q--) {
      String name = legend.get(nominal.length - 1 - q);
      line(chart, name, observed[q], Palette.model(model), MARKERS[q % MARKERS.length]);
    }
    for (int q = 0; q < nominal.length; q++) {
      double[] level = observed[q].clone();
      Arrays.fill(level, nominal[q]);
      line(chart, q == 0 ? target : target + q, level, Palette.REFERENCE, SeriesMarkers.NONE)
          .setLineStyle(FigureStyle.DASHED)
          .setShowInLegend(q == 0);
    }
    return chart;
  }

  private static CategoryChart daysAhead(String title, String yTitle, Collection<String> legend) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(FigureStyle.WIDTH)
            .height(FigureStyle.HEIGHT)
            .title(title)
            .xAxisTitle("days ahead")
            .yAxisTitle(yTitle)
            .build();
    FigureStyle.apply(chart.getStyler(), title, legend);
    chart
        .getStyler()
        .setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line)
        .setOverlapped(true);
    chart.getStyler().setYAxisMin(0.0).setXAxisTickMarkSpacingHint(40).setMarkerSize(9);
    return chart;
  }

  private static CategorySeries line(
      CategoryChart chart, String name, double[] fractions, Color color, Marker marker) {
    List<String> days =
        IntStream.rangeClosed(1, fractions.length).mapToObj(String::valueOf).toList();
    CategorySeries series = chart.addSeries(name, days, percent(fractions));
    series.setMarkerColor(color);
    series.setMarker(fractions.length > 14 ? SeriesMarkers.NONE : marker);
    series.setLineStyle(FigureStyle.LINE).setLineColor(color);
    return series;
  }

  /** XChart's bars know null, not NaN, for a bar that is not there. */
  private static List<Double> percent(double[] fractions) {
    List<Double> values = new ArrayList<>();
    for (double f : fractions) {
      values.add(Double.isNaN(f) ? null : (Double) (100 * f));
    }
    return Collections.unmodifiableList(values);
  }
}
