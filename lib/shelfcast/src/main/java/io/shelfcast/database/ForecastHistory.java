package io.shelfcast.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The forecasts that were in use: of all that were kept for a product, store and day, the one from
 * the latest origin, and of several from that origin the one made last.
 */
public final class ForecastHistory {

  /** Rows a round trip. */
  private static final int FETCH = 10_000;

  private static final String IN_USE =
      """
      SELECT DISTINCT ON (date, product_id, store_id)
        product_id, store_id, origin, date, model, forecast, p10, p50, p90
      FROM shelfcast.forecasts
      WHERE customer_id = ? AND model = ? AND date BETWEEN ? AND ? AND origin <= ?
      ORDER BY date, product_id, store_id, origin DESC, made_at DESC""";

  /**
   * From which origins there are forecasts, of which version: a few hundred, found by leaps through
   * the primary key, where counting them would read every forecast of the customer.
   */
  private static final String MADE =
      """
      WITH RECURSIVE made AS (
        (SELECT model_version, model, origin FROM shelfcast.forecasts WHERE customer_id = ?
         ORDER BY model_version, model, origin LIMIT 1)
        UNION ALL
        SELECT next.* FROM made CROSS JOIN LATERAL (
          SELECT f.model_version, f.model, f.origin FROM shelfcast.forecasts f
          WHERE f.customer_id = ?
            AND (f.model_version, f.model, f.origin) > (made.model_version, made.model, made.origin)
          ORDER BY f.model_version, f.model, f.origin LIMIT 1) next)
      """;

  private static final String LATEST_SERIES =
      MADE
          + """
          SELECT f.product_id, f.store_id FROM shelfcast.forecasts f
          JOIN made USING (model_version, model, origin)
          WHERE f.customer_id = ? AND f.model = ?
            AND origin = (SELECT max(origin) FROM made WHERE model = ? AND origin <= ?)
          GROUP BY 1, 2 ORDER BY sum(f.forecast) DESC, 1, 2 LIMIT ?""";

  private static final String OF_SERIES =
      MADE
          + """
          SELECT DISTINCT ON (date)
            product_id, store_id, origin, date, model, forecast, p10, p50, p90
          FROM made JOIN shelfcast.forecasts f USING (model_version, model, origin)
          WHERE f.customer_id = ? AND model = ? AND origin <= ? AND f.product_id = ?
            AND f.store_id = ? AND f.date BETWEEN ? AND ?
          ORDER BY date, origin DESC, made_at DESC""";

  /** A product in a store. */
  public record Series(String productId, String storeId) {}

  private final Database database;

  public ForecastHistory(Database database) {
    this.database = database;
  }

  /**
   * Hands on the forecasts in use for days from {@code first} to {@code last}, by day, product and
   * store. A quantile that was not kept is NaN.
   *
   * @param asOf forecasts from origins after this day are passed over
   */
  public void read(
      String customer,
      String model,
      LocalDate first,
      LocalDate last,
      LocalDate asOf,
      Consumer<ForecastStore.Row> receiver) {
    database.requireSchema();
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false); // or the driver would hold all rows at once
      connection.setReadOnly(true);
      try (PreparedStatement statement = connection.prepareStatement(IN_USE)) {
        statement.setFetchSize(FETCH);
        statement.setString(1, customer);
        statement.setString(2, model);
        statement.setObject(3, first);
        statement.setObject(4, last);
        statement.setObject(5, asOf);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            receiver.accept(row(rows));
          }
        }
      }
    } catch (SQLException e) {
      throw SqlFailure.of("read the forecasts of customer '" + customer + "'", e);
    }
  }

  /**
   * The series of the latest forecast, those with the most units first.
   *
   * @param asOf forecasts from origins after this day are passed over
   * @param limit how many at most
   */
  public List<Series> series(String customer, String model, LocalDate asOf, int limit) {
    List<Series> series = new ArrayList<>();
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(LATEST_SERIES)) {
      values(statement, customer, customer, customer, model, model, asOf, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          series.add(new Series(rows.getString(1), rows.getString(2)));
        }
      }
      return series;
    } catch (SQLException e) {
      throw SqlFailure.of("read the forecasts of customer '" + customer + "'", e);
    }
  }

  /** As {@link #read}, of one series; by day. */
  public List<ForecastStore.Row> read(
      String customer,
      String model,
      Series series,
      LocalDate first,
      LocalDate last,
      LocalDate asOf) {
    List<ForecastStore.Row> days = new ArrayList<>();
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(OF_SERIES)) {
      values(
          statement,
          customer,
          customer,
          customer,
          model,
          asOf,
          series.productId,
          series.storeId,
          first,
          last);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          days.add(row(rows));
        }
      }
      return days;
    } catch (SQLException e) {
      throw SqlFailure.of("read the forecasts of customer '" + customer + "'", e);
    }
  }

  private static void values(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private static ForecastStore.Row row(ResultSet rows) throws SQLException {
    return new ForecastStore.Row(
        rows.getString(1),
        rows.getString(2),
        rows.getObject(3, LocalDate.class),
        rows.getObject(4, LocalDate.class),
        rows.getString(5),
        rows.getFloat(6),
        quantile(rows, 7),
        quantile(rows, 8),
        quantile(rows, 9));
  }

  private static float quantile(ResultSet rows, int column) throws SQLException {
    float value = rows.getFloat(column);
    return rows.wasNull() ? Float.NaN : value;
  }
}
