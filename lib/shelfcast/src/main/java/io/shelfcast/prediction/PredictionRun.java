package io.shelfcast.prediction;

import io.shelfcast.database.Database;
import io.shelfcast.database.ForecastStore;
import io.shelfcast.evaluation.ForecastRows;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.Plans;
import io.shelfcast.sales.PostgresSales;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/**
 * Forecasts a customer's next days with a saved model, and keeps the forecasts.
 *
 * @param clock tells today, to say how old the last sale is
 */
public record PredictionRun(Database database, Clock clock, Progress progress) {

  /**
   * Forecasts from the customer's last sale on.
   *
   * @param plans directory of plans for the days to come, null for none besides the customer's own
   */
  public Prediction run(ModelVersion version, Prediction.Request request, Path plans) {
    SalesPanel panel =
        PostgresSales.read(database, version.customer(), Extract.YEAR, clock, progress);
    if (plans != null) {
      panel = Plans.add(panel, plans, progress);
    }
    return Prediction.of(version.forecaster(), panel, request, progress);
  }

  /** What drove the forecast of the first series that was asked for. */
  public ExplanationText explain(ModelVersion version, Prediction prediction) {
    SalesPanel panel = prediction.panel();
    int series = prediction.forecasts().series()[0];
    return new ExplanationText(
        panel.productId(series),
        panel.storeId(series),
        LocalDate.ofEpochDay(panel.lastDay()),
        version.forecaster().explain(panel, series));
  }

  /**
   * Keeps forecasts in table {@code forecasts}, over those that the same version made of the same
   * days.
   *
   * @return how many; 0, with a notice, where the user's own database has no such table
   */
  public long save(ModelVersion version, Prediction prediction) {
    if (!database.hasSchema()) {
      progress.say(
          "Not kept in table forecasts, which is not there: 'jbang database migrate' makes it");
      return 0;
    }
    var rows = ForecastRows.of(prediction.panel(), List.of(prediction.forecasts())).iterator();
    return new ForecastStore(database).save(version.customer(), "v" + version.version(), rows);
  }
}
