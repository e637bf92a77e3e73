package io.shelfcast.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shelfcast.database.Database;
import io.shelfcast.database.SqlFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Table {@code deployments}: who promoted, rejected, rolled back, deployed what, when and why. Rows
 * are only ever added.
 */
public final class DeploymentLog {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INSERT =
      """
      INSERT INTO shelfcast.deployments (decision_id, customer_id, at, actor, target, decision, from_version,
        to_version, champion_metrics, challenger_metrics, reason)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?) ON CONFLICT (decision_id) DO NOTHING""";
  private static final String LIST =
      """
      SELECT decision_id, customer_id, at, actor, target, decision, from_version, to_version, champion_metrics,
        challenger_metrics, reason
      FROM shelfcast.deployments WHERE customer_id = ? ORDER BY deployment_id DESC LIMIT ?""";

  private final Database database;

  public DeploymentLog(Database database) {
    this.database = database;
  }

  /** Whether the table is there; a user's own database has it after {@code database migrate}. */
  public boolean exists() {
    return database.hasSchema();
  }

  /**
   * Adds a decision; one that is there already, by its id, stays as it is.
   *
   * @throws io.shelfcast.ShelfcastException if it is not certain that the row is there now
   */
  public void append(Deployment d) {
    database.requireSchema();
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setObject(1, d.id());
      statement.setString(2, d.customer());
      statement.setObject(3, d.at().atOffset(ZoneOffset.UTC));
      statement.setString(4, plain(d.actor()));
      statement.setString(5, d.target().toString());
      statement.setString(6, d.decision().toString());
      statement.setObject(7, d.fromVersion(), java.sql.Types.INTEGER);
      statement.setObject(8, d.toVersion(), java.sql.Types.INTEGER);
      statement.setString(9, json(d.championMetrics()));
      statement.setString(10, json(d.challengerMetrics()));
      statement.setString(11, plain(d.reason()));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw SqlFailure.of("log a decision about customer '" + d.customer() + "'", e);
    }
  }

  /** Whether a decision is there. */
  public boolean contains(UUID decision) {
    String sql = "SELECT EXISTS (SELECT FROM shelfcast.deployments WHERE decision_id = ?)";
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, decision);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    } catch (SQLException e) {
      throw SqlFailure.of("look for a decision", e);
    }
  }

  /** The decisions about a customer, newest first, at most {@code limit}. */
  public List<Deployment> list(String customer, int limit) {
    database.requireSchema();
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(LIST)) {
      statement.setString(1, customer);
      statement.setInt(2, limit);
      List<Deployment> all = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(deployment(rows));
        }
      }
      return all;
    } catch (SQLException e) {
      throw SqlFailure.of("list the decisions about customer '" + customer + "'", e);
    }
  }

  private static Deployment deployment(ResultSet row) throws SQLException {
    return new Deployment(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getObject(3, OffsetDateTime.class).toInstant(),
        row.getString(4),
        Deployment.Target.valueOf(row.getString(5).toUpperCase(java.util.Locale.ROOT)),
        Deployment.Decision.of(row.getString(6)),
        row.getObject(7, Integer.class),
        row.getObject(8, Integer.class),
        map(row.getString(9)),
        map(row.getString(10)),
        row.getString(11));
  }

  /** PostgreSQL's text holds any character but this one, which no sentence needs. */
  private static String plain(String text) {
    return text.replace('\0', ' ');
  }

  private static String json(Map<String, Object> metrics) {
    try {
      return metrics == null ? null : JSON.writeValueAsString(metrics);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Metrics must be texts, numbers, lists and maps", e);
    }
  }

  private static Map<String, Object> map(String json) {
    try {
      return json == null ? null : JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
