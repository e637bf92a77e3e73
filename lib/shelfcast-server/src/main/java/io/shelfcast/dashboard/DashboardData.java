package io.shelfcast.dashboard;

import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import io.shelfcast.database.ForecastHistory;
import io.shelfcast.monitoring.MonitoringLog;
import io.shelfcast.monitoring.MonitoringReport;
import io.shelfcast.monitoring.SeriesDays;
import io.shelfcast.registry.Deployment;
import io.shelfcast.registry.DeploymentLog;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.registry.Promotions;
import io.shelfcast.scheduling.RetrainSchedule;
import io.shelfcast.scheduling.Run;
import io.shelfcast.scheduling.RunLog;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Reads what the pages show, and makes the one change that they offer. */
final class DashboardData {

  static final int MOST_CUSTOMERS = 1000;
  private static final int MOST_VERSIONS = 12;
  private static final int MOST_DECISIONS = 20;
  private static final int MOST_RUNS = 10;
  private static final int MOST_SERIES = 20_000;
  private static final int MOST_CARDS = 2000;

  private final Database database;
  private final ModelRegistry registry;
  private final Clock clock;

  /** Versions never change, and reading one means to check all of its files. */
  private final Map<String, VersionCard> cards = new ConcurrentHashMap<>();

  DashboardData(Database database, ModelRegistry registry, Clock clock) {
    this.database = database;
    this.registry = registry;
    this.clock = clock;
  }

  /** Whether the database answers. */
  boolean healthy() {
    try {
      return database.hasSchema();
    } catch (ShelfcastException e) {
      return false;
    }
  }

  /** Ids, sorted, at most {@value #MOST_CUSTOMERS}. */
  List<String> customers() {
    return database.customers(MOST_CUSTOMERS);
  }

  Map<String, MonitoringLog.Run> monitoring() {
    return new MonitoringLog(database).latest();
  }

  Map<String, Run> runs() {
    return new RunLog(database).latest();
  }

  /** The champion; null where there is none or the pointer is damaged. */
  Integer champion(String customer) {
    try {
      OptionalInt champion = registry.champion(customer);
      return champion.isPresent() ? champion.getAsInt() : null;
    } catch (ShelfcastException e) {
      return null;
    }
  }

  /** What monitoring found last, null where it never ran. */
  MonitoringLog.Run monitoring(String customer) {
    return new MonitoringLog(database).latest(customer).orElse(null);
  }

  /**
   * All of a customer.
   *
   * @return null where there is no such customer
   */
  CustomerState customer(String customer) {
    List<Integer> versions = registry.versions(customer);
    MonitoringLog log = new MonitoringLog(database);
    MonitoringLog.Run monitoring = log.latest(customer).orElse(null);
    if (versions.isEmpty() && monitoring == null && !customers().contains(customer)) {
      return null;
    }
    Integer champion = champion(customer);
    List<Deployment> decisions = new DeploymentLog(database).list(customer, MOST_DECISIONS);
    Set<Integer> former = former(decisions);
    former.addAll(formerChampions(customer));
    RetrainSchedule schedule = new RetrainSchedule(database, clock);
    List<VersionCard> shown = new ArrayList<>();
    for (int version : versions.stream().sorted(Comparator.reverseOrder()).toList()) {
      if (shown.size() < MOST_VERSIONS
          || former.contains(version)
          || Integer.valueOf(version).equals(champion)) {
        shown.add(card(customer, version));
      }
    }
    return new CustomerState(
        customer,
        champion,
        List.copyOf(shown),
        former,
        decisions,
        schedule.list().stream()
            .filter(c -> c.customer().equals(customer))
            .findFirst()
            .orElse(null),
        schedule.timetable().toString(),
        new RunLog(database).recent(customer, MOST_RUNS),
        monitoring,
        log.history(customer, MOST_RUNS));
  }

  /**
   * One series to show beside those that can be chosen.
   *
   * @param product null for the one with the most units, as store is then
   * @return null where nothing is forecast and nothing is asked for
   */
  SeriesSection series(MonitoringReport report, String product, String store) {
    List<ForecastHistory.Series> known = SeriesDays.forecast(database, report, MOST_SERIES);
    ForecastHistory.Series asked =
        product != null && store != null
            ? new ForecastHistory.Series(product, store)
            : known.isEmpty() ? null : known.get(0);
    return asked == null ? null : new SeriesSection(known, asked, days(report, asked));
  }

  /** Null where there is neither a sale nor a forecast. */
  SeriesDays days(MonitoringReport report, ForecastHistory.Series series) {
    return SeriesDays.read(database, report, series);
  }

  private static Set<Integer> former(List<Deployment> decisions) {
    Set<Integer> former = new TreeSet<>();
    for (Deployment d : decisions) {
      boolean moved =
          d.target() == Deployment.Target.REGISTRY
              && (d.decision() == Deployment.Decision.PROMOTED
                  || d.decision() == Deployment.Decision.ROLLED_BACK);
      if (moved && d.fromVersion() != null) {
        former.add(d.fromVersion());
      }
      if (moved && d.toVersion() != null) {
        former.add(d.toVersion());
      }
    }
    return former;
  }

  private List<Integer> formerChampions(String customer) {
    try {
      return registry.formerChampions(customer);
    } catch (ShelfcastException e) {
      return List.of(); // the pointer is damaged; the log tells
    }
  }

  private VersionCard card(String customer, int version) {
    String key = version + " " + customer;
    VersionCard known = cards.get(key);
    if (known != null) {
      return known;
    }
    VersionCard card = read(customer, version);
    if (card.damage() == null) {
      if (cards.size() >= MOST_CARDS) {
        cards.clear();
      }
      cards.put(key, card);
    }
    return card;
  }

  private VersionCard read(String customer, int version) {
    try {
      ModelVersion opened = registry.open(customer, version);
      Object trained = opened.provenance().get("trainedAt");
      return new VersionCard(
          version, trained == null ? null : trained.toString(), opened.verdict(), null);
    } catch (ShelfcastException e) {
      return new VersionCard(version, null, null, e.getMessage());
    }
  }

  /**
   * Makes an earlier version the champion again, and logs it.
   *
   * @param from the champion that was looked at
   * @throws ShelfcastException if it is not the champion any more, or the version is damaged
   */
  void rollBack(String customer, int from, int to, String reason) {
    registry.open(customer, to);
    Promotions.logged(registry, database, line -> {})
        .promote(
            to,
            OptionalInt.of(from),
            Deployment.inRegistry(
                customer,
                clock.instant(),
                "dashboard",
                Deployment.Decision.ROLLED_BACK,
                from,
                to,
                reason));
  }
}
