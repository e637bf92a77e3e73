package io.shelfcast.scheduling;

import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Clock;

/** Who is skipped when the time comes, in table {@code pauses}. */
public final class Pauses {

  private static final String PAUSE =
      "INSERT INTO shelfcast.pauses (customer_id, since, actor) VALUES (?, ?, ?)"
          + " ON CONFLICT DO NOTHING";
  private static final String PAUSED =
      "SELECT EXISTS (SELECT FROM shelfcast.pauses WHERE customer_id = ? OR customer_id IS NULL)";

  private final Database database;
  private final Clock clock;

  public Pauses(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Has a customer skipped whenever its time comes; a run under way goes on.
   *
   * @param customer null for all, those to come included
   * @param actor who says so
   */
  public void pause(String customer, String actor) {
    require(customer);
    Connected.in(
        database,
        "pause",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(PAUSE)) {
            statement.setString(1, customer);
            statement.setTimestamp(2, Timestamp.from(clock.instant()));
            statement.setString(3, actor);
            return statement.executeUpdate();
          }
        });
  }

  /**
   * Ends the pause of a customer, from its next time on.
   *
   * @param customer null to end all pauses
   * @throws ShelfcastException if a customer is to be resumed while all are paused
   */
  public void resume(String customer) {
    require(customer);
    String sql =
        "DELETE FROM shelfcast.pauses" + (customer == null ? "" : " WHERE customer_id = ?");
    Connected.in(
        database,
        "resume",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (customer != null) {
              statement.setString(1, customer);
            }
            return statement.executeUpdate();
          }
        });
    if (customer != null && has(customer)) {
      throw new ShelfcastException(
          "All customers are paused: resume without --customer ends that for all of them");
    }
  }

  /** Whether a customer is paused, alone or with all. */
  boolean has(String customer) {
    return Connected.in(
        database,
        "read the pauses",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(PAUSED)) {
            statement.setString(1, customer);
            try (ResultSet row = statement.executeQuery()) {
              row.next();
              return row.getBoolean(1);
            }
          }
        });
  }

  private void require(String customer) {
    database.requireSchema();
    if (customer != null) {
      RetrainSchedule.known(database, customer);
    }
  }
}
