package io.shelfcast.dashboard;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.shelfcast.monitoring.Measure;
import io.shelfcast.monitoring.MonitoringLog;
import io.shelfcast.monitoring.MonitoringReport;
import io.shelfcast.monitoring.Week;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What monitoring found last, as gauges of each customer; and how the dashboard itself does. */
final class Prometheus {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, MultiGauge> gauges = new LinkedHashMap<>();

  Prometheus() {
    gauge("alerts", "Alerts of the last look");
    gauge("checked.timestamp.seconds", "When monitoring looked last");
    gauge("last.sale.timestamp.seconds", "The last day with sales, at its start");
    gauge("champion.version", "The champion when monitoring looked; 0 for none");
    gauge("drift.share", "Share of the features judged that have drifted");
    for (Measure measure : Measure.values()) {
      gauge(name(measure), "In the latest whole week, a fraction: " + measure.title());
    }
  }

  private void gauge(String name, String description) {
    gauges.put(
        name,
        MultiGauge.builder("shelfcast.customer." + name)
            .description(description)
            .register(registry));
  }

  private static String name(Measure measure) {
    return "week." + measure.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Notes how long an answer took. */
  void answered(String route, int status, Duration took) {
    Timer.builder("shelfcast.dashboard.requests")
        .description("Answers of the dashboard")
        .tags("route", route, "status", String.valueOf(status))
        .register(registry)
        .record(took);
  }

  /** The text format, of the latest looks given and of the dashboard. */
  String text(Map<String, MonitoringLog.Run> runs, Map<String, Integer> champions) {
    Map<String, List<MultiGauge.Row<?>>> rows = new LinkedHashMap<>();
    gauges.keySet().forEach(name -> rows.put(name, new ArrayList<>()));
    runs.forEach(
        (customer, run) -> {
          MonitoringReport report = run.report();
          Tags tags = Tags.of("customer", customer);
          add(rows, "alerts", tags, report.alerts().size());
          add(rows, "checked.timestamp.seconds", tags, seconds(run.at()));
          add(
              rows,
              "last.sale.timestamp.seconds",
              tags,
              report.freshness().lastSale().toEpochDay() * 86_400.);
          Integer champion = champions.get(customer);
          add(rows, "champion.version", tags, champion == null ? 0 : champion);
          if (report.drift() != null) {
            add(rows, "drift.share", tags, report.drift().share());
          }
          for (Measure measure : Measure.values()) {
            Week week = report.latest(measure);
            if (week != null) {
              add(rows, name(measure), tags, week.value(measure));
            }
          }
        });
    synchronized (this) {
      gauges.forEach((name, gauge) -> gauge.register(rows.get(name), true));
      return registry.scrape();
    }
  }

  private static void add(
      Map<String, List<MultiGauge.Row<?>>> rows, String name, Tags tags, double value) {
    rows.get(name).add(MultiGauge.Row.of(tags, value));
  }

  private static double seconds(Instant at) {
    return at.toEpochMilli() / 1000.;
  }

  void close() {
    registry.close();
  }
}
