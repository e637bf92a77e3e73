package io.shelfcast.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
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
