package io.shelfcast.evaluation;

import io.shelfcast.database.ForecastStore;
import io.shelfcast.models.Forecasts;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Forecasts as the rows that files and the database hold. */
public final class ForecastRows {

  private ForecastRows() {}

  /** One row a cell, in the order of the forecasts. */
  public static Stream<ForecastStore.Row> of(SalesPanel panel, List<Forecasts> forecasts) {
    return forecasts.stream().flatMap(f -> of(panel, f));
  }

  private static Stream<ForecastStore.Row> of(SalesPanel panel, Forecasts f) {
    LocalDate origin = LocalDate.ofEpochDay(f.origin());
    return IntStream.range(0, f.mean().length)
        .mapToObj(
            c -> {
              int series = f.series()[c / f.horizon()];
              return new ForecastStore.Row(
                  panel.productId(series),
                  panel.storeId(series),
                  origin,
                  origin.plusDays(c % f.horizon() + 1),
                  f.model(),
                  f.mean()[c],
                  f.p10()[c],
                  f.p50()[c],
                  f.p90()[c]);
            });
  }
}
