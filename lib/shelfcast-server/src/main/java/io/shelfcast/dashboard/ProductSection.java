package io.shelfcast.dashboard;

import io.shelfcast.monitoring.MonitoringReport;
import io.shelfcast.monitoring.MonitoringWords;
import io.shelfcast.monitoring.ProductChange;
import io.shelfcast.monitoring.ProductChanges;
import io.shelfcast.report.Markup;
import io.shelfcast.report.Wording;
import java.util.List;

/** Products that came and went. */
final class ProductSection {
  private ProductSection() {}

  private static final int LISTED = 20;

  static Markup of(MonitoringReport report) {
    ProductChanges p = report.products();
    return Layout.section(
        "products",
        "New and ended products",
        Markup.paragraph(MonitoringWords.products(p)),
        table("new product", "first sale", "units sold", p.largestStarted()),
        table("ended product", "last sale", "units forecast since", p.largestEnded()));
  }

  private static Markup table(String name, String day, String units, List<ProductChange> changes) {
    if (changes.isEmpty()) {
      return Markup.NOTHING;
    }
    return Tables.labelled(
        "products",
        List.of(name, day, units),
        changes.stream()
            .limit(LISTED)
            .map(
                c ->
                    List.of(
                        Markup.text(Layout.shown(c.productId())),
                        Markup.text(c.day().toString()),
                        Markup.text(Wording.plain(c.units()))))
            .toList());
  }
}
