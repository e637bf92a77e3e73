package io.shelfcast.charts;

import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Figures of two models that are judged on the same weeks; a bar each and week. */
public final class DuelFigures {
  private DuelFigures() {}

  /**
   * Errors side by side.
   *
   * @param weeks how each is called
   * @param byModel MAE a week, in {@code unit}
   */
  public static CategoryChart weeks(
      String title, String unit, List<String> weeks, Map<String, double[]> byModel) {
    CategoryChart chart = chart(title, "MAE, " + unit, byModel.keySet());
    chart.getStyler().setYAxisMin(0.0);
    int n = 0;
    for (Map.Entry<String, double[]> e : byModel.entrySet()) {
      chart
          .addSeries(e.getKey(), weeks, DemandFigures.boxed(e.getValue()))
          .setFillColor(Palette.at(n++));
    }
    return chart;
  }

  /**
   * How much less the second is off than the first, around 0.
   *
   * @param differences in {@code unit}
   */
  public static CategoryChart differences(
      String title, String unit, List<String> weeks, double[] differences) {
    CategoryChart chart = chart(title, "difference in MAE, " + unit, List.of("difference"));
    chart
        .addSeries("difference", weeks, DemandFigures.boxed(differences))
        .setFillColor(Palette.at(2));
    return chart;
  }

  private static CategoryChart chart(
      String title, String yTitle, java.util.Collection<String> legend) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(FigureStyle.WIDTH)
            .height(FigureStyle.HEIGHT)
            .title(title)
            .xAxisTitle("week from")
            .yAxisTitle(yTitle)
            .build();
    FigureStyle.apply(chart.getStyler(), title, legend);
    chart.getStyler().setAvailableSpaceFill(.7);
    return chart;
  }
}
