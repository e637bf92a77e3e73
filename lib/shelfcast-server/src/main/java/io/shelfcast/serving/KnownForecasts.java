package io.shelfcast.serving;

import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Forecasts;
import io.shelfcast.prediction.Prediction;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.SalesPanel;
import java.util.HashMap;
import java.util.Map;

/**
 * The forecasts of every series of a customer from the last day known on, made at once as {@code
 * predict} makes them, so that a request by ids is a look-up and its numbers are the same.
 */
public final class KnownForecasts {

  private record Series(String product, String store) {}

  private final Forecasts forecasts;
  private final Map<Series, Integer> places;

  private KnownForecasts(Forecasts forecasts, Map<Series, Integer> places) {
    this.forecasts = forecasts;
    this.places = places;
  }

  static KnownForecasts of(EnsembleForecaster model, SalesPanel panel, Progress progress) {
    Forecasts all = Prediction.of(model, panel, Prediction.Request.ALL, progress).forecasts();
    Map<Series, Integer> places = new HashMap<>();
    for (int i = 0; i < all.series().length; i++) {
      int s = all.series()[i];
      places.put(new Series(panel.productId(s), panel.storeId(s)), i);
    }
    return new KnownForecasts(all, places);
  }

  Forecasts forecasts() {
    return forecasts;
  }

  /** Where a series' forecasts begin: the index to give {@link Forecasts#cell}; -1 for none. */
  int place(String product, String store) {
    return places.getOrDefault(new Series(product, store), -1);
  }
}
