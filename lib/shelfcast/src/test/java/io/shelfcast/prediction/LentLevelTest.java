package io.shelfcast.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shelfcast.fixtures.Kiosk;
import io.shelfcast.models.Forecasts;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.Siblings.Lender;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LentLevelTest {

  private static final int LAST = 59;

  /** Products in two stores; the second sells so many times what the first sells, by turns. */
  private static SalesPanel twoStores(int products, double odd, double even) {
    Kiosk kiosk = new Kiosk();
    for (int p = 0; p < products; p++) {
      double times = p % 2 == 0 ? even : odd;
      kiosk.sells("p" + p, "first", 0, LAST, i -> 1_000);
      kiosk.sells("p" + p, "second", 0, LAST, i -> 1_000 * times);
    }
    return kiosk.panel();
  }

  @Test
  void isKnownExactlyWhereStoresAreAlike() {
    LentLevel level = LentLevel.of(twoStores(20, 1, 1)).get(Lender.PRODUCT);
    assertThat(level.low()).isCloseTo(1, within(1e-6));
    assertThat(level.high()).isCloseTo(1, within(1e-6));
  }

  @Test
  void tellsHowFarProductsDifferFromStoreToStore() {
    // Of the second store a product sells 2.5 times as much or 0.4 times, in all 1.45 times: a lent
    // level is off by 2.5 / 1.45 or more, upwards or downwards.
    Map<Lender, LentLevel> levels = LentLevel.of(twoStores(20, .4, 2.5));
    LentLevel level = levels.get(Lender.PRODUCT);
    assertThat(level.low()).isBetween(.2, .45);
    assertThat(level.high()).isBetween(1.5, 4.);
    assertThat(levels).doesNotContainKey(Lender.CATEGORY);
  }

  @Test
  void fewSeriesTellNothing() {
    assertThat(LentLevel.of(twoStores(4, .4, 2.5))).doesNotContainKey(Lender.PRODUCT);
  }

  @Test
  void intervalsWidenByBothErrorsAndMeansStay() {
    Forecasts f =
        new Forecasts(
            "ensemble",
            0,
            3,
            new int[] {7},
            new float[] {10, 10, .2f},
            new float[] {5, 10, 0},
            new float[] {10, 10, 0},
            new float[] {20, 10, 0});
    Forecasts wide = LentLevel.widened(f, List.of(new LentLevel(.5, 8)));
    assertThat(wide.mean()).containsExactly(f.mean());
    assertThat(wide.p50()).containsExactly(f.p50());
    // factors of 2 and 2, of 2 and 8: 2^sqrt(1 + 1) and 2^sqrt(1 + 9); where the day's interval has
    // no width on a side, it stays
    assertThat(wide.p10()[0]).isCloseTo((float) (10 / Math.pow(2, Math.sqrt(2))), within(1e-4f));
    assertThat(wide.p90()[0]).isCloseTo((float) (10 * Math.pow(2, Math.sqrt(10))), within(1e-3f));
    assertThat(wide.p10()).endsWith(10, 0);
    assertThat(wide.p90()).endsWith(10, 0);
    assertThat(LentLevel.widened(f, List.of(LentLevel.UNKNOWN)).p90()[0])
        .isCloseTo(20, within(1e-4f));
  }
}
