package io.shelfcast.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.Collection;
import java.util.Locale;
import java.util.TimeZone;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** What all figures have in common: size, font, colours, a legend below the plot. */
final class FigureStyle {
  private FigureStyle() {}

  /** Small, so that letters are still readable where two figures share a page's width. */
  static final int WIDTH = 720;

  static final int HEIGHT = 440;

  static final BasicStroke THIN = new BasicStroke(1.2f);
  static final BasicStroke LINE =
      new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  static final BasicStroke DASHED =
      new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 5}, 0);

  private static final float TEXT = 16;
  private static final float TITLE = 18.5f;

  /** A legend's entry is its text, a line or box before it, and room around. */
  private static final int LEGEND_ENTRY = 56;

  /** Styles a chart whose texts are these; the legend's entries among them must fit in a row. */
  static void apply(AxesChartStyler styler, String title, Collection<String> legend) {
    String all = title + String.join("", legend);
    Font text = FigureFont.of(all, TEXT);
    Font bold = FigureFont.of(all, TITLE).deriveFont(Font.BOLD, TITLE);
    styler.setBaseFont(text);
    styler.setChartTitleFont(bold).setChartTitleBoxVisible(false).setChartTitlePadding(10);
    styler.setAnnotationTextFont(text).setAnnotationTextPanelFont(text).setToolTipFont(text);
    styler.setChartBackgroundColor(Color.WHITE).setChartFontColor(Palette.TEXT);
    styler.setPlotBackgroundColor(new Color(255, 255, 255, 0)).setPlotBorderVisible(false);
    styler.setChartPadding(8);
    styler
        .setAxisTitleFont(text)
        .setAxisTickLabelsFont(text)
        .setAxisTitlePadding(8)
        .setAxisTickPadding(6);
    styler.setAxisTickLabelsColor(Palette.TEXT).setAxisTickMarksColor(Palette.GRID);
    styler.setAxisTicksMarksVisible(false).setAxisTicksLineVisible(false);
    styler.setPlotGridLinesColor(Palette.GRID).setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotGridVerticalLinesVisible(false).setPlotMargin(0);
    styler.setLocale(Locale.ENGLISH).setDecimalPattern("#,##0.###");
    styler.setTimezone(TimeZone.getTimeZone("UTC"));
    legend(styler, text, legend);
  }

  private static void legend(AxesChartStyler styler, Font text, Collection<String> legend) {
    FontRenderContext context = new FontRenderContext(null, true, true);
    double width =
        legend.stream()
            .mapToDouble(l -> text.getStringBounds(l, context).getWidth() + LEGEND_ENTRY)
            .sum();
    double fit = Math.min(1, (WIDTH - 30) / width);
    styler.setLegendVisible(legend.size() > 1);
    styler.setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
    styler.setLegendFont(text.deriveFont((float) (TEXT * fit)));
    styler.setLegendBorderColor(Color.WHITE).setLegendBackgroundColor(Color.WHITE);
    styler.setLegendPadding(14).setLegendSeriesLineLength(22);
  }

  /** Width of a text at the size of tick labels, in the figure's pixels. */
  static double width(AxesChartStyler styler, String text) {
    FontRenderContext context = new FontRenderContext(null, true, true);
    return styler.getAxisTickLabelsFont().getStringBounds(text, context).getWidth();
  }
}
