package io.shelfcast.charts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Figures of what drove a forecast. */
public final class ExplanationFigures {

  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.TRIANGLE_DOWN,
          SeriesMarkers.CROSS);

  private ExplanationFigures() {}

  /**
   * What each group of features did to the forecast of each day, a line a group.
   *
   * @param unit of the effects
   * @param first day of each group's first effect
   * @param byGroup effects, 0 for none
   */
  public static XYChart effects(
      String title, String unit, LocalDate first, Map<String, double[]> byGroup) {
    XYChart chart = DemandFigures.dates(title, unit, "EEE d MMM", byGroup.keySet());
    chart.getStyler().setYAxisMin(null);
    int n = 0;
    for (Map.Entry<String, double[]> e : byGroup.entrySet()) {
      List<Date> x = new ArrayList<>();
      for (int i = 0; i < e.getValue().length; i++) {
        x.add(DemandFigures.date(first.plusDays(i)));
      }
      XYSeries series = chart.addSeries(e.getKey(), x, DemandFigures.boxed(e.getValue()));
      series.setLineColor(Palette.at(n)).setLineStyle(FigureStyle.LINE);
      series.setMarker(MARKERS.get(n % MARKERS.size())).setMarkerColor(Palette.at(n++));
    }
    double most =
        byGroup.values().stream().flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
    if (most == 0) {
      chart.getStyler().setYAxisMin(-1.0).setYAxisMax(1.0);
    }
    return chart;
  }
}
