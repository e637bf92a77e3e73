package io.shelfcast.prediction;

import io.shelfcast.ShelfcastException;
import io.shelfcast.database.ForecastStore;
import io.shelfcast.evaluation.ForecastRows;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Forecasts;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The ensemble's forecasts from a panel's last day on.
 *
 * @param panel what was known, plans included
 * @param forecasts of model {@code ensemble}, of the series that have sales
 * @param newSeries those without
 */
public record Prediction(SalesPanel panel, Forecasts forecasts, NewSeries newSeries) {

  /** Days ahead that a model can be trained for at most. */
  private static final int LONGEST = 60;

  /**
   * Which forecasts are wanted.
   *
   * @param horizon days ahead; null for as many as the model was trained for
   * @param product id of the only product, null for all
   * @param store id of the only store, null for all
   * @param levelCorrection where the panel is a part of all that the customer sells, what the
   *     ensemble's level is multiplied by; null for what the panel's last days say
   */
  public record Request(Integer horizon, String product, String store, Double levelCorrection) {

    /** Everything that the model can forecast. */
    public static final Request ALL = new Request(null, null, null);

    /** Of a panel of all that the customer sells. */
    public Request(Integer horizon, String product, String store) {
      this(horizon, product, store, null);
    }

    boolean wants(String productId, String storeId) {
      return (product == null || product.equals(productId))
          && (store == null || store.equals(storeId));
    }

    public Request {
      if (horizon != null && (horizon < 1 || horizon > LONGEST)) {
        throw new ShelfcastException(
            "--horizon is " + horizon + ": it must be 1 to " + LONGEST + " days");
      }
    }
  }

  /**
   * Forecasts.
   *
   * @param progress is told in one line of tables that do not cover the days forecast
   * @throws ShelfcastException if the model was trained for fewer days ahead, or if there is no
   *     such series
   */
  public static Prediction of(
      EnsembleForecaster model, SalesPanel panel, Request request, Progress progress) {
    return of(model, panel, NewSeries.NONE, request, progress);
  }

  /**
   * As {@link #of(EnsembleForecaster, SalesPanel, Request, Progress)}, beside forecasts of series
   * that have no sales yet; those of the others are the same as without them.
   */
  public static Prediction of(
      EnsembleForecaster model,
      SalesPanel panel,
      NewSeries newSeries,
      Request request,
      Progress progress) {
    int horizon = horizon(model, panel, request);
    int[] series = series(panel, request);
    if (series.length == 0 && newSeries.count() == 0) {
      throw new ShelfcastException(
          "Customer '"
              + panel.customer()
              + "' has no sales"
              + (request.product() == null ? "" : " of product '" + request.product() + "'")
              + (request.store() == null ? "" : " in store '" + request.store() + "'"));
    }
    warn(panel, panel.lastDay() + horizon, progress);
    return new Prediction(panel, ensemble(model, panel, horizon, series, request), newSeries);
  }

  /** How many days are wanted, which must not be more than the model was trained for. */
  static int horizon(EnsembleForecaster model, SalesPanel panel, Request request) {
    int trained = model.options().horizon();
    int horizon = request.horizon() == null ? trained : request.horizon();
    if (horizon > trained) {
      throw new ShelfcastException(
          "The model was trained for "
              + trained
              + " days ahead, not "
              + horizon
              + ": 'jbang train --customer "
              + panel.customer()
              + " --horizon "
              + horizon
              + "' makes one that was");
    }
    return horizon;
  }

  /** The ensemble's forecasts of some series of a panel. */
  static Forecasts ensemble(
      EnsembleForecaster model, SalesPanel panel, int horizon, int[] series, Request request) {
    if (series.length == 0) {
      float[] none = new float[0];
      return new Forecasts(
          EnsembleForecaster.ENSEMBLE, panel.lastDay(), horizon, series, none, none, none, none);
    }
    int trained = model.options().horizon();
    // The LSTM always sees as much history as in training: a day's forecast does not depend on how
    // many days after it are wanted.
    List<Forecasts> all =
        request.levelCorrection() == null
            ? model.forecast(panel, trained, series)
            : model.forecast(panel, trained, series, request.levelCorrection());
    Forecasts forecasts =
        all.stream()
            .filter(f -> f.model().equals(EnsembleForecaster.ENSEMBLE))
            .findFirst()
            .orElseThrow();
    return cut(forecasts, horizon);
  }

  private static Forecasts cut(Forecasts f, int horizon) {
    return new Forecasts(
        f.model(),
        f.origin(),
        horizon,
        f.series(),
        cut(f.mean(), f.horizon(), horizon),
        cut(f.p10(), f.horizon(), horizon),
        cut(f.p50(), f.horizon(), horizon),
        cut(f.p90(), f.horizon(), horizon));
  }

  private static float[] cut(float[] cells, int from, int to) {
    float[] out = new float[cells.length / from * to];
    for (int i = 0; i < out.length / to; i++) {
      System.arraycopy(cells, i * from, out, i * to, to);
    }
    return out;
  }

  private static int[] series(SalesPanel panel, Request request) {
    return IntStream.range(0, panel.seriesCount())
        .filter(panel::started)
        .filter(s -> request.wants(panel.productId(s), panel.storeId(s)))
        .toArray();
  }

  private static void warn(SalesPanel panel, int lastDay, Progress progress) {
    List<String> missing = panel.covariates().missingTables(lastDay);
    if (!missing.isEmpty()) {
      progress.say(
          "Not known up to "
              + LocalDate.ofEpochDay(lastDay)
              + ", so that their features are missing (weather: as usual for the day of the year): "
              + String.join(", ", missing)
              + "; --plans gives what is planned");
    }
  }

  /**
   * One row a cell, by product, store and day; those of a new series from the day on which it
   * starts.
   */
  public Stream<ForecastStore.Row> rows() {
    if (newSeries.count() == 0) {
      return ForecastRows.of(panel, List.of(forecasts));
    }
    Stream<SeriesRows> known =
        IntStream.range(0, forecasts.series().length)
            .mapToObj(
                i ->
                    new SeriesRows(
                        panel.productId(forecasts.series()[i]),
                        panel.storeId(forecasts.series()[i]),
                        ForecastRows.ofSeries(panel, forecasts, i, 1)));
    return Stream.concat(known, newSeries.rows())
        .sorted(Comparator.comparing(SeriesRows::productId).thenComparing(SeriesRows::storeId))
        .flatMap(SeriesRows::days);
  }

  /** The rows of one series. */
  record SeriesRows(String productId, String storeId, Stream<ForecastStore.Row> days) {}

  /** The days forecast with the sum over all series, as text for a terminal. */
  public String text() {
    int horizon = forecasts.horizon();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d series, sales known up to %s%n",
            forecasts.series().length + newSeries.count(),
            LocalDate.ofEpochDay(forecasts.origin())));
    if (newSeries.count() > 0) {
      text.append(newSeries.text());
    }
    text.append(String.format(Locale.ROOT, "%-14s %12s%n", "day", "units in all"));
    for (int ahead = 1; ahead <= horizon; ahead++) {
      double sum = 0;
      for (int i = 0; i < forecasts.series().length; i++) {
        sum += forecasts.mean()[forecasts.cell(i, ahead)];
      }
      sum += newSeries.units(ahead);
      LocalDate day = LocalDate.ofEpochDay(forecasts.origin() + ahead);
      String weekday = day.getDayOfWeek().name().substring(0, 3).toLowerCase(Locale.ROOT);
      text.append(String.format(Locale.ROOT, "%s %s %,12.1f%n", day, weekday, sum));
    }
    return text.toString();
  }
}
