package io.shelfcast.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.fixtures.Kiosk;
import io.shelfcast.sales.Product;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.Store;
import io.shelfcast.tables.Table;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that happens after the last known day reaches a row. */
class FeatureLeakTest {

  private static final int DAYS = 470;
  private static final int[] AHEAD = {1, 2, 7, 8, 28, 60};

  /**
   * Three series of different start, every table filled; what is sold, paid and out of stock after
   * day {@code known} depends on the seed.
   */
  private static SalesPanel panel(int known, int seed, boolean priced) {
    Kiosk kiosk = new Kiosk();
    String[][] series = {{"apple", "a", "0"}, {"pear", "a", "100"}, {"apple", "b", "200"}};
    for (int s = 0; s < series.length; s++) {
      Random before = new Random(s);
      Random after = new Random(1000L * seed + s);
      kiosk.sells(
          series[s][0],
          series[s][1],
          Integer.parseInt(series[s][2]),
          DAYS - 1,
          i ->
              (i <= known ? before : after).nextInt(9) * (i % 40 == 39 ? 0 : 1)
                  + (i % 100 == 0 ? 1 : 0),
          i -> 1 + .25 * (i <= known ? before : after).nextInt(4));
    }
    kiosk.table(
        Table.AVAILABILITY,
        c -> {
          Random before = new Random(77);
          Random after = new Random(78L + seed);
          for (int i = 210; i < DAYS; i += 3) {
            c.stockout("apple", "a", Kiosk.day(i), (i <= known ? before : after).nextInt(12));
            c.stockout("apple", "b", Kiosk.day(i), (i <= known ? before : after).nextInt(24));
          }
        });
    kiosk.table(
        Table.PROMOTIONS,
        c -> {
          for (int i = 5; i < DAYS + 60; i += 17) {
            c.promotion(
                "P" + i,
                "apple",
                i % 2 == 0 ? null : "a",
                Kiosk.day(i),
                Kiosk.day(i + 3),
                i % 5 == 0 ? Double.NaN : i % 30,
                i % 3 == 0 ? "tv" : "leaflet");
          }
        });
    kiosk.table(
        Table.EVENTS,
        c -> {
          for (int i = 11; i < DAYS + 60; i += 29) {
            c.event(Kiosk.day(i), i % 2 == 0 ? "a" : null, null, "public_holiday", "fair");
            c.event(Kiosk.day(i + 1), null, "R", "closed", null);
            c.event(Kiosk.day(i + 2), null, null, "event", "market");
          }
        });
    kiosk.table(
        Table.WEATHER,
        c -> {
          for (int i = 0; i < DAYS + 60; i++) {
            c.weather("R", Kiosk.day(i), 10 + i % 13, i % 4, Double.NaN, Double.NaN);
          }
        });
    for (String store : new String[] {"a", "b"}) {
      kiosk.store(new Store(store, "R", "city", null, 10, 1000, 2000, 3));
    }
    kiosk.product(new Product("apple", "fruit", null, null, null, priced ? 2 : Float.NaN, 5));
    return kiosk.panel();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 230, 371, 409})
  void rowIgnoresWhatHappensAfterTheLastKnownDay(int known) {
    FeatureBuilder one = new FeatureBuilder(panel(known, 1, false));
    FeatureBuilder other = new FeatureBuilder(panel(known, 2, false));
    int k = Kiosk.day(known);
    for (int s = 0; s < 3; s++) {
      for (int ahead : AHEAD) {
        assertThat(other.row(s, k, k + ahead)).isEqualTo(one.row(s, k, k + ahead));
      }
    }
  }

  @Test
  void perturbationReachesTheRowsOfLaterDays() {
    // Else the test above could not fail.
    FeatureBuilder one = new FeatureBuilder(panel(371, 1, false));
    FeatureBuilder other = new FeatureBuilder(panel(371, 2, false));
    int changed = 0;
    for (Feature feature : Feature.values()) {
      for (int s = 0; s < 3; s++) {
        float a = one.row(s, Kiosk.day(405), Kiosk.day(409))[feature.ordinal()];
        float b = other.row(s, Kiosk.day(405), Kiosk.day(409))[feature.ordinal()];
        if (Float.compare(a, b) != 0) {
          changed++;
          break;
        }
      }
    }
    assertThat(changed).isGreaterThanOrEqualTo(14);
  }

  @ParameterizedTest
  @ValueSource(ints = {230, 409})
  void stepsOfASequenceIgnoreSalesAfterTheOrigin(int origin) {
    FeatureBuilder one = new FeatureBuilder(panel(origin, 1, true));
    FeatureBuilder other = new FeatureBuilder(panel(origin, 2, true));
    int o = Kiosk.day(origin);
    for (int s = 0; s < 3; s++) {
      for (int day = o - 22; day <= o + 60; day++) {
        int known = Math.min(day, o);
        assertThat(other.row(s, known, day)).isEqualTo(one.row(s, known, day));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {230, 371, 409})
  void panelCutAtTheLastKnownDayGivesTheSameRows(int known) {
    SalesPanel all = panel(known, 1, false);
    FeatureBuilder whole = new FeatureBuilder(all);
    FeatureBuilder cut = new FeatureBuilder(all.until(Kiosk.day(known)));
    int k = Kiosk.day(known);
    for (int s = 0; s < 3; s++) {
      for (int ahead : AHEAD) {
        assertThat(cut.row(s, k, k + ahead)).isEqualTo(whole.row(s, k, k + ahead));
        assertThat(cut.row(s, k - 20, k - 20 + ahead))
            .isEqualTo(whole.row(s, k - 20, k - 20 + ahead));
      }
    }
  }

  @Test
  void bulkRowsEqualSingleRows() {
    FeatureBuilder builder = new FeatureBuilder(panel(409, 1, false));
    int n = 900;
    int[] series = new int[n];
    int[] known = new int[n];
    int[] day = new int[n];
    for (int i = 0; i < n; i++) {
      series[i] = i / 100 % 3; // a series comes again after others
      known[i] = Kiosk.day(230 + i % 150);
      day[i] = known[i] + i % 61;
    }

    FeatureMatrix matrix = builder.matrix(series, known, day);

    for (int i = 0; i < n; i++) {
      assertThat(matrix.row(i)).isEqualTo(builder.row(series[i], known[i], day[i]));
    }
  }

  @Test
  void featuresAtLooksAtWhatWasKnownTheDayBefore() {
    SalesPanel panel = panel(409, 1, false);
    FeatureBuilder builder = new FeatureBuilder(panel);
    int s = panel.series("pear", "a");

    assertThat(builder.featuresAt("pear", "a", Kiosk.FIRST.plusDays(300)))
        .isEqualTo(builder.row(s, Kiosk.day(299), Kiosk.day(300)));
    assertThat(builder.featuresAt("pear", "a", Kiosk.FIRST.plusDays(DAYS + 9)))
        .isEqualTo(builder.row(s, Kiosk.day(DAYS - 1), Kiosk.day(DAYS + 9)));
  }
}
