package io.shelfcast.notebook;

import io.shelfcast.charts.Figures;
import io.shelfcast.features.FeatureCoverage;
import io.shelfcast.sales.PanelSummary;
import java.util.Base64;
import java.util.Map;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/**
 * How values show themselves as the last of a cell: tables as HTML with their first rows, and as
 * CSV, unrounded, for machines; figures as PNG; what a script prints, in the script's own words.
 */
final class Displays {

  private Displays() {}

  static void register(Kernel kernel) {
    kernel.show(Table.class, t -> html(TableHtml.of(t), TableText.of(t)));
    kernel.show(GradedTable.class, t -> html(t.html(), t.text()));
    kernel.show(PanelSummary.class, s -> html(TableHtml.preformatted(s.text()), s.text()));
    kernel.show(FeatureCoverage.class, c -> html(shares(c), c.text()));
    kernel.show(Chart.class, Displays::png);
  }

  /** Without the formulas, which make lines too long for a page. */
  private static String shares(FeatureCoverage coverage) {
    return TableHtml.preformatted(coverage.text().replaceAll("(?m)(?<= %)  .*$", ""));
  }

  private static Kernel.Shown html(String html, String text) {
    return new Kernel.Shown(Map.of("text/html", html, "text/plain", text), null);
  }

  private static Kernel.Shown png(Chart<?, ?> chart) {
    String image = Base64.getEncoder().encodeToString(Figures.png(chart));
    return new Kernel.Shown(
        Map.of("image/png", image, "text/plain", "figure: " + chart.getTitle()),
        new int[] {chart.getWidth(), chart.getHeight()});
  }
}
