package io.shelfcast.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Figures of how models learned, and from what. */
public final class TrainingFigures {
  private TrainingFigures() {}

  private static final int BAR_PITCH = 22;
  private static final BasicStroke BAR =
      new BasicStroke(15, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);

  /**
   * Loss on the training and the stopping window by round, the kept one marked.
   *
   * @param round what a round is ("epoch", "tree")
   * @param loss what the loss is, with its unit
   * @param best the round that was kept, from 1
   */
  public static XYChart learningCurve(
      String title,
      String model,
      String round,
      String loss,
      double[] training,
      double[] stopping,
      int best) {
    if (training.length != stopping.length || best < 1 || best > stopping.length) {
      throw new IllegalArgumentException(
          "Invalid learning curve: "
              + training.length
              + " and "
              + stopping.length
              + " losses, best "
              + best);
    }
    String kept = "kept: " + round + " " + best;
    XYChart chart = chart(title, round, loss, FigureStyle.HEIGHT);
    FigureStyle.apply(chart.getStyler(), title, List.of("training", "stopping window", kept));
    int rounds = training.length;
    chart.getStyler().setXAxisDecimalPattern("#,##0");
    chart.getStyler().setXAxisTickMarkSpacingHint(Math.max(60, FigureStyle.WIDTH / rounds));
    chart.getStyler().setMarkerSize(13);
    int[] drawn = IntStream.rangeClosed(1, rounds).filter(r -> drawn(r, rounds, best)).toArray();
    line(chart, "training", drawn, training, Palette.REFERENCE);
    line(chart, "stopping window", drawn, stopping, Palette.model(model));
    XYSeries mark = chart.addSeries(kept, new double[] {best}, new double[] {stopping[best - 1]});
    mark.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    mark.setMarker(SeriesMarkers.DIAMOND).setMarkerColor(Palette.ACTUAL);
    return chart;
  }

  /**
   * Hundreds of rounds are drawn every fifth; XChart would also label even steps at odd numbers.
   */
  private static boolean drawn(int round, int rounds, int best) {
    return rounds <= 50 || round % 5 == 0 || round == 1 || round == rounds || round == best;
  }

  private static void line(XYChart chart, String name, int[] rounds, double[] loss, Color color) {
    double[] x = Arrays.stream(rounds).asDoubleStream().toArray();
    double[] y = Arrays.stream(rounds).mapToDouble(r -> loss[r - 1]).toArray();
    chart
        .addSeries(name, x, y)
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(color)
        .setLineStyle(FigureStyle.LINE);
  }

  /**
   * What the trees look at: one lying bar a feature, the most important on top, coloured by its
   * group.
   *
   * @param features names, in any order; {@code groups} and {@code gains} of the same length
   * @param gains shares of the whole, fractions
   * @param top at most so many are drawn
   */
  public static XYChart featureImportance(
      String title, List<String> features, List<String> groups, double[] gains, int top) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < gains.length; i++) {
      order.add(i);
    }
    order.sort((a, b) -> Double.compare(gains[b], gains[a]));
    List<Integer> shown = order.subList(0, Math.min(top, order.size()));
    List<String> legend = new ArrayList<>(new LinkedHashSet<>(groups));
    XYChart chart = chart(title, "share of the total gain, %", "", 150 + BAR_PITCH * shown.size());
    FigureStyle.apply(chart.getStyler(), title, legend);
    chart.getStyler().setAxisTitlesVisible(true).setYAxisTitleVisible(false);
    chart.getStyler().setYAxisTicksVisible(false).setPlotGridHorizontalLinesVisible(false);
    chart.getStyler().setYAxisMin(.4).setYAxisMax(shown.size() + .6).setPlotContentSize(.99);
    chart.getStyler().setXAxisMin(0.0).setPlotGridVerticalLinesVisible(true);
    double most = bars(chart, shown, legend, groups, gains);
    chart.getStyler().setXAxisMax(names(chart, shown, features, gains, most));
    return chart;
  }

  /** XChart's own lying bars cannot each have a colour; thick lines can. */
  private static double bars(
      XYChart chart,
      List<Integer> shown,
      List<String> legend,
      List<String> groups,
      double[] gains) {
    Set<String> named = new HashSet<>();
    double most = 0;
    for (int rank = 0; rank < shown.size(); rank++) {
      int feature = shown.get(rank);
      String group = groups.get(feature);
      boolean first = named.add(group);
      double gain = 100 * gains[feature];
      double[] y = {shown.size() - rank, shown.size() - rank};
      XYSeries bar = chart.addSeries(first ? group : group + rank, new double[] {0, gain}, y);
      bar.setShowInLegend(first);
      bar.setMarker(SeriesMarkers.NONE).setLineColor(Palette.at(legend.indexOf(group)));
      bar.setLineStyle(BAR);
      most = Math.max(most, gain);
    }
    return most;
  }

  /**
   * Writes each feature's name behind its bar; returns the x axis' end that leaves room for all.
   */
  private static double names(
      XYChart chart, List<Integer> shown, List<String> features, double[] gains, double most) {
    double plot = FigureStyle.WIDTH - 40;
    double end = most;
    for (int feature : shown) {
      double share = (FigureStyle.width(chart.getStyler(), features.get(feature)) + 24) / plot;
      end = Math.max(end, 100 * gains[feature] / (1 - share));
    }
    for (int rank = 0; rank < shown.size(); rank++) {
      String name = features.get(shown.get(rank));
      double middle = (FigureStyle.width(chart.getStyler(), name) / 2 + 8) * end / plot;
      chart.addAnnotation(
          new AnnotationText(
              name, 100 * gains[shown.get(rank)] + middle, shown.size() - rank, false));
    }
    return end;
  }

  private static XYChart chart(String title, String xTitle, String yTitle, int height) {
    return new XYChartBuilder()
        .width(FigureStyle.WIDTH)
        .height(height)
        .title(title)
        .xAxisTitle(xTitle)
        .yAxisTitle(yTitle)
        .build();
  }
}
