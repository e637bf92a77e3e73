package io.shelfcast.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Iterator;

/**
 * Keeps forecasts in table {@code forecasts}; a forecast made again takes the place of the one that
 * is there.
 */
public final class ForecastStore {

  /**
   * One forecast, in units of the day; NaN where there is no quantile.
   *
   * @param origin last day whose sales were known
   * @param date the day forecast
   */
  public record Row(
      String productId,
      String storeId,
      LocalDate origin,
      LocalDate date,
      String model,
      float forecast,
      float p10,
      float p50,
      float p90) {}

  private static final String STAGE =
      "CREATE TEMPORARY TABLE new_forecasts (LIKE shelfcast.forecasts INCLUDING DEFAULTS) ON COMMIT DROP";
  private static final String COLUMNS =
      "customer_id, model_version, product_id, store_id, origin, date, model, forecast, p10, p50, p90";
  private static final String MERGE =
      """
      INSERT INTO shelfcast.forecasts (%s) SELECT %s FROM new_forecasts
      ON CONFLICT (customer_id, model_version, model, origin, product_id, store_id, date)
      DO UPDATE SET forecast = excluded.forecast, p10 = excluded.p10, p50 = excluded.p50, p90 = excluded.p90,
        made_at = now()"""
          .formatted(COLUMNS, COLUMNS);

  private final Database database;

  public ForecastStore(Database database) {
    this.database = database;
  }

  /** Saves all rows or none; returns how many. */
  public long save(String customer, String modelVersion, Iterator<Row> rows) {
    database.requireSchema();
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute(STAGE);
        CopyWriter writer = new CopyWriter(connection, "new_forecasts (" + COLUMNS + ")", customer);
        try {
          while (rows.hasNext()) {
            write(modelVersion, rows.next(), writer);
          }
          writer.end();
        } catch (CopyWriter.Refused e) {
          throw e.sql();
        } finally {
          writer.cancel();
        }
        long saved = statement.executeUpdate(MERGE);
        connection.commit();
        return saved;
      }
    } catch (SQLException e) {
      throw SqlFailure.of("save forecasts of customer '" + customer + "'", e);
    }
  }

  private static void write(String version, Row row, CopyWriter writer) {
    writer.text(version);
    writer.text(row.productId);
    writer.text(row.storeId);
    writer.day((int) row.origin.toEpochDay());
    writer.day((int) row.date.toEpochDay());
    writer.text(row.model);
    writer.number(Float.toString(row.forecast));
    for (float quantile : new float[] {row.p10, row.p50, row.p90}) {
      writer.number(Float.isNaN(quantile) ? null : Float.toString(quantile));
    }
    writer.endRow();
  }
}
