package io.shelfcast.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.fixtures.Bazaar;
import io.shelfcast.fixtures.DataFiles;
import io.shelfcast.fixtures.Kiosk;
import io.shelfcast.fixtures.LiveObjects;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Forecasts;
import io.shelfcast.models.Weights;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.CsvSales;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.tables.Table;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BacktestTest {

  private static final int DAYS = 110;

  private static Backtest backtest(int horizon, int windows, boolean refit, boolean observed) {
    return new Backtest(
        Bazaar.options(horizon), windows, 7, 0, refit, observed, Weights.Kind.FIXED);
  }

  private static void assertSame(List<Forecasts> these, List<Forecasts> those) {
    assertThat(these).isNotEmpty().hasSameSizeAs(those);
    for (int i = 0; i < these.size(); i++) {
      Forecasts a = these.get(i);
      Forecasts b = those.get(i);
      assertThat(a.model() + a.origin()).isEqualTo(b.model() + b.origin());
      assertThat(a.series()).isEqualTo(b.series());
      assertThat(a.mean()).as(a.model()).isEqualTo(b.mean());
      assertThat(a.p10()).as(a.model()).isEqualTo(b.p10());
      assertThat(a.p50()).as(a.model()).isEqualTo(b.p50());
      assertThat(a.p90()).as(a.model()).isEqualTo(b.p90());
    }
  }

  private static List<Forecasts> upTo(int origin, List<Forecasts> all) {
    return all.stream().filter(f -> f.origin() <= origin).toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void forecastsIgnoreEverySaleAfterTheirOrigin(boolean refit) {
    SalesPanel panel = Bazaar.panel(DAYS);
    Backtest backtest = backtest(7, 2, refit, true);
    int[] origins = backtest.origins(panel);
    List<Forecasts> forecasts = backtest.run(panel, Progress.NONE);

    for (int origin : origins) {
      SalesPanel other = panel.withSales((s, day, y) -> day > origin ? 3 * y + 50 : y);
      assertSame(upTo(origin, backtest.run(other, Progress.NONE)), upTo(origin, forecasts));
    }
  }

  @Test
  void salesUpToAnOriginDoCount() {
    SalesPanel panel = Bazaar.panel(DAYS);
    Backtest backtest = backtest(7, 1, false, true);
    int origin = backtest.origins(panel)[0];
    SalesPanel other = panel.withSales((s, day, y) -> day == origin ? 3 * y + 50 : y);

    assertThat(backtest.run(other, Progress.NONE).get(1).mean())
        .isNotEqualTo(backtest.run(panel, Progress.NONE).get(1).mean());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 28, 60})
  void everySeriesThatHasStartedIsForecastForTheWholeHorizon(int horizon) {
    SalesPanel panel = Bazaar.panel(230 + horizon);
    Backtest backtest = backtest(horizon, 2, false, true);
    int[] origins = backtest.origins(panel);

    List<Forecasts> forecasts = backtest.run(panel, Progress.NONE);

    assertThat(origins).containsExactly(panel.lastDay() - horizon - 7, panel.lastDay() - horizon);
    assertThat(forecasts)
        .extracting(Forecasts::model)
        .startsWith("lstm", "xgboost")
        .contains("ensemble-fixed", "ensemble-fitted", "ensemble", "seasonal-naive")
        .hasSize(12);
    for (Forecasts f : forecasts) {
      int tea = panel.startDay(2) <= f.origin() ? 1 : 0;
      assertThat(f.series()).hasSize(2 + tea);
      assertThat(f.mean()).hasSize((2 + tea) * horizon);
      for (int c = 0; c < f.mean().length; c++) {
        assertThat(f.p10()[c]).isBetween(0f, f.p50()[c]);
        assertThat(f.p90()[c]).isGreaterThanOrEqualTo(f.p50()[c]).isFinite();
        boolean closed = f.origin() + c % horizon + 1 == panel.lastDay() - 2;
        if (closed) {
          assertThat(f.mean()[c]).isZero();
        } else if (!f.model().equals("seasonal-naive")) { // 0 where no such weekday is known
          assertThat(f.mean()[c]).isPositive();
        }
      }
    }
    assertThat(Evaluation.of(panel, forecasts).models()).hasSize(6);
  }

  @Test
  void salesCutByAsOfAreAsIfTheyHadNeverBeenWritten(@TempDir Path all, @TempDir Path cut) {
    SalesPanel panel = Bazaar.panel(DAYS);
    int asOf = panel.lastDay() - 4;
    List<String> before = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    for (int s = 0; s < panel.seriesCount(); s++) {
      for (int day = panel.startDay(s); day <= panel.lastDay(); day++) {
        String row =
            "%s,%s,%s,%s"
                .formatted(
                    LocalDate.ofEpochDay(day),
                    panel.productId(s),
                    panel.storeId(s),
                    panel.quantity(s, day));
        rows.add(row);
        if (day <= asOf) {
          before.add(row);
        }
      }
    }
    rows.add(LocalDate.ofEpochDay(asOf + 1) + ",a novelty,east,5");
    new DataFiles(all).sales(rows.toArray(String[]::new));
    new DataFiles(cut).sales(before.toArray(String[]::new));
    Backtest backtest = backtest(3, 1, false, true);

    assertSame(
        backtest.run(
            CsvSales.read(all, "b", LocalDate.ofEpochDay(asOf), Progress.NONE), Progress.NONE),
        backtest.run(CsvSales.read(cut, "b"), Progress.NONE));
    assertThatThrownBy(() -> CsvSales.read(all, "b", LocalDate.parse("2023-12-31"), Progress.NONE))
        .isInstanceOf(ShelfcastException.class)
        .hasMessage("--as-of 2023-12-31 is before the first sale, which is of 2024-01-01");
  }

  @Test
  void climatologyDoesNotKnowTheWeatherAfterAnOrigin() {
    Backtest climatology = backtest(7, 1, false, false);
    Backtest observed = backtest(7, 1, false, true);

    assertSame(
        climatology.run(sunny(20), Progress.NONE), climatology.run(sunny(-20), Progress.NONE));
    // Naive forecasts know no weather; the network's do.
    assertThat(observed.run(sunny(20), Progress.NONE).get(0).mean())
        .isNotEqualTo(observed.run(sunny(-20), Progress.NONE).get(0).mean());
  }

  /** Weather that differs in the last week only. */
  private static SalesPanel sunny(double lastWeek) {
    return new Kiosk()
        .sells("ice", "s", 0, DAYS - 1, i -> 5 + i % 5)
        .store(new io.shelfcast.sales.Store("s", "R", null, null, 1, 1, 1, 1))
        .table(
            Table.WEATHER,
            c -> {
              for (int i = 0; i < DAYS; i++) {
                c.weather("R", Kiosk.day(i), i < DAYS - 7 ? i % 5 : lastWeek, 0, 0, 0);
              }
            })
        .panel();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void windowsHoldNeitherModelsNorPanels(boolean refit) {
    int windows = 6;
    List<Map<String, Long>> held = new ArrayList<>();
    backtest(7, windows, refit, false)
        .run(
            Bazaar.panel(DAYS),
            (task, done, total, note) -> {
              if (task.equals("forecasting")) {
                held.add(LiveObjects.count());
              }
            });
    assertThat(held).hasSize(windows);
    for (Class<?> type :
        List.of(
            EnsembleForecaster.class, SalesPanel.class, Covariates.class, FeatureBuilder.class)) {
      long second = held.get(1).getOrDefault(type.getName(), 0L);
      long last = held.get(windows - 1).getOrDefault(type.getName(), 0L);
      // Four windows lie between; one object more or less is chance.
      assertThat(last).as(type.getName() + " after the last window").isLessThan(second + 2);
    }
    assertThat(held.get(windows - 1)).containsKey(EnsembleForecaster.class.getName());
  }

  @Test
  void shortHistoryAndUselessNumbersAreRefused() {
    assertThatThrownBy(() -> backtest(7, 15, false, true).run(Bazaar.panel(DAYS), Progress.NONE))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("Too short a history for --windows 15 --step 7");
    assertThatThrownBy(() -> backtest(7, 0, false, true))
        .hasMessage("--windows is 0: it must be at least 1");
  }
}
