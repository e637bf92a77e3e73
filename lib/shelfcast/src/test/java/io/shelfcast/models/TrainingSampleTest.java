package io.shelfcast.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.SalesPanelBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingSampleTest {

  private static final int FIRST = 19_000;
  private static final int DAYS = 400;

  private final Windows windows = Windows.of(FIRST + 28, FIRST + DAYS - 1, 7, 60);

  private static SalesPanel panel(int series) {
    SalesPanelBuilder sales = new SalesPanelBuilder("shop");
    for (int s = 0; s < series; s++) {
      for (int day = FIRST; day < FIRST + DAYS; day++) {
        sales.sale("product " + s, "store", day, 1 + day % 7, Float.NaN);
      }
    }
    return sales.build(Integer.MIN_VALUE, Map.of(), Map.of(), (p, s, d) -> Covariates.NONE);
  }

  private TrainingSample sample(int series, int most) {
    TrainingOptions o = TrainingOptions.of(7);
    return TrainingSample.of(
        panel(series),
        windows,
        new TrainingOptions(7, o.seed(), o.threads(), most, o.xgboost(), o.lstm()));
  }

  @Test
  void everyOriginWhoseHorizonLiesInTrainingIsTakenWhereThereIsRoom() {
    int days = windows.training().days() - 7 + 1;
    TrainingSample all = sample(3, 3 * days);
    assertThat(all).isEqualTo(new TrainingSample(3 * days, 3 * days, 1));
    assertThat(all).hasToString("all " + 3 * days);
  }

  @Test
  void elseOneInSoManyDaysOfEachSeriesAndItIsSaid() {
    int days = windows.training().days() - 7 + 1;
    TrainingSample some = sample(30, 5 * days);
    assertThat(some.all()).isEqualTo(30 * days);
    assertThat(some.stride()).isEqualTo(6);
    assertThat(some.taken()).isBetween(30L * (days / 6), 30L * (days / 6 + 1));
    assertThat(some.toString()).contains(" of ").endsWith("one in 6 days of each series");
  }
}
