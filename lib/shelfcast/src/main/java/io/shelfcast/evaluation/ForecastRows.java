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
    return forecasts.stream()
        .flatMap(
            f ->
                IntStream.range(0, f.series().length)
                    .boxed()
                    .flatMap(i -> ofSeries(panel, f, i, 1)));
  }

  /** The rows of the i-th series, from so many days ahead on. */
  public static Stream<ForecastStore.Row> ofSeries(
      SalesPanel panel, Forecasts f, int i, int firstAhead) {
    int series = f.series()[i];
    LocalDate origin = LocalDate.ofEpochDay(f.origin());
    return IntStream.rangeClosed(firstAhead, f.horizon())
        .mapToObj(
            ahead -> {
              int c = f.cell(i, ahead);
              return new ForecastStore.Row(
                  panel.productId(series),
                  panel.storeId(series),
                  origin,
                  origin.plusDays(ahead),
                  f.model(),
                  f.mean()[c],
                  f.p10()[c],
                  f.p50()[c],
                  f.p90()[c]);
            });
  }
}
