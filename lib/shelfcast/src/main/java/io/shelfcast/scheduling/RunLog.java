package io.shelfcast.scheduling;

import io.shelfcast.database.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The runs there have been, in table {@code runs}. */
public final class RunLog {

  private static final String BEGIN =
      """
      INSERT INTO shelfcast.runs (customer_id, due_at, started_at, outcome, attempt, actor, worker)
      VALUES (?, ?, ?, 'running', ?, ?, ?) RETURNING run_id""";
  private static final String END =
      "UPDATE shelfcast.runs SET ended_at = ?, outcome = ?, summary = ?, error = ?"
          + " WHERE run_id = ? AND outcome = 'running'";
  private static final String LOSE =
      """
      UPDATE shelfcast.runs SET ended_at = ?, outcome = 'lost',
        error = 'worker ' || worker || ' was killed or lost the database'
      WHERE customer_id = ? AND outcome = 'running'""";
  private static final String DONE =
      "SELECT EXISTS (SELECT FROM shelfcast.runs"
          + " WHERE customer_id = ? AND outcome = 'done' AND started_at >= ?)";
  private static final String LATEST =
      "SELECT DISTINCT ON (customer_id) * FROM shelfcast.runs ORDER BY customer_id, run_id DESC";

  private final Database database;

  public RunLog(Database database) {
    this.database = database;
  }

  /** The last runs of all customers, the newest first, at most {@code limit}. */
  public List<Run> recent(int limit) {
    return read("SELECT * FROM shelfcast.runs ORDER BY run_id DESC LIMIT ?", null, limit);
  }

  /** The last runs of a customer, the newest first, at most {@code limit}. */
  public List<Run> recent(String customer, int limit) {
    return read(
        "SELECT * FROM shelfcast.runs WHERE customer_id = ? ORDER BY run_id DESC LIMIT ?",
        customer,
        limit);
  }

  /** The last run of each customer that ever had one. */
  public Map<String, Run> latest() {
    Map<String, Run> latest = new LinkedHashMap<>();
    read(LATEST, null, null).forEach(run -> latest.put(run.customer(), run));
    return latest;
  }

  /** Notes that a run begins; returns its id. */
  long begin(
      String customer, Instant due, Instant started, int attempt, String actor, String worker) {
    return change(
        "note a run of customer '" + customer + "'",
        BEGIN,
        s -> {
          s.setString(1, customer);
          s.setTimestamp(2, Timestamp.from(due));
          s.setTimestamp(3, Timestamp.from(started));
          s.setInt(4, attempt);
          s.setString(5, actor);
          s.setString(6, worker);
          try (ResultSet id = s.executeQuery()) {
            id.next();
            return id.getLong(1);
          }
        });
  }

  /** Notes how a run ended; summary and error may be null. */
  void end(long id, Instant ended, Run.Outcome outcome, String summary, String error) {
    change(
        "note the end of run " + id,
        END,
        s -> {
          s.setTimestamp(1, Timestamp.from(ended));
          s.setString(2, outcome.toString());
          s.setString(3, summary);
          s.setString(4, error);
          s.setLong(5, id);
          return (long) s.executeUpdate();
        });
  }

  /** Takes a run back that did not come to begin. */
  void discard(long id) {
    change(
        "take back run " + id,
        "DELETE FROM shelfcast.runs WHERE run_id = ?",
        s -> {
          s.setLong(1, id);
          return (long) s.executeUpdate();
        });
  }

  /** Notes that whoever ran the customer is gone. */
  void lose(String customer, Instant now) {
    change(
        "note the lost runs of customer '" + customer + "'",
        LOSE,
        s -> {
          s.setTimestamp(1, Timestamp.from(now));
          s.setString(2, customer);
          return (long) s.executeUpdate();
        });
  }

  /** Whether a run of the customer that began at a time or after it came to its end. */
  boolean doneSince(String customer, Instant time) {
    return 1
        == change(
            "read the runs of customer '" + customer + "'",
            DONE,
            s -> {
              s.setString(1, customer);
              s.setTimestamp(2, Timestamp.from(time));
              try (ResultSet row = s.executeQuery()) {
                row.next();
                return row.getBoolean(1) ? 1L : 0L;
              }
            });
  }

  private interface Work {
    long run(PreparedStatement statement) throws SQLException;
  }

  private long change(String what, String sql, Work work) {
    return Connected.in(
        database,
        what,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.run(statement);
          }
        });
  }

  private List<Run> read(String sql, String customer, Integer limit) {
    database.requireSchema();
    return Connected.in(
        database,
        "read the runs",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int at = 1;
            if (customer != null) {
              statement.setString(at++, customer);
            }
            if (limit != null) {
              statement.setInt(at, limit);
            }
            List<Run> runs = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                runs.add(run(rows));
              }
            }
            return runs;
          }
        });
  }

  private static Run run(ResultSet row) throws SQLException {
    return new Run(
        row.getLong("run_id"),
        row.getString("customer_id"),
        row.getTimestamp("due_at").toInstant(),
        row.getTimestamp("started_at").toInstant(),
        row.getTimestamp("ended_at") == null ? null : row.getTimestamp("ended_at").toInstant(),
        Run.Outcome.of(row.getString("outcome")),
        row.getString("summary"),
        row.getString("error"),
        row.getInt("attempt"),
        row.getString("actor"),
        row.getString("worker"));
  }
}
