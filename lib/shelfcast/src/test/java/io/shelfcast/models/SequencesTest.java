package io.shelfcast.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.features.Feature;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.sales.CsvSales;
import io.shelfcast.sales.SalesPanel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SequencesTest {

  private final SalesPanel panel = CsvSales.read(CornerShop.directory(), "corner-shop");
  private final Inputs inputs = inputs();

  private Inputs inputs() {
    float[] rows = new float[50 * Feature.COUNT];
    FeatureBuilder builder = new FeatureBuilder(panel);
    for (int i = 0; i < 50; i++) {
      builder
          .series(0)
          .row(panel.startDay(0) + 20 + i, panel.startDay(0) + 22 + i, rows, i * Feature.COUNT);
      Inputs.scale(rows, i * Feature.COUNT, 3);
    }
    return Inputs.of(rows, 100);
  }

  private Sequences at(SalesPanel sales, int origin) {
    int[] series = EnsembleForecaster.started(sales, origin);
    return Sequences.toForecast(new FeatureBuilder(sales), series, origin, 30, 7, inputs);
  }

  @Test
  void sequencesIgnoreEverySaleAfterTheOrigin() {
    int origin = panel.lastDay() - 20;
    SalesPanel other =
        panel.withSales((series, day, sales) -> day > origin ? 17 * sales + 3 + day % 5 : sales);
    Sequences before = at(panel, origin);
    Sequences after = at(other, origin);
    assertThat(before.size()).isPositive();
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.values()[i]).isEqualTo(before.values()[i]);
    }
    assertThat(after.level()).isEqualTo(before.level());
  }

  @Test
  void sequencesSeeTheSalesOfTheOrigin() {
    int origin = panel.lastDay() - 20;
    SalesPanel other = panel.withSales((series, day, sales) -> day == origin ? sales + 50 : sales);
    assertThat(Arrays.deepEquals(at(panel, origin).values(), at(other, origin).values())).isFalse();
  }

  @Test
  void stepsBeforeTheFirstSaleAreMissing() {
    int origin = panel.startDay(0) + 3;
    float[] steps = at(panel, origin).values()[0];
    int first = 30 - 7 - 4; // four known days, seven to forecast
    for (int step = 0; step < 30; step++) {
      boolean missing = Float.isNaN(steps[step * Feature.COUNT]);
      assertThat(missing).as("step %d", step).isEqualTo(step < first);
    }
  }

  @Test
  void theLastStepsCountTheDaysAhead() {
    float[] steps = at(panel, panel.lastDay() - 20).values()[0];
    for (int a = 1; a <= 7; a++) {
      assertThat(steps[(30 - 7 + a - 1) * Feature.COUNT + Feature.DAYS_AHEAD.ordinal()])
          .isEqualTo(a);
    }
  }
}
