package io.shelfcast.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SalesPanelBuilderTest {

  private static final int DAY = (int) LocalDate.of(2024, 1, 1).toEpochDay();

  private final SalesPanelBuilder builder = new SalesPanelBuilder("shop");

  @Test
  void daysFromTheFirstSaleToTheLastDayOfAllAreFilled() {
    sale("P", "S", 2, 5);
    sale("P", "S", 4, 3);
    sale("Q", "S", 6, 1);

    SalesPanel panel = build();

    assertThat(panel.startDay(0)).isEqualTo(DAY + 2);
    assertThat(panel.lastDay()).isEqualTo(DAY + 6);
    assertThat(panel.quantities(0)).containsExactly(5, 0, 3, 0, 0);
    assertThat(panel.quantities(1)).containsExactly(1);
    assertThat(panel.firstDay()).isEqualTo(DAY + 2);
    assertThat(panel.reading()).isEqualTo(new SalesPanel.Reading(3, 0, 3));
  }

  @Test
  void nothingIsFilledBeforeALateStart() {
    sale("P", "S", 0, 1);
    sale("Q", "S", 5, 1);

    SalesPanel panel = build();

    assertThat(panel.days(1)).isEqualTo(1);
    assertThatThrownBy(() -> panel.quantity(1, DAY + 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void rowsOfADayAreNettedAndADayBelowZeroCountsAsZero() {
    sale("P", "S", 0, 4);
    sale("P", "S", 0, -1);
    sale("P", "S", 1, 1);
    sale("P", "S", 1, -3);
    sale("P", "S", 2, 2);

    SalesPanel panel = build();

    assertThat(panel.quantities(0)).containsExactly(3, 0, 2);
    assertThat(panel.reading()).isEqualTo(new SalesPanel.Reading(5, 1, 0));
    assertThat(panel.recorded(0, DAY)).isTrue();
    assertThat(panel.recorded(0, DAY + 1)).isFalse();
  }

  @Test
  void zerosAndReturnsDoNotBeginASeries() {
    sale("P", "S", 0, 0);
    sale("P", "S", 1, -2);
    sale("P", "S", 3, 7);
    sale("P", "S", 4, 1);
    sale("Q", "S", 2, 1);

    SalesPanel panel = build();

    assertThat(panel.startDay(0)).isEqualTo(DAY + 3);
    assertThat(panel.quantities(0)).containsExactly(7, 1);
    assertThat(panel.quantities(1)).containsExactly(1, 0, 0);
    assertThat(panel.firstDay()).isEqualTo(DAY + 2);
    assertThat(panel.recorded(0, DAY + 2)).isTrue();
    assertThat(panel.recorded(0, DAY + 1)).isFalse();
  }

  @Test
  void aSeriesThatNeverSoldHasNotStarted() {
    sale("P", "S", 0, 1);
    sale("Q", "S", 1, -1);

    SalesPanel panel = build();

    assertThat(panel.started(1)).isFalse();
    assertThat(panel.days(1)).isZero();
    assertThat(panel.quantities(1)).isEmpty();
    assertThat(panel.lastDay()).isEqualTo(DAY + 1);
  }

  @Test
  void roundingOfFractionsIsNeitherSaleNorReturn() {
    sale("P", "S", 0, 1);
    sale("P", "S", 1, .3);
    sale("P", "S", 1, -.1);
    sale("P", "S", 1, -.2);
    sale("P", "S", 2, .1);
    sale("P", "S", 2, .2);
    sale("P", "S", 2, -.3);

    assertThat(build().quantities(0)).containsExactly(1, 0, 0);
    assertThat(build().reading().daysBelowZero()).isZero();
  }

  @Test
  void aSeriesBegunBeforeTheLookBackIsFilledFromItsLimit() {
    sale("P", "S", 0, 1);
    sale("P", "S", 6, 2);
    builder.firstSale("Q", "S", DAY - 100);
    sale("Q", "S", 7, 3);
    sale("R", "S", 7, 4);

    SalesPanel panel = builder.build(DAY + 5, Map.of(), Map.of(), (p, s, last) -> Covariates.NONE);

    assertThat(panel.quantities(0)).containsExactly(0, 2, 0);
    assertThat(panel.quantities(1)).containsExactly(0, 0, 3);
    assertThat(panel.quantities(2)).containsExactly(4);
    assertThat(panel.firstDay()).isEqualTo(DAY + 5);
  }

  @Test
  void seriesAreInOrderOfProductThenStoreWhateverTheRowsOrder() {
    List<Runnable> rows = new ArrayList<>();
    for (String product : List.of("b", "a", "ä", "A", "10", "9")) {
      for (String store : List.of("2", "1")) {
        for (int day = 0; day < 5; day++) {
          int d = day;
          rows.add(() -> sale(product, store, d, product.hashCode() % 7 + d));
        }
      }
    }
    Collections.shuffle(rows, new Random(5));
    rows.forEach(Runnable::run);

    SalesPanel panel = build();

    assertThat(panel.products())
        .extracting(Product::id)
        .containsExactly("10", "9", "A", "a", "b", "ä");
    for (int s = 0; s < panel.seriesCount(); s++) {
      assertThat(panel.productId(s)).isEqualTo(panel.products().get(s / 2).id());
      assertThat(panel.storeId(s)).isEqualTo(s % 2 == 0 ? "1" : "2");
      assertThat(panel.series(panel.productId(s), panel.storeId(s))).isEqualTo(s);
      assertThat(panel.seriesAt(panel.product(s), panel.store(s))).isEqualTo(s);
    }
  }

  @Test
  void unitPriceIsTheMeanPaidPerUnit() {
    builder.sale("P", "S", DAY, 1, 4);
    builder.sale("P", "S", DAY, 3, 2);
    builder.sale("P", "S", DAY + 2, 1, Float.NaN);

    SalesPanel panel = build();

    assertThat(panel.hasUnitPrices()).isTrue();
    assertThat(panel.unitPrice(0, DAY)).isEqualTo(2.5f);
    assertThat(panel.unitPrice(0, DAY + 1)).isNaN();
    assertThat(panel.unitPrice(0, DAY + 2)).isNaN();
  }

  @Test
  void aShorterViewHidesLaterSales() {
    sale("P", "S", 0, 1);
    sale("P", "S", 1, 2);
    sale("P", "S", 2, 3);
    sale("Q", "S", 2, 9);

    SalesPanel view = build().until(DAY + 1);

    assertThat(view.lastDay()).isEqualTo(DAY + 1);
    assertThat(view.quantities(0)).containsExactly(1, 2);
    assertThat(view.days(1)).isZero();
    assertThat(view.started(1)).isFalse();
    assertThat(view.recorded(0, DAY + 2)).isFalse();
    assertThatThrownBy(() -> view.quantity(0, DAY + 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> view.unitPrice(0, DAY + 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> view.quantity(1, DAY + 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> view.until(DAY + 2))
        .isInstanceOf(ShelfcastException.class)
        .hasMessage("The sales end on 2024-01-02, before 2024-01-03");
    assertThatThrownBy(() -> view.until(DAY - 1))
        .isInstanceOf(ShelfcastException.class)
        .hasMessage("The sales begin on 2024-01-01, after 2023-12-31");
  }

  @Test
  void withoutASaleThereIsNoPanel() {
    assertThatThrownBy(this::build)
        .isInstanceOf(ShelfcastException.class)
        .hasMessage("Customer 'shop' has no sales");

    sale("P", "S", 0, -1);

    assertThatThrownBy(this::build)
        .isInstanceOf(ShelfcastException.class)
        .hasMessage("Customer 'shop' has no day with sales: every quantity is zero or a return");
  }

  private void sale(String product, String store, int day, double quantity) {
    builder.sale(product, store, DAY + day, quantity, Float.NaN);
  }

  private SalesPanel build() {
    return builder.build(Integer.MIN_VALUE, Map.of(), Map.of(), (p, s, last) -> Covariates.NONE);
  }
}
