package io.shelfcast.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.shelfcast.ShelfcastException;
import io.shelfcast.fixtures.Bazaar;
import io.shelfcast.fixtures.DataFiles;
import io.shelfcast.fixtures.Kiosk;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Forecasts;
import io.shelfcast.prediction.Prediction.Request;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.Plans;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionTest {

  private static final SalesPanel PANEL = Bazaar.panel(100);
  private static EnsembleForecaster model;

  @BeforeAll
  static void train() {
    model = Bazaar.fitted(PANEL);
  }

  private static Forecasts forecasts(SalesPanel panel, Request request) {
    return Prediction.of(model, panel, request, Progress.NONE).forecasts();
  }

  @Test
  void everySeriesIsForecastFromTheLastDayOn() {
    Forecasts f = forecasts(PANEL, Request.ALL);

    assertThat(f.model()).isEqualTo("ensemble");
    assertThat(f.origin()).isEqualTo(PANEL.lastDay());
    assertThat(f.horizon()).isEqualTo(7);
    assertThat(f.series()).containsExactly(0, 1, 2);
    assertThat(f.mean()[f.cell(0, 3)]).as("closed").isZero();
    assertThat(f.mean()[f.cell(0, 2)]).isPositive();
  }

  @Test
  void oneSeriesOrFewerDaysGiveTheSameNumbers() {
    Forecasts all = forecasts(PANEL, Request.ALL);

    Forecasts nuts = forecasts(PANEL, new Request(null, "nuts", "east"));
    Forecasts short3 = forecasts(PANEL, new Request(3, null, null));

    // The network's sums differ in the last bit with the size of a batch.
    assertThat(nuts.mean()).containsExactly(Arrays.copyOfRange(all.mean(), 7, 14), offset(1e-5f));
    assertThat(short3.horizon()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      for (int a = 1; a <= 3; a++) {
        assertThat(short3.p90()[short3.cell(i, a)]).isEqualTo(all.p90()[all.cell(i, a)]);
      }
    }
  }

  @Test
  void moreDaysThanTrainedForAreRefused() {
    assertThatThrownBy(() -> forecasts(PANEL, new Request(14, null, null)))
        .isInstanceOf(ShelfcastException.class)
        .hasMessage(
            "The model was trained for 7 days ahead, not 14: 'jbang train --customer "
                + PANEL.customer()
                + " --horizon 14' makes one that was");
    assertThatThrownBy(() -> forecasts(PANEL, new Request(0, null, null)))
        .hasMessage("--horizon is 0: it must be 1 to 60 days");
  }

  @Test
  void unknownSeriesIsRefused() {
    assertThatThrownBy(() -> forecasts(PANEL, new Request(null, "soap", "east")))
        .isInstanceOf(ShelfcastException.class)
        .hasMessage("Customer 'kiosk' has no sales of product 'soap' in store 'east'");
  }

  @Test
  void plansForDaysToComeCount(@TempDir Path dir) {
    LocalDate day = LocalDate.ofEpochDay(PANEL.lastDay() + 1);
    new DataFiles(dir).write("events.csv", "date,kind", day + ",closed");

    Forecasts planned = forecasts(Plans.add(PANEL, dir, Progress.NONE), Request.ALL);

    assertThat(planned.mean()[planned.cell(1, 1)]).isZero();
    assertThat(planned.mean()[planned.cell(1, 3)]).as("the customer's own").isZero();
    assertThat(forecasts(PANEL, Request.ALL).mean()[planned.cell(1, 1)]).isPositive();
  }

  @Test
  void tablesThatDoNotReachTheLastDayAreToldInOneLine() {
    List<String> lines = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void step(String task, long done, long total, String note) {}

          @Override
          public void say(String line) {
            lines.add(line);
          }
        };

    Prediction prediction = Prediction.of(model, PANEL, Request.ALL, progress);

    assertThat(lines)
        .singleElement()
        .asString()
        .contains("promotions (no such table), weather (no such table)")
        .doesNotContain("events");
    assertThat(prediction.text())
        .startsWith("3 series, sales known up to " + LocalDate.ofEpochDay(Kiosk.day(99)))
        .hasLineCount(9);
  }
}
