package io.shelfcast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.features.Vocabulary;
import io.shelfcast.fixtures.Bazaar;
import io.shelfcast.sales.SalesPanel;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LevelCorrectionTest {

  private static final int HORIZON = 7;
  private static final Offset<Float> TINY = within(1e-5f);

  @Test
  void aShareOfWhatWasMissedIsPutBackProductByProduct() {
    float[] factor =
        LevelCorrection.of(new double[] {1e9, 1e9, 1e9}, new double[] {1.1e9, .9e9, 1e9})
            .ofProduct();
    assertThat(factor[0]).isCloseTo((float) Math.pow(1.1, .3), TINY);
    assertThat(factor[1]).isCloseTo((float) Math.pow(.9, .3), TINY);
    assertThat(factor[2]).isCloseTo(1, TINY);
  }

  @Test
  void aProductWithFewSalesFollowsTheTotal() {
    float[] factor =
        LevelCorrection.of(new double[] {1e9, 1}, new double[] {1.15e9, .2}).ofProduct();
    assertThat(factor[1]).isCloseTo((float) Math.pow(1.15, .3), within(.005f));
  }

  @Test
  void aJumpOfDemandCountsAsASmallMiss() {
    float[] factor =
        LevelCorrection.of(new double[] {1e9, 1e6}, new double[] {1e9, 12e6}).ofProduct();
    assertThat(factor[1]).isBetween(1.05f, 1.07f);
  }

  @Test
  void fewSalesChangeLittle() {
    assertThat(LevelCorrection.of(new double[] {2}, new double[] {6}).ofProduct()[0])
        .isBetween(1f, 1.02f);
    assertThat(LevelCorrection.of(new double[] {20}, new double[] {0}).ofProduct()[0])
        .isBetween(.94f, 1f);
  }

  @Test
  void neitherReturnsNorAMemberThatFailedMakeItNoNumber() {
    assertThat(LevelCorrection.of(new double[] {400}, new double[] {-900}).ofProduct()[0])
        .isBetween(.1f, 1f);
    assertThat(LevelCorrection.of(new double[] {Double.NaN}, new double[] {5}).ofProduct())
        .containsExactly(1);
  }

  @Test
  void looksAtTheLastDaysKnownAndNoOther() {
    SalesPanel panel = Bazaar.panel(100);
    FeatureBuilder builder = new FeatureBuilder(panel, Vocabulary.of(panel));
    int[] asked = {0};
    LevelCorrection.Model model =
        (series, origin, horizon) -> {
          asked[0] = origin;
          assertThat(horizon).isEqualTo(HORIZON);
          float[] mean = new float[series.length * horizon];
          Arrays.fill(mean, 1e6f);
          return mean;
        };
    float[] factor = LevelCorrection.of(model, builder, HORIZON).ofProduct();
    assertThat(asked[0]).isEqualTo(panel.lastDay() - HORIZON);
    assertThat(factor).hasSize(panel.products().size());
    for (float f : factor) {
      assertThat(f).isBetween(.85f, .92f);
    }
  }

  @Test
  void aShortHistoryHasNone() {
    SalesPanel panel = Bazaar.panel(100);
    SalesPanel few = panel.until(panel.firstDay() + 20);
    LevelCorrection.Model none =
        (series, origin, horizon) -> {
          throw new AssertionError("not asked");
        };
    float[] factor =
        LevelCorrection.of(none, new FeatureBuilder(few, Vocabulary.of(few)), HORIZON).ofProduct();
    assertThat(factor).containsOnly(1);
  }
}
