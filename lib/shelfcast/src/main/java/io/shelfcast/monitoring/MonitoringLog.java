package io.shelfcast.monitoring;

import io.shelfcast.database.Database;
import io.shelfcast.database.SqlFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what monitoring found in tables {@code monitoring_runs} and {@code monitoring_alerts}. */
public final class MonitoringLog {

  /**
   * One run, in a line.
   *
   * @param asOf the day taken as today
   */
  public record Entry(Instant at, LocalDate asOf, Integer version, int alerts) {}

  /**
   * One run, whole.
   *
   * @param at when it was
   */
  public record Run(Instant at, MonitoringReport report) {}

  private final Database database;

  public MonitoringLog(Database database) {
    this.database = database;
  }

  /** Adds a run with its alerts, all of it or nothing. */
  public void add(MonitoringReport report, Instant at) {
    database.requireSchema();
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      alerts(connection, run(connection, report, at), report.alerts());
      connection.commit();
    } catch (SQLException e) {
      throw SqlFailure.of("keep the monitoring of customer '" + report.customer() + "'", e);
    }
  }

  private static long run(Connection connection, MonitoringReport report, Instant at)
      throws SQLException {
    String sql =
        """
        INSERT INTO shelfcast.monitoring_runs
          (customer_id, at, as_of, model_version, last_sale, alerts, report)
        VALUES (?, ?, ?, ?, ?, ?, CAST(? AS jsonb)) RETURNING run_id""";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, report.customer());
      insert.setObject(2, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
      insert.setObject(3, report.asOf());
      insert.setObject(4, report.version(), Types.INTEGER);
      insert.setObject(5, report.freshness().lastSale());
      insert.setInt(6, report.alerts().size());
      insert.setString(7, report.toJson());
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static void alerts(Connection connection, long run, List<Alert> alerts)
      throws SQLException {
    String sql =
        """
        INSERT INTO shelfcast.monitoring_alerts (run_id, position, kind, sentence, value, low, high)
        VALUES (?, ?, ?, ?, ?, ?, ?)""";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < alerts.size(); i++) {
        Alert alert = alerts.get(i);
        insert.setLong(1, run);
        insert.setInt(2, i + 1);
        insert.setString(3, alert.kind().title());
        insert.setString(4, alert.sentence());
        number(insert, 5, alert.value());
        number(insert, 6, alert.low());
        number(insert, 7, alert.high());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void number(PreparedStatement insert, int column, double value)
      throws SQLException {
    insert.setObject(column, Double.isNaN(value) ? null : value, Types.DOUBLE);
  }

  /** A customer's latest run. */
  public Optional<Run> latest(String customer) {
    return Optional.ofNullable(latest("AND customer_id = ?", customer).get(customer));
  }

  /** The latest run of each customer, by id. */
  public Map<String, Run> latest() {
    return latest("", null);
  }

  private Map<String, Run> latest(String condition, String customer) {
    String sql =
        """
        SELECT DISTINCT ON (customer_id) customer_id, at, report::text
        FROM shelfcast.monitoring_runs WHERE true %s ORDER BY customer_id, run_id DESC"""
            .formatted(condition);
    try (Connection connection = database.connect();
        PreparedStatement select = connection.prepareStatement(sql)) {
      if (customer != null) {
        select.setString(1, customer);
      }
      Map<String, Run> runs = new LinkedHashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          runs.put(
              rows.getString(1),
              new Run(instant(rows, 2), MonitoringReport.fromJson(rows.getString(3))));
        }
      }
      return runs;
    } catch (SQLException e) {
      throw SqlFailure.of("read what monitoring found", e);
    }
  }

  /** A customer's runs, the latest first. */
  public List<Entry> history(String customer, int limit) {
    String sql =
        """
        SELECT at, as_of, model_version, alerts FROM shelfcast.monitoring_runs
        WHERE customer_id = ? ORDER BY run_id DESC LIMIT ?""";
    try (Connection connection = database.connect();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, customer);
      select.setInt(2, limit);
      List<Entry> entries = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          entries.add(
              new Entry(
                  instant(rows, 1),
                  rows.getObject(2, LocalDate.class),
                  rows.getObject(3, Integer.class),
                  rows.getInt(4)));
        }
      }
      return entries;
    } catch (SQLException e) {
      throw SqlFailure.of("read the monitoring of customer '" + customer + "'", e);
    }
  }

  private static Instant instant(ResultSet rows, int column) throws SQLException {
    return rows.getObject(column, OffsetDateTime.class).toInstant();
  }
}
