package io.shelfcast.prediction;

import io.shelfcast.database.Database;
import io.shelfcast.database.ForecastStore;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.sales.Assortment;
import io.shelfcast.sales.Catalogue;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.Plans;
import io.shelfcast.sales.PostgresSales;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;

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
    if (plans == null) {
      return Prediction.of(version.forecaster(), panel, request, progress);
    }
    Catalogue catalogue =
        Plans.haveAssortment(plans)
            ? PostgresSales.catalogue(database, version.customer())
            : Catalogue.NONE;
    Plans.Planned planned = Plans.read(panel, catalogue, plans, progress);
    Assortment takenUp = planned.assortment().withoutSales(panel);
    int sold = planned.assortment().entries().size() - takenUp.entries().size();
    if (sold > 0) {
      progress.say(
          "assortment: "
              + sold
              + (sold == 1 ? " pair has" : " pairs have")
              + " sales already and "
              + (sold == 1 ? "is" : "are")
              + " forecast from them, as without the table");
    }
    NewSeries newSeries = NewSeries.NONE;
    if (!takenUp.entries().isEmpty()) {
      SalesPanel wider = wider(panel, takenUp, catalogue);
      wider = Plans.read(wider, catalogue, plans, Progress.NONE).panel();
      newSeries = NewSeries.of(version.forecaster(), wider, takenUp, request, progress);
    }
    return Prediction.of(version.forecaster(), planned.panel(), newSeries, request, progress);
  }

  /** With series for what is taken up, and prices and promotions of products never sold before. */
  private SalesPanel wider(SalesPanel panel, Assortment takenUp, Catalogue catalogue) {
    SalesPanel wider = takenUp.addTo(panel, catalogue);
    boolean unsold =
        wider.products().size() > panel.products().size()
            || wider.stores().size() > panel.stores().size();
    return unsold ? wider.withCovariates(PostgresSales.covariates(database, wider)) : wider;
  }

  /** What drove the forecast of the first series that was asked for. */
  public ExplanationText explain(ModelVersion version, Prediction prediction) {
    boolean known = prediction.forecasts().series().length > 0;
    NewSeries fresh = prediction.newSeries();
    SalesPanel panel = known ? prediction.panel() : fresh.panel();
    int series = known ? prediction.forecasts().series()[0] : fresh.forecasts().series()[0];
    if (!known) {
      progress.say("The level and the sales history of this new series are lent by its siblings");
    }
    return new ExplanationText(
        panel.productId(series),
        panel.storeId(series),
        LocalDate.ofEpochDay(panel.lastDay()),
        known ? version.forecaster().explain(panel, series) : fresh.explain(version.forecaster()));
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
    return new ForecastStore(database)
        .save(version.customer(), "v" + version.version(), prediction.rows().iterator());
  }
}
