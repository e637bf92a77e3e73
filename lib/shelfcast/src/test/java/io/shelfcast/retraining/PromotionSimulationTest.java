package io.shelfcast.retraining;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The simulation in small, on errors drawn at random; docs/retraining.md has the bakery's. */
class PromotionSimulationTest {

  private static final int STORES = 5;
  private static final int PRODUCTS = 4;

  /**
   * 60 weeks of sales of 20 a day. Errors have a part that all models share, and one of each
   * model's own that lasts from week to week.
   */
  private static List<PromotionSimulation.Week> weeks(double own) {
    Random random = new Random(11);
    int models = 4;
    double[][] level = new double[models][STORES];
    List<PromotionSimulation.Week> weeks = new ArrayList<>();
    for (int w = 0; w < 60; w++) {
      for (double[] l : level) {
        for (int s = 0; s < STORES; s++) {
          l[s] = .5 * l[s] + own * random.nextGaussian();
        }
      }
      int n = STORES * PRODUCTS * 7;
      int[] day = new int[n];
      int[] store = new int[n];
      float[] actual = new float[n];
      float[][] forecasts = new float[models][n];
      for (int c = 0; c < n; c++) {
        day[c] = c % 7;
        store[c] = c / 7 % STORES;
        actual[c] = (float) (20 + 4 * random.nextGaussian());
        for (int m = 0; m < models; m++) {
          forecasts[m][c] = (float) (20 + level[m][store[c]] + own * random.nextGaussian());
        }
      }
      weeks.add(
          new PromotionSimulation.Week(
              day,
              store,
              actual,
              new float[][] {forecasts[0], forecasts[1]},
              new float[][] {forecasts[2], forecasts[3]}));
    }
    return weeks;
  }

  @Test
  void equalModelsArePromotedInFewerThanOneOfTwentyDecisions() {
    for (double own : new double[] {.5, 2}) {
      PromotionSimulation.Result equal =
          new PromotionSimulation(weeks(own), 4).run(PromotionRule.DEFAULT, 0, 300, 1);
      assertThat(equal.decisions()).isGreaterThan(3_000);
      assertThat(equal.perDecision()).as(equal.toString()).isLessThan(.05);
      assertThat(equal.within(1)).as(equal.toString()).isLessThan(.05);
    }
  }

  @Test
  void thePlainRulePromotesEqualModelsAllTheTime() {
    PromotionSimulation.Result equal =
        new PromotionSimulation(weeks(1), 4).run(TinyRetraining.PLAIN, 0, 200, 1);
    assertThat(equal.perDecision()).isGreaterThan(.15);
  }

  @Test
  void betterModelsArePromotedTheSoonerTheBetterTheyAre() {
    PromotionSimulation simulation = new PromotionSimulation(weeks(1.5), 4);
    PromotionSimulation.Result little = simulation.run(PromotionRule.DEFAULT, .02, 100, 1);
    PromotionSimulation.Result much = simulation.run(PromotionRule.DEFAULT, .10, 100, 1);
    assertThat(much.within(1)).isGreaterThan(.5).isGreaterThan(little.within(1));
    assertThat(much.within(9)).isGreaterThan(.95);
    assertThat(little.within(26)).isGreaterThan(little.within(1));
  }
}
