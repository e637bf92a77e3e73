package io.shelfcast.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.SalesPanelBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeasonalNaiveTest {

  @Test
  void repeatsTheLatestKnownSameWeekday() {
    SalesPanelBuilder sales = new SalesPanelBuilder("c");
    for (int day = 0; day < 10; day++) {
      sales.sale("p", "s", 1000 + day, day + 1, Float.NaN);
    }
    SalesPanel panel =
        sales.build(Integer.MIN_VALUE, Map.of(), Map.of(), (p, s, last) -> Covariates.NONE);
    float[] mean = new SeasonalNaive().mean(new FeatureBuilder(panel), new int[] {0}, 1009, 9);
    assertThat(mean).containsExactly(4, 5, 6, 7, 8, 9, 10, 4, 5);
  }

  @Test
  void forecastsNothingFromBeforeTheFirstSale() {
    SalesPanelBuilder sales = new SalesPanelBuilder("c");
    sales.sale("p", "s", 1000, 5, Float.NaN);
    sales.sale("p", "s", 1001, 6, Float.NaN);
    SalesPanel panel =
        sales.build(Integer.MIN_VALUE, Map.of(), Map.of(), (p, s, last) -> Covariates.NONE);
    float[] mean = new SeasonalNaive().mean(new FeatureBuilder(panel), new int[] {0}, 1001, 7);
    assertThat(mean).containsExactly(0, 0, 0, 0, 0, 5, 6);
  }
}
