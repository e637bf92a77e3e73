package io.shelfcast.scheduling;

import io.shelfcast.database.Database;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is retrained when: the database's side of the schedule, the same for all workers. A customer
 * is a row of table {@code scheduled_tasks}, which exists once, so that no two workers take it.
 */
public final class RetrainSchedule {

  /** The name of db-scheduler's task, whose instances are customers. */
  static final String TASK = "retrain";

  /** The name of the task that looks for new customers; that it ran shows that a worker lives. */
  static final String CUSTOMERS = "customers";

  private static final String ADD =
      """
      INSERT INTO shelfcast.scheduled_tasks (task_name, task_instance, execution_time, picked, version)
      SELECT 'retrain', unnest(?), ?, false, 1 ON CONFLICT DO NOTHING""";
  private static final String REMOVE =
      "DELETE FROM shelfcast.scheduled_tasks"
          + " WHERE task_name = 'retrain' AND NOT picked AND task_instance <> ALL (?)";
  private static final String KEEP =
      """
      INSERT INTO shelfcast.timetable (cron, zone) VALUES (?, ?)
      ON CONFLICT (only_one) DO UPDATE SET cron = excluded.cron, zone = excluded.zone""";

  /** What is overdue, tried again or asked for keeps its time. */
  private static final String MOVE =
      """
      UPDATE shelfcast.scheduled_tasks SET execution_time = ?, version = version + 1
      WHERE task_name = 'retrain' AND NOT picked AND execution_time > ? AND task_data IS NULL
        AND coalesce(consecutive_failures, 0) = 0""";

  private static final String RUN_NOW =
      """
      INSERT INTO shelfcast.scheduled_tasks AS t
        (task_name, task_instance, task_data, execution_time, picked, consecutive_failures, version)
      SELECT 'retrain', unnest(?), ?, ?, false, 0, 1
      ON CONFLICT (task_name, task_instance) DO UPDATE SET task_data = excluded.task_data,
        execution_time = excluded.execution_time, consecutive_failures = 0, version = t.version + 1
      WHERE NOT t.picked""";
  private static final String LIST =
      """
      SELECT t.*, EXISTS (SELECT FROM shelfcast.pauses p
        WHERE p.customer_id = t.task_instance OR p.customer_id IS NULL) AS paused
      FROM shelfcast.scheduled_tasks t WHERE task_name = 'retrain' ORDER BY execution_time, task_instance""";
  private static final String HEARD =
      "SELECT max(greatest(last_heartbeat, CASE WHEN task_name = 'customers' THEN last_success END))"
          + " FROM shelfcast.scheduled_tasks";

  private final Database database;
  private final Clock clock;

  /**
   * @param clock also tells the zone of the default timetable
   */
  public RetrainSchedule(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Sundays at 02:00 in a zone: what holds until something else is kept. */
  public static Timetable standard(ZoneId zone) {
    return Timetable.weekly(DayOfWeek.SUNDAY, LocalTime.of(2, 0), zone);
  }

  /** When runs are due, for all workers. */
  public Timetable timetable() {
    return kept().orElseGet(() -> standard(clock.getZone()));
  }

  /** Keeps what is given as the timetable of all workers; null leaves the one that holds. */
  void keep(Timetable given) {
    Optional<Timetable> kept = kept();
    Timetable now = given != null ? given : kept.orElseGet(() -> standard(clock.getZone()));
    if (kept.equals(Optional.of(now))) {
      return;
    }
    Connected.in(
        database,
        "keep the timetable",
        connection -> {
          connection.setAutoCommit(false);
          try (PreparedStatement keep = connection.prepareStatement(KEEP);
              PreparedStatement move = connection.prepareStatement(MOVE)) {
            keep.setString(1, now.cron());
            keep.setString(2, now.zone().getId());
            keep.executeUpdate();
            Instant instant = clock.instant();
            move.setTimestamp(1, Timestamp.from(now.after(instant)));
            move.setTimestamp(2, Timestamp.from(instant));
            move.executeUpdate();
          }
          connection.commit();
          return null;
        });
  }

  private Optional<Timetable> kept() {
    return Connected.in(
        database,
        "read the timetable",
        connection -> {
          try (PreparedStatement statement =
                  connection.prepareStatement("SELECT cron, zone FROM shelfcast.timetable");
              ResultSet row = statement.executeQuery()) {
            return row.next()
                ? Optional.of(new Timetable(row.getString(1), ZoneId.of(row.getString(2))))
                : Optional.empty();
          }
        });
  }

  /** Gives every customer its row, and takes those of vanished customers away. */
  void meetCustomers() {
    String[] customers = database.customers(Integer.MAX_VALUE).toArray(String[]::new);
    Instant due = timetable().after(clock.instant());
    Connected.in(
        database,
        "renew the schedule",
        connection -> {
          try (PreparedStatement add = connection.prepareStatement(ADD);
              PreparedStatement remove = connection.prepareStatement(REMOVE)) {
            add.setArray(1, connection.createArrayOf("text", customers));
            add.setTimestamp(2, Timestamp.from(due));
            add.executeUpdate();
            remove.setArray(1, connection.createArrayOf("text", customers));
            remove.executeUpdate();
          }
          return null;
        });
  }

  /** All customers that a worker knows of, who is due next first. */
  public List<ScheduledCustomer> list() {
    database.requireSchema();
    Map<String, Run> latest = new RunLog(database).latest();
    return Connected.in(
        database,
        "read the schedule",
        connection -> {
          List<ScheduledCustomer> list = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(LIST);
              ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              String customer = row.getString("task_instance");
              list.add(
                  new ScheduledCustomer(
                      customer,
                      row.getTimestamp("execution_time").toInstant(),
                      row.getBoolean("picked") ? row.getString("picked_by") : null,
                      row.getInt("consecutive_failures"),
                      row.getBoolean("paused"),
                      latest.get(customer)));
            }
          }
          return list;
        });
  }

  /** When any worker was last heard of: they say so every ten minutes, and while they train. */
  public Optional<Instant> lastHeard() {
    database.requireSchema();
    return Connected.in(
        database,
        "read the schedule",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(HEARD);
              ResultSet row = statement.executeQuery()) {
            row.next();
            return Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant);
          }
        });
  }

  /**
   * Makes a customer due now, also one that is paused or waits after a failure.
   *
   * @param customer null for all
   * @param actor who asks
   * @return how many are due now: those at which a worker is already are left as they are
   * @throws io.shelfcast.ShelfcastException if there is no such customer
   */
  public int runNow(String customer, String actor) {
    database.requireSchema();
    List<String> customers =
        customer == null
            ? database.customers(Integer.MAX_VALUE)
            : List.of(known(database, customer));
    return Connected.in(
        database,
        "make a run due",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(RUN_NOW)) {
            statement.setArray(1, connection.createArrayOf("text", customers.toArray()));
            statement.setBytes(2, actor.getBytes(StandardCharsets.UTF_8));
            statement.setTimestamp(3, Timestamp.from(clock.instant()));
            return statement.executeUpdate();
          }
        });
  }

  /** The customer, if there is such a one. */
  static String known(Database database, String customer) {
    if (!database.customers(Integer.MAX_VALUE).contains(customer)) {
      throw database.unknownCustomer(customer);
    }
    return customer;
  }
}
