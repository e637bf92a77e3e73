package io.shelfcast.monitoring;

import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import io.shelfcast.database.ForecastHistory;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Verdict;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.models.Windows;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.PostgresSales;
import io.shelfcast.sales.SalesPanel;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a customer: reads sales, forecasts kept and the champion; changes nothing.
 *
 * @param clock tells today: later sales, and forecasts made of them, are not looked at
 */
public record MonitoringRun(
    Database database, ModelRegistry registry, Clock clock, Limits limits, Progress progress) {

  private static final int WEEK = 7;
  private static final int DAYS_SHOWN = 56;
  private static final int DAYS_TO_COME = 60;

  /** The champion, as far as it tells something here. */
  private record Champion(int version, Windows.Range training, Verdict validation) {}

  /**
   * Looks.
   *
   * @throws ShelfcastException if the customer is unknown or has under 90 days of sales
   */
  public MonitoringReport run(String customer) {
    database.requireSchema();
    LocalDate today = LocalDate.now(clock);
    Alarms alarms = new Alarms(limits);
    List<String> notes = new ArrayList<>();
    Champion champion = champion(customer, alarms, notes);
    SalesPanel panel =
        PostgresSales.read(database, customer, extract(champion, today), clock, progress);
    ForecastJoin join = join(panel, today);
    Freshness freshness = freshness(panel, join, today);
    alarms.freshness(freshness);
    if (champion != null) {
      alarms.forecasts(freshness, today);
    }
    List<Band> bands =
        new Bands(limits, champion == null ? null : champion.validation).of(join.weeks());
    alarms.weeks(join.weeks(), bands);
    note(bands, notes);
    progress.step("comparing features", 0, 0, "");
    Drift drift =
        champion == null
            ? null
            : new DriftCheck(limits).of(new FeatureBuilder(panel), champion.training);
    if (drift != null) {
      alarms.drift(drift);
    }
    ProductChanges products = new ProductCheck(limits).of(panel, join.forecastOfProduct());
    alarms.products(products);
    LocalDate shownFrom = freshness.lastSale().minusDays(DAYS_SHOWN - 1);
    return new MonitoringReport(
        customer,
        today,
        champion == null ? null : champion.version,
        freshness,
        join.weeks(),
        bands,
        join.days().stream().filter(d -> !d.date().isBefore(shownFrom)).toList(),
        drift,
        products,
        alarms.alerts(),
        List.copyOf(notes));
  }

  private Champion champion(String customer, Alarms alarms, List<String> notes) {
    try {
      if (registry.champion(customer).isEmpty()) {
        notes.add("There is no champion, so that forecasts and features are not judged.");
        return null;
      }
      // by its number: for a damaged champion the registry would let a former one stand in
      ModelVersion version = registry.open(customer, registry.champion(customer).getAsInt());
      return new Champion(
          version.version(), version.forecaster().windows().training(), version.verdict());
    } catch (ShelfcastException e) {
      alarms.brokenChampion(e.getMessage());
      return null;
    }
  }

  /** Back to the champion's first training day, counted from today as the last sale is unknown. */
  private static Extract extract(Champion champion, LocalDate today) {
    int year = Extract.YEAR.historyDays();
    int days =
        champion == null
            ? year
            : (int) Math.max(year, today.toEpochDay() - champion.training.first() + 1);
    return new Extract(days, today);
  }

  private ForecastJoin join(SalesPanel panel, LocalDate today) {
    int first = Math.max(panel.firstDay(), panel.lastDay() - WEEK * (limits.pastWeeks() + 1));
    ForecastJoin join = new ForecastJoin(panel, first, panel.lastDay() - limits.recentDays() + 1);
    new ForecastHistory(database)
        .read(
            panel.customer(),
            Evaluation.ENSEMBLE,
            LocalDate.ofEpochDay(ForecastJoin.monday(first)),
            today.plusDays(DAYS_TO_COME),
            today,
            join::add);
    return join.end();
  }

  private static Freshness freshness(SalesPanel panel, ForecastJoin join, LocalDate today) {
    LocalDate last = LocalDate.ofEpochDay(panel.lastDay());
    List<DayTotal> days = join.days();
    return new Freshness(
        last,
        (int) (today.toEpochDay() - panel.lastDay()),
        days.isEmpty() ? null : days.get(days.size() - 1).date());
  }

  private void note(List<Band> bands, List<String> notes) {
    List<String> without = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      if (bands.stream().noneMatch(b -> b.measure() == measure)) {
        without.add(measure.title());
      }
    }
    if (!without.isEmpty()) {
      notes.add(
          "Not held against a band yet, which takes "
              + limits.fewestWeeks()
              + " whole weeks before the latest: "
              + String.join(", ", without)
              + ".");
    }
  }
}
