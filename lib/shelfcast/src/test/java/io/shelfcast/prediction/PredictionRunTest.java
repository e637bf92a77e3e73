package io.shelfcast.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.database.Database;
import io.shelfcast.database.Loader;
import io.shelfcast.fixtures.Bazaar;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.SharedDatabase;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Weights;
import io.shelfcast.models.Windows;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.Draft;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.sales.CsvSales;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedDatabase.class)
class PredictionRunTest {

  private static final String CUSTOMER = "predicted 'O''Hara'; --";

  @Test
  void savedModelForecastsAndEachForecastIsKeptOnce(Database database, @TempDir Path models)
      throws SQLException {
    new Loader(database, Progress.NONE).load(CUSTOMER, CornerShop.directory(), Loader.Mode.REPLACE);
    ModelVersion version = publish(new ModelRegistry(models));
    PredictionRun run = new PredictionRun(database, Clock.systemUTC(), Progress.NONE);

    Prediction prediction = run.run(version, Prediction.Request.ALL, null);

    SalesPanel files = CsvSales.read(CornerShop.directory(), CUSTOMER);
    Prediction fromFiles =
        Prediction.of(version.forecaster(), files, Prediction.Request.ALL, Progress.NONE);
    assertThat(prediction.forecasts().mean()).isEqualTo(fromFiles.forecasts().mean());
    assertThat(run.save(version, prediction)).isEqualTo(6 * 3);
    assertThat(run.save(version, prediction)).isEqualTo(6 * 3);
    assertThat(kept(database)).isEqualTo(6 * 3);
  }

  private static ModelVersion publish(ModelRegistry registry) {
    SalesPanel panel = CsvSales.read(CornerShop.directory(), CUSTOMER);
    Windows windows = Windows.of(panel.firstDay() + 14, panel.lastDay(), 3, 0);
    EnsembleForecaster model =
        EnsembleForecaster.fit(
            panel, windows, Bazaar.options(3), Weights.Kind.FIXED, Progress.NONE);
    try (Draft draft = registry.claim(CUSTOMER)) {
      model.save(draft.directory(), draft.version(), Map.of());
      return draft.publish();
    }
  }

  private static int kept(Database database) throws SQLException {
    try (var connection = database.connect();
        var statement =
            connection.prepareStatement(
                "SELECT count(*) FROM shelfcast.forecasts WHERE customer_id = ? AND model_version = 'v1'")) {
      statement.setString(1, CUSTOMER);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }
}
