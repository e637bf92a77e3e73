package io.shelfcast.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.fixtures.SharedDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedDatabase.class)
class ForecastStoreTest {

  private static final LocalDate ORIGIN = LocalDate.of(2024, 5, 31);

  private final Database database;

  ForecastStoreTest(Database database) {
    this.database = database;
  }

  @Test
  void aForecastMadeAgainTakesThePlaceOfTheOldOne() throws SQLException {
    ForecastStore store = new ForecastStore(database);
    assertThat(
            store.save("upsert'", "v1", List.of(row(1, 10, 5), row(2, 20, Float.NaN)).iterator()))
        .isEqualTo(2);
    assertThat(store.save("upsert'", "v1", List.of(row(2, 21, 7.25f)).iterator())).isEqualTo(1);
    assertThat(store.save("upsert'", "v2", List.of(row(2, 99, 1)).iterator())).isEqualTo(1);
    assertThat(kept())
        .containsExactly("v1 2024-06-01 10 5", "v1 2024-06-02 21 7.25", "v2 2024-06-02 99 1");
  }

  private static ForecastStore.Row row(int ahead, float forecast, float p10) {
    return new ForecastStore.Row(
        "P\t\\",
        "S",
        ORIGIN,
        ORIGIN.plusDays(ahead),
        "ensemble",
        forecast,
        p10,
        forecast,
        Float.NaN);
  }

  private List<String> kept() throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT concat_ws(' ', model_version, date, forecast, p10) FROM shelfcast.forecasts"
                    + " WHERE customer_id = 'upsert''' AND product_id = E'P\\t\\\\' AND p90 IS NULL ORDER BY 1")) {
      List<String> lines = new java.util.ArrayList<>();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return lines;
    }
  }
}
