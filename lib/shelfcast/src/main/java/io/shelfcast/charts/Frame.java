package io.shelfcast.charts;

import java.awt.Color;
import org.knowm.xchart.style.AxesChartStyler;

/**
 * The place of a figure on a page: its size in pixels, and whether the page is light or dark.
 *
 * @param width from 200
 * @param height from 100
 */
public record Frame(int width, int height, boolean dark) {

  private static final Color CLEAR = new Color(0, true);

  public Frame {
    if (width < 200 || height < 100) {
      throw new IllegalArgumentException("Invalid frame: " + width + " x " + height);
    }
  }

  Color ink() {
    return dark ? new Color(0xE6E9ED) : Palette.ACTUAL;
  }

  Color model() {
    return dark ? new Color(0x5AB4F0) : Palette.model("ensemble");
  }

  /** The page shows through. */
  void colour(AxesChartStyler styler) {
    Color text = dark ? new Color(0xA9B2BC) : new Color(0x5C6670);
    Color grid = dark ? new Color(0x30373F) : Palette.GRID;
    styler.setChartBackgroundColor(CLEAR).setChartFontColor(text);
    styler.setPlotBackgroundColor(CLEAR).setLegendBackgroundColor(CLEAR);
    styler.setLegendBorderColor(CLEAR);
    styler.setAxisTickLabelsColor(text).setAxisTickMarksColor(grid).setPlotGridLinesColor(grid);
  }
}
