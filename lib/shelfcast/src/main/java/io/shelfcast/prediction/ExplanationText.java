package io.shelfcast.prediction;

import io.shelfcast.charts.ExplanationFigures;
import io.shelfcast.features.FeatureGroup;
import io.shelfcast.models.Explanation;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.XYChart;

/**
 * What drove a forecast, for people.
 *
 * @param product id
 * @param store id
 * @param origin last day known
 */
public record ExplanationText(
    String product, String store, LocalDate origin, Explanation explanation) {

  /** A table, a row for each day, and a line on how to read it. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format("What drove the forecast of product %s in store %s%n", product, store));
    text.append(String.format("%-14s %8s %8s", "day", "level", "usual"));
    for (FeatureGroup group : FeatureGroup.values()) {
      text.append(String.format(" %" + width(group) + "s", group.label()));
    }
    text.append(String.format(" %9s %9s %9s %9s%n", "XGBoost", "LSTM", "corrected", "ensemble"));
    for (Explanation.Day day : explanation.days()) {
      row(day, text);
    }
    return text.append(reading()).toString();
  }

  private static int width(FeatureGroup group) {
    return Math.max(8, group.label().length());
  }

  private void row(Explanation.Day day, StringBuilder text) {
    LocalDate date = origin.plusDays(day.ahead());
    String weekday = date.getDayOfWeek().name().substring(0, 3).toLowerCase(Locale.ROOT);
    text.append(String.format(Locale.ROOT, "%s %s %8.1f", date, weekday, day.level()));
    text.append(String.format(" %8s", part(day.usual())));
    for (FeatureGroup group : FeatureGroup.values()) {
      text.append(String.format(" %" + width(group) + "s", part(day.group(group))));
    }
    text.append(
        String.format(
            Locale.ROOT,
            " %9.1f %9.1f %9s %9.1f%s%n",
            day.xgboost(),
            day.lstm(),
            String.format(Locale.ROOT, "x%.3f", day.correction()),
            day.ensemble(),
            day.closed() ? " (closed)" : ""));
  }

  private String part(double value) {
    return String.format(Locale.ROOT, explanation.multiplies() ? "x%.3f" : "%+.1f", value);
  }

  private String reading() {
    double w = explanation.lstmWeight();
    String xgboost =
        explanation.multiplies()
            ? "XGBoost = level x usual x the groups of features"
            : "XGBoost = usual + the groups of features";
    String ensemble =
        explanation.geometric()
            ? "LSTM^%.2f x XGBoost^%.2f x corrected (by what the last days missed)"
            : "%.2f LSTM + %.2f XGBoost";
    return String.format(
        Locale.ROOT,
        "%s; ensemble = " + ensemble + "; 'usual' is what an average series and day come to%n",
        xgboost,
        w,
        1 - w);
  }

  /** What each group of features did to XGBoost's forecast of each day. */
  public XYChart figure() {
    boolean factors = explanation.multiplies();
    Map<String, double[]> byGroup = new LinkedHashMap<>();
    for (FeatureGroup group : FeatureGroup.values()) {
      byGroup.put(
          group.label(),
          explanation.days().stream()
              .mapToDouble(d -> factors ? 100 * (d.group(group) - 1) : d.group(group))
              .toArray());
    }
    return ExplanationFigures.effects(
        "What drove the forecast of product " + product + " in store " + store,
        factors ? "effect on XGBoost's forecast, %" : "effect on XGBoost's forecast, units",
        origin.plusDays(explanation.days().get(0).ahead()),
        byGroup);
  }
}
