package io.shelfcast.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.fixtures.Kiosk;
import io.shelfcast.sales.Product;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.Store;
import io.shelfcast.tables.Table;
import java.util.Arrays;
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
        assertThat(exceptWeather(cut.row(s, k, k + ahead)))
            .isEqualTo(exceptWeather(whole.row(s, k, k + ahead)));
        assertThat(exceptWeather(cut.row(s, k - 20, k - 20 + ahead)))
            .isEqualTo(exceptWeather(whole.row(s, k - 20, k - 20 + ahead)));
      }
    }
  }

  /** The whole panel knows better which weather is usual. */
  private static float[] exceptWeather(float[] row) {
    return Arrays.copyOf(row, Feature.TEMPERATURE_C.ordinal());
  }

  @Test
  void productAndStoreFirstSoldAfterTheCutChangeNoRow() {
    SalesPanel[] panels = new SalesPanel[2];
    for (int i = 0; i < 2; i++) {
      Kiosk kiosk =
          new Kiosk()
              .sells("pear", "m", 0, 99, d -> d % 5)
              .product(new Product("pear", "fruit", null, null, null, 2, 5))
              .store(new Store("m", "R", "city", null, 10, Float.NaN, Float.NaN, 3));
      if (i == 1) {
        kiosk
            .sells("apple", "a", 80, 99, d -> 9)
            .product(new Product("apple", "bread", null, null, null, 1, 5))
            .store(new Store("a", "A", "airport", null, 10, Float.NaN, Float.NaN, 3));
      }
      panels[i] = kiosk.panel().until(Kiosk.day(70));
    }
    int later = panels[1].series("apple", "a");
    int pear = panels[1].series("pear", "m");
    FeatureBuilder without = new FeatureBuilder(panels[0]);
    FeatureBuilder with = new FeatureBuilder(panels[1]);

    for (int ahead : AHEAD) {
      assertThat(with.row(pear, Kiosk.day(70), Kiosk.day(70 + ahead)))
          .isEqualTo(without.row(0, Kiosk.day(70), Kiosk.day(70 + ahead)));
    }
    SalesPanel whole = new Kiosk().sells("pear", "m", 0, 99, d -> 1).panel();
    assertThat(with.vocabulary().products()).isEqualTo(Vocabulary.of(whole).products());
    float[] constants = with.constants(panels[1].product(later), panels[1].store(later));
    assertThat(constants[0]).as("category").isNaN();
    assertThat(constants[1]).as("product").isNaN();
    assertThat(constants[6]).as("store type").isNaN();
    assertThat(constants[7]).as("store").isNaN();
    assertThat(constants[8]).as("region").isNaN();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 120})
  void weatherAfterTheCutDoesNotChangeWhatIsUsual(int origin) {
    FeatureBuilder[] builders = new FeatureBuilder[2];
    for (int i = 0; i < 2; i++) {
      int warmer = 20 * i;
      builders[i] =
          new FeatureBuilder(
              new Kiosk()
                  .sells("p", "s", 0, 199, d -> 1)
                  .store(new Store("s", "R", null, null, 1, 1, 1, 1))
                  .table(
                      Table.WEATHER,
                      c -> {
                        for (int d = 0; d < 180; d++) {
                          // the day forecast has the same weather in both
                          boolean same = d <= origin || d == origin + 3;
                          int t = d % 11 + (same ? 0 : warmer);
                          c.weather("R", Kiosk.day(d), t, t % 4, 0, 0);
                        }
                      })
                  .panel()
                  .until(Kiosk.day(origin)));
    }
    int o = Kiosk.day(origin);

    assertThat(builders[1].row(0, o, o + 3)).isEqualTo(builders[0].row(0, o, o + 3));
    assertThat(builders[1].row(0, o, o + 60)[Feature.TEMPERATURE_C.ordinal()])
        .as("recorded weather counts as it came, where there is any")
        .isNotNaN();
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
