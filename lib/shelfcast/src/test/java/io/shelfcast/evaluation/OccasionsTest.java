package io.shelfcast.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.evaluation.Slice.Dimension;
import io.shelfcast.fixtures.Kiosk;
import io.shelfcast.models.Forecasts;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.Store;
import io.shelfcast.tables.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Three weeks of two products in two stores; scored are the last ten days, which sell 2, 4, 8, ...
 * 1,024 units, so that a part's sum tells its days. Day i of these is 2^i; the first is a Friday.
 */
class OccasionsTest {

  private static final int HORIZON = 10;
  private static final int ORIGIN = 10;

  private final Kiosk kiosk = new Kiosk();

  private SalesPanel panel(Kiosk shop) {
    for (String product : List.of("figs", "tea")) {
      for (String store : List.of("east", "west")) {
        shop.sells(product, store, 0, ORIGIN + HORIZON, i -> 1 << Math.max(0, i - ORIGIN));
      }
    }
    return shop.store(new Store("east", "E", null, null, 1, 1, 1, 1))
        .store(new Store("west", "W", null, null, 1, 1, 1, 1))
        .panel();
  }

  /** Sums of sales by occasion. */
  private Map<String, Long> sold() {
    SalesPanel panel = panel(kiosk);
    int[] series = {0, 1, 2, 3};
    float[] one = new float[4 * HORIZON];
    Arrays.fill(one, 1);
    Evaluation evaluation =
        Evaluation.of(
            panel,
            List.of(new Forecasts("m", Kiosk.day(ORIGIN), HORIZON, series, one, one, one, one)));
    Map<String, Long> sold = new TreeMap<>();
    for (Slice s : evaluation.slices(Dimension.OCCASION, "m")) {
      assertThat(s.point().forecast()).isEqualTo(s.point().cells());
      sold.put(s.key(), (long) s.point().actual());
    }
    return sold;
  }

  /** What a series sells on these scored days, 1..10. */
  private static long days(int... days) {
    return Arrays.stream(days).mapToLong(d -> 1L << d).sum();
  }

  private static final long ALL = days(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

  private static int day(int scored) {
    return Kiosk.day(ORIGIN + scored);
  }

  @Test
  void withoutTablesThereAreNone() {
    assertThat(sold()).isEmpty();
  }

  @Test
  void promotionsHoldForTheirProductAndStoreOrForAll() {
    kiosk.table(
        Table.PROMOTIONS,
        c -> {
          c.promotion("a", "figs", "east", day(-5), day(1), 10, null);
          c.promotion("b", "tea", null, day(4), day(5), 10, null);
          c.promotion("c", null, null, day(10), day(30), 10, null);
        });

    assertThat(sold())
        .containsOnly(
            Map.entry("PROMOTION", days(1) + 2 * days(4, 5) + 4 * days(10)),
            Map.entry("ORDINARY", 4 * ALL - days(1) - 2 * days(4, 5) - 4 * days(10)));
  }

  @Test
  void priceHasChangedForAWeekButNeverByItsFirstRowNorByTheSamePrice() {
    kiosk.table(
        Table.PRICES,
        c -> {
          c.price("figs", null, day(-9), 3);
          c.price("figs", null, day(2), 4);
          c.price("figs", "east", day(1), 5);
          c.price("figs", "east", day(5), 5);
          c.price("tea", "west", day(-6), 2);
          c.price("tea", "west", day(-4), 3);
        });

    assertThat(sold().get("PRICE_CHANGE"))
        .as("figs in west by the common plan, tea in west by a change before the scored days")
        .isEqualTo(days(2, 3, 4, 5, 6, 7, 8) + days(1, 2));
  }

  @Test
  void threeDaysAboutAHolidayOfTheRegionCount() {
    kiosk.table(
        Table.EVENTS,
        c -> {
          c.event(day(5), null, "W", "public_holiday", null);
          c.event(day(1), null, null, "school_holiday", null);
          c.event(day(12), "east", null, "public_holiday", null);
        });

    assertThat(sold().get("HOLIDAY")).isEqualTo(2 * days(2, 3, 4, 5, 6, 7, 8) + 2 * days(9, 10));
  }

  @Test
  void daysBesideAClosingCountUnlessItComesEachWeek() {
    kiosk.table(
        Table.EVENTS,
        c -> {
          // each Sunday: scored days 3 and 10
          for (int i = 3 - 14; i <= 10; i += 7) {
            c.event(day(i), "east", null, "closed", null);
          }
          c.event(day(5), "east", null, "closed", null);
          // two days in a row, also a week before
          for (int i : new int[] {-1, 0, 6, 7}) {
            c.event(day(i), "west", null, "closed", null);
          }
        });

    Map<String, Long> sold = sold();
    assertThat(sold.get("CLOSED")).isEqualTo(2 * days(3, 5, 10) + 2 * days(6, 7));
    assertThat(sold.get("BESIDE_CLOSING")).isEqualTo(2 * days(4, 6) + 2 * days(1, 5, 8));
  }

  @Test
  void soldOutAndInStockShareTheDays() {
    kiosk.table(
        Table.AVAILABILITY,
        c -> {
          c.stockout("figs", "east", day(2), 3);
          c.stockout("figs", "east", day(3), 0);
        });

    assertThat(sold())
        .containsOnly(
            Map.entry("SOLD_OUT", days(2)),
            Map.entry("IN_STOCK", 4 * ALL - days(2)),
            Map.entry("ORDINARY", 4 * ALL - days(2)));
  }
}
