package io.shelfcast.dashboard;

import io.shelfcast.database.ForecastHistory;
import io.shelfcast.monitoring.SeriesDays;
import io.shelfcast.report.Markup;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Forecast against sales of one product in one store, to be chosen.
 *
 * @param known series that were forecast last, those with the most units first
 * @param asked the one to show, null where there is none
 * @param days of the one asked for, null where there is neither a sale nor a forecast
 */
record SeriesSection(
    List<ForecastHistory.Series> known, ForecastHistory.Series asked, SeriesDays days) {

  /** The figure's name in its address. */
  static final String FIGURE = "series";

  static final String PRODUCT = "product";
  static final String STORE = "store";

  /** More names than this are typed, with the first ones proposed, not picked from a list. */
  private static final int LONGEST_LIST = 500;

  Markup html(String path) {
    List<Markup> parts = new ArrayList<>();
    parts.add(form(path));
    if (days == null) {
      parts.add(Markup.element("p", Markup.attributes("role", "status"), Markup.text(nothing())));
    } else {
      String file =
          path
              + "/figures/"
              + FIGURE
              + ".svg?"
              + PRODUCT
              + "="
              + encoded(asked.productId())
              + "&"
              + STORE
              + "="
              + encoded(asked.storeId())
              + "&";
      String title =
          "Product " + Layout.shown(asked.productId()) + ", store " + Layout.shown(asked.storeId());
      parts.add(PageFigures.figure(file, true, title, days.reading()));
    }
    return Layout.section(FIGURE, "One product in one store", Markup.all(parts));
  }

  private String nothing() {
    List<String> stores =
        known.stream()
            .filter(s -> s.productId().equals(asked.productId()))
            .map(ForecastHistory.Series::storeId)
            .sorted()
            .limit(10)
            .toList();
    return "Product '"
        + asked.productId()
        + "' is neither sold nor forecast in store '"
        + asked.storeId()
        + "' on these days"
        + (stores.isEmpty() ? "." : "; it is in " + String.join(", ", stores) + ".");
  }

  private Markup form(String path) {
    return Markup.element(
        "form",
        Markup.attributes(
            "method", "get", "action", path + "#" + FIGURE, "class", "search", "role", "search"),
        choice(PRODUCT, "Product", names(ForecastHistory.Series::productId), asked.productId()),
        choice(STORE, "Store", names(ForecastHistory.Series::storeId), asked.storeId()),
        Markup.element("button", Markup.text("Show")));
  }

  private List<String> names(Function<ForecastHistory.Series, String> part) {
    return known.stream().map(part).distinct().sorted().toList();
  }

  private static Markup choice(String name, String label, List<String> names, String chosen) {
    Markup before = Markup.element("label", Markup.attributes("for", name), Markup.text(label));
    if (names.size() > LONGEST_LIST || !names.contains(chosen)) {
      Markup proposed = options(names.subList(0, Math.min(LONGEST_LIST, names.size())), null);
      return Markup.all(
          List.of(
              before,
              Markup.element(
                  "input",
                  Markup.attributes("id", name, "name", name, "list", name + "s", "value", chosen)),
              Markup.element("datalist", Markup.attributes("id", name + "s"), proposed)));
    }
    return Markup.all(
        List.of(
            before,
            Markup.element(
                "select", Markup.attributes("id", name, "name", name), options(names, chosen))));
  }

  private static Markup options(List<String> names, String chosen) {
    return Markup.all(
        names.stream()
            .map(
                n ->
                    Markup.element(
                        "option",
                        Markup.attributes("value", n, "selected", n.equals(chosen) ? "" : null),
                        Markup.text(Layout.shown(n))))
            .toList());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
