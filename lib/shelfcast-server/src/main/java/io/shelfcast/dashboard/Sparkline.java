package io.shelfcast.dashboard;

import io.shelfcast.report.Markup;
import java.util.Locale;

/** A line of a few values as high as the text around it; the page's style colours it. */
final class Sparkline {
  private Sparkline() {}

  private static final int WIDTH = 96;
  private static final int HEIGHT = 24;
  private static final int MARGIN = 3;

  /**
   * The line over its band.
   *
   * @param values NaN leaves a gap
   * @param low NaN for no band
   */
  static Markup of(double[] values, double low, double high) {
    double min = Double.isNaN(low) ? Double.POSITIVE_INFINITY : low;
    double max = Double.isNaN(high) ? Double.NEGATIVE_INFINITY : high;
    int last = -1;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        min = Math.min(min, values[i]);
        max = Math.max(max, values[i]);
        last = i;
      }
    }
    if (last < 1) {
      return Markup.NOTHING;
    }
    StringBuilder svg =
        new StringBuilder(
            "<svg class=\"spark\" viewBox=\"0 0 96 24\" width=\"96\" height=\"24\" aria-hidden=\"true\">");
    if (!Double.isNaN(low)) {
      double top = y(high, min, max);
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"0\" width=\"96\" y=\"%.1f\" height=\"%.1f\"/>",
              top,
              y(low, min, max) - top));
    }
    svg.append("<path d=\"");
    boolean pen = false;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        pen = false;
        continue;
      }
      svg.append(
          String.format(
              Locale.ROOT,
              "%s%.1f %.1f",
              pen ? "L" : "M",
              x(i, values.length),
              y(values[i], min, max)));
      pen = true;
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "\"/><circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.4\"/></svg>",
            x(last, values.length),
            y(values[last], min, max)));
    return new Markup(svg.toString());
  }

  private static double x(int i, int n) {
    return MARGIN + (WIDTH - 2.0 * MARGIN) * i / (n - 1);
  }

  private static double y(double value, double min, double max) {
    double share = max > min ? (value - min) / (max - min) : .5;
    return HEIGHT - MARGIN - (HEIGHT - 2.0 * MARGIN) * share;
  }
}
