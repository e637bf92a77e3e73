package io.shelfcast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.fixtures.Kiosk;
import io.shelfcast.sales.PanelIds;
import io.shelfcast.sales.SalesPanel;
import org.junit.jupiter.api.Test;

class ScatterTest {

  private static final int LAST = 55;

  @Test
  void isTheDeviationOfFourWeeksOverTheRootOfTheLevel() {
    SalesPanel panel =
        new Kiosk()
            .sells("even", "S", 0, LAST, i -> 10)
            .sells("odd", "S", 0, LAST, i -> i % 2 == 0 ? 20 : 0)
            .sells("young", "S", LAST, LAST, i -> 10)
            .panel();
    PanelIds ids = PanelIds.of(panel);
    int[] series = {
      ids.series(panel, "odd", "S"), ids.series(panel, "even", "S"), ids.series(panel, "young", "S")
    };
    float[] scatter = Scatter.of(new FeatureBuilder(panel), series, Kiosk.day(LAST));
    // 10 a day, off by 10 each day; level 10 + .05 x 10 + .1
    assertThat(scatter[0]).isCloseTo((float) (10 / Math.sqrt(10.7)), within(1e-5f));
    assertThat(scatter[1]).isZero();
    assertThat(scatter[2]).isNaN();
  }

  @Test
  void medianLeavesOutWhatIsNotKnown() {
    assertThat(Scatter.median(new float[] {Float.NaN, 3, 1, Float.NaN, 2})).isEqualTo(2);
    assertThat(Scatter.median(new float[] {Float.NaN})).isZero();
    assertThat(Scatter.median(new float[0])).isZero();
  }
}
