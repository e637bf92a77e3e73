package io.shelfcast.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.charts.Figures;
import io.shelfcast.database.Database;
import io.shelfcast.database.ForecastStore;
import io.shelfcast.database.Loader;
import io.shelfcast.fixtures.Bazaar;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.DataFiles;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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

  @Test
  void whatAStoreTakesUpIsForecastAndKeptBesideTheRest(
      Database database, @TempDir Path models, @TempDir Path data, @TempDir Path plans)
      throws IOException {
    CornerShop.write(data);
    List<String> products =
        new ArrayList<>(Files.readAllLines(data.resolve("products.csv"), StandardCharsets.UTF_8));
    products.add("butter,dairy,chilled,Private,Butter,2.2,30");
    List<String> promotions =
        new ArrayList<>(Files.readAllLines(data.resolve("promotions.csv"), StandardCharsets.UTF_8));
    promotions.add("LAUNCH,butter,,2024-01-01,2024-01-05,50,leaflet");
    List<String> stores =
        new ArrayList<>(Files.readAllLines(data.resolve("stores.csv"), StandardCharsets.UTF_8));
    stores.add("west,R1,city,basic,2000,50000,40000,0.5");
    new DataFiles(data)
        .write("products.csv", products.toArray(String[]::new))
        .write("promotions.csv", promotions.toArray(String[]::new))
        .write("stores.csv", stores.toArray(String[]::new));
    new Loader(database, Progress.NONE).load(CUSTOMER, data, Loader.Mode.REPLACE);
    ModelVersion version = publish(new ModelRegistry(models));
    List<String> notices = new ArrayList<>();
    PredictionRun run = new PredictionRun(database, Clock.systemUTC(), lines(notices));
    List<ForecastStore.Row> without =
        run.run(version, Prediction.Request.ALL, null).rows().toList();

    new DataFiles(plans).write("assortment.csv", "product_id,store_id,start_date");
    assertThat(run.run(version, Prediction.Request.ALL, plans).rows())
        .as("an empty table")
        .containsExactlyElementsOf(without);
    notices.clear();
    new DataFiles(plans)
        .write(
            "assortment.csv",
            "product_id,store_id,start_date",
            "milk,west,2023-12-31",
            "butter,north,",
            "bread,north,",
            "milk,south 2,");
    Prediction prediction = run.run(version, Prediction.Request.ALL, plans);

    List<ForecastStore.Row> rows = prediction.rows().toList();
    assertThat(rows.stream().filter(r -> !isNew(r))).containsExactlyElementsOf(without);
    assertThat(rows.stream().filter(PredictionRunTest::isNew))
        .extracting(r -> r.productId() + " " + r.storeId() + " " + r.date())
        .containsExactly(
            "butter north 2023-12-30",
            "butter north 2023-12-31",
            "butter north 2024-01-01",
            "milk west 2023-12-31",
            "milk west 2024-01-01");
    assertThat(rows.stream().filter(PredictionRunTest::isNew))
        .allSatisfy(
            r -> {
              boolean closed = r.date().toString().equals("2024-01-01");
              assertThat(r.forecast() > 0).isEqualTo(!closed);
              assertThat(r.p10()).isLessThanOrEqualTo(r.p90());
            });
    assertThat(notices)
        .contains(
            "assortment: 2 pairs have sales already and are forecast from them, as without the"
                + " table");
    SalesPanel panel = prediction.newSeries().panel();
    assertThat(panel.covariates().promotions())
        .as("the customer's own plans of a product never sold")
        .filteredOn(p -> p.id().equals("LAUNCH"))
        .singleElement()
        .satisfies(p -> assertThat(panel.products().get(p.product()).id()).isEqualTo("butter"));
    assertThat(run.save(version, prediction)).isEqualTo(6 * 3 + 5);

    Prediction.Request one = new Prediction.Request(null, "milk", "west");
    ExplanationText explained = run.explain(version, run.run(version, one, plans));
    assertThat(explained.text())
        .contains("product milk in store west", "2023-12-31", "2024-01-01")
        .doesNotContain("2023-12-30");
    assertThat(Figures.png(explained.figure())).isNotEmpty();
  }

  private static boolean isNew(ForecastStore.Row row) {
    return row.productId().equals("butter") || row.storeId().equals("west");
  }

  private static Progress lines(List<String> lines) {
    return new Progress() {
      @Override
      public void step(String task, long done, long total, String note) {}

      @Override
      public void say(String line) {
        lines.add(line);
      }
    };
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
