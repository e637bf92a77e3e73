package io.shelfcast.sales;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a panel holds and what is odd about it. A series-day is one day of one series, from its
 * first sale to the panel's last day; a store-day one day of a store, from the first sale of any of
 * its series.
 *
 * @param rows transactions that went in
 * @param series those with a sale on or before the last day
 * @param seriesDays all of them together, zero-filled
 * @param zeroShare share of the series-days without sales
 * @param daysFilled series-days without a row in the transactions, filled with 0
 * @param daysBelowZero series-days whose returns exceeded their sales, counted as 0
 * @param storeDays all of them together
 * @param closedStoreDays store-days that the events table has closed
 * @param closedWithSales closed store-days on which sales are recorded all the same
 * @param storeDaysWithoutSales store-days without any sale, not closed by the events table; public
 *     holidays are among them
 * @param outliers see {@link Outliers}, the farthest first
 * @param demandClasses how many series each class has
 */
public record PanelSummary(
    String customer,
    LocalDate firstDay,
    LocalDate lastDay,
    int days,
    long rows,
    int series,
    int products,
    int stores,
    long seriesDays,
    double zeroShare,
    long daysFilled,
    long daysBelowZero,
    long storeDays,
    long closedStoreDays,
    long closedWithSales,
    long storeDaysWithoutSales,
    List<Outliers.Outlier> outliers,
    Map<DemandClass, Integer> demandClasses) {

  private static final int OUTLIERS_SHOWN = 5;

  /**
   * Summarises a panel. Rows, filled days and days below zero are those of the whole reading, also
   * in a view that ends earlier.
   */
  public static PanelSummary of(SalesPanel panel) {
    int series = 0;
    long seriesDays = 0;
    long zeros = 0;
    int[] storeStart = new int[panel.stores().size()];
    java.util.Arrays.fill(storeStart, Integer.MAX_VALUE);
    for (int s = 0; s < panel.seriesCount(); s++) {
      storeStart[panel.store(s)] = Math.min(storeStart[panel.store(s)], panel.startDay(s));
      series += panel.started(s) ? 1 : 0;
      for (float quantity : panel.quantities(s)) {
        seriesDays++;
        zeros += quantity == 0 ? 1 : 0;
      }
    }
    ClosedDays closed = ClosedDays.of(panel);
    long storeDays = 0;
    long closedDays = 0;
    long closedWithSales = 0;
    long withoutSales = 0;
    for (int store = 0; store < storeStart.length; store++) {
      for (int day = storeStart[store]; day <= panel.lastDay(); day++) {
        boolean sales = panel.recorded(store, day);
        boolean shut = closed.closed(store, day);
        storeDays++;
        closedDays += shut ? 1 : 0;
        closedWithSales += shut && sales ? 1 : 0;
        withoutSales += !shut && !sales ? 1 : 0;
      }
    }
    return new PanelSummary(
        panel.customer(),
        LocalDate.ofEpochDay(panel.firstDay()),
        LocalDate.ofEpochDay(panel.lastDay()),
        panel.lastDay() - panel.firstDay() + 1,
        panel.reading().rows(),
        series,
        panel.products().size(),
        panel.stores().size(),
        seriesDays,
        (double) zeros / seriesDays,
        panel.reading().daysFilled(),
        panel.reading().daysBelowZero(),
        storeDays,
        closedDays,
        closedWithSales,
        withoutSales,
        List.copyOf(Outliers.of(panel)),
        DemandClasses.of(panel, closed).counts());
  }

  /** The summary as lines for a person. */
  public String text() {
    StringBuilder text = new StringBuilder();
    line(text, "customer", "%s", customer);
    line(text, "sales", "%s to %s, %,d days, %,d rows", firstDay, lastDay, days, rows);
    line(text, "series", "%,d (%,d products, %,d stores)", series, products, stores);
    line(
        text,
        "series-days",
        "%,d from first sales on, %.1f %% without sales",
        seriesDays,
        100 * zeroShare);
    line(text, "gaps", "%,d series-days without a row, filled with 0", daysFilled);
    line(text, "returns", "%,d series-days below zero, counted as 0", daysBelowZero);
    line(
        text,
        "closed",
        "%,d of %,d store-days by the events table%s",
        closedStoreDays,
        storeDays,
        closedWithSales == 0
            ? ""
            : String.format(Locale.ROOT, ", %,d of them with sales", closedWithSales));
    line(
        text,
        "no sales at all",
        "%,d store-days not closed by the events table",
        storeDaysWithoutSales);
    line(
        text,
        "demand",
        "%s",
        demandClasses.entrySet().stream()
            .filter(e -> e.getValue() > 0)
            .map(
                e ->
                    String.format(
                        Locale.ROOT,
                        "%,d %s",
                        e.getValue(),
                        e.getKey().name().toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining(", ")));
    line(
        text,
        "outliers",
        "%,d series-days more than %.0f robust deviations from the series' median",
        outliers.size(),
        Outliers.LIMIT);
    outliers.stream()
        .limit(OUTLIERS_SHOWN)
        .forEach(
            o ->
                line(
                    text,
                    "",
                    "%s  product %s, store %s: %s, usually %s",
                    o.date(),
                    o.productId(),
                    o.storeId(),
                    PlainNumber.of(o.quantity()),
                    PlainNumber.of(o.usual())));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String format, Object... values) {
    text.append(String.format(Locale.ROOT, "%-16s", name))
        .append(String.format(Locale.ROOT, format, values))
        .append('\n');
  }
}
