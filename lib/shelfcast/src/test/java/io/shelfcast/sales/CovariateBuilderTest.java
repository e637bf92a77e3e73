package io.shelfcast.sales;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.tables.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CovariateBuilderTest {

  @Test
  void tablesAreTheSameInWhateverOrderTheirRowsCome() {
    List<Consumer<CovariateBuilder>> rows = new ArrayList<>();
    for (String product : new String[] {"P", "Q", null}) {
      for (String store : new String[] {"S", "T", null}) {
        for (int day = 100; day < 104; day++) {
          int d = day;
          if (product != null) {
            rows.add(b -> b.price(product, store, d, d));
          }
          if (product != null && store != null) {
            rows.add(b -> b.stockout(product, store, d, 2));
          }
          rows.add(b -> b.promotion("A", product, store, d, d + 3, Double.NaN, null));
          rows.add(b -> b.promotion("A", product, store, d, d + 3, 10, "display"));
          rows.add(b -> b.event(d, store, "R", "closed", null));
          rows.add(b -> b.event(d, store, null, "event", "fair"));
        }
      }
    }
    for (int day = 100; day < 110; day++) {
      int d = day;
      rows.add(b -> b.weather("R", d, d, 0, Double.NaN, 1));
      rows.add(b -> b.weather("Q", d, -d, 0, 50, 1));
    }
    Covariates first = build(rows);
    Collections.shuffle(rows, new Random(11));

    assertThat(build(rows)).isEqualTo(first);
    assertThat(first.prices())
        .hasSize(24)
        .isSortedAccordingTo(
            (a, b) ->
                a.product() != b.product()
                    ? a.product() - b.product()
                    : a.store() != b.store()
                        ? a.store() - b.store()
                        : a.validFrom() - b.validFrom());
    assertThat(first.promotionsUntil()).isEqualTo(106);
    assertThat(first.eventsUntil()).isEqualTo(105);
    assertThat(first.weatherUntil()).isEqualTo(109);
  }

  private static Covariates build(List<Consumer<CovariateBuilder>> rows) {
    CovariateBuilder builder =
        new CovariateBuilder(
            EnumSet.allOf(Table.class), Map.of("P", 0, "Q", 1), Map.of("S", 0, "T", 1), 105);
    rows.forEach(row -> row.accept(builder));
    return builder.build();
  }
}
