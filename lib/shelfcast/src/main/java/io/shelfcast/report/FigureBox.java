package io.shelfcast.report;

import io.shelfcast.charts.Figures;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * The figures of a page, each with its reading below. A machine that cannot draw gets the readings,
 * and one line that says what to install: a training must not fail for want of a font.
 */
final class FigureBox {

  private final List<Markup> figures = new ArrayList<>();

  /**
   * Adds a figure.
   *
   * @param reading what the figure shows, in a sentence or two with numbers
   */
  FigureBox add(Supplier<? extends Chart<?, ?>> chart, String reading) {
    Markup caption = Markup.element("figcaption", Markup.text(reading));
    figures.add(Markup.element("figure", "figure", image(chart), caption));
    return this;
  }

  private static Markup image(Supplier<? extends Chart<?, ?>> supplier) {
    if (Figures.obstacle().isPresent()) {
      return Markup.NOTHING;
    }
    Chart<?, ?> chart;
    byte[] png;
    try {
      chart = supplier.get();
      png = Figures.png(chart);
    } catch (RuntimeException e) { // XChart's, over numbers that it cannot draw
      return Markup.paragraph("This figure could not be drawn: " + e);
    }
    return new Markup(
        "<img alt=\""
            + Markup.text(chart.getTitle()).html()
            + "\" width=\""
            + chart.getWidth()
            + "\" height=\""
            + chart.getHeight()
            + "\" src=\"data:image/png;base64,"
            + Base64.getEncoder().encodeToString(png)
            + "\">\n");
  }

  /** The figures in a grid: two beside each other, or one below the other on a narrow screen. */
  Markup markup() {
    return figures.isEmpty()
        ? Markup.NOTHING
        : Markup.element("div", "figures", Markup.all(figures));
  }

  /** The line for a machine that cannot draw. */
  static Markup obstacle() {
    return Figures.obstacle()
        .map(why -> Markup.element("p", "note", Markup.text(why)))
        .orElse(Markup.NOTHING);
  }
}
