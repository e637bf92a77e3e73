package io.shelfcast.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.features.Feature;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.features.Vocabulary;
import io.shelfcast.fixtures.Kiosk;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.tables.Table;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstancePanelTest {

  /** Over JSON, as a client would send it. */
  private static SalesPanel sent(SalesPanel panel, int series) throws IOException {
    byte[] json = Instance.of(panel, series).json();
    Instance read = InstanceJson.instance(InstanceJson.JSON.readTree(json));
    return InstancePanel.of(panel.customer(), read);
  }

  private static void featuresAreTheSame(SalesPanel whole) throws IOException {
    Vocabulary words = Vocabulary.of(whole);
    FeatureBuilder expected = new FeatureBuilder(whole, words);
    for (int s = 0; s < whole.seriesCount(); s++) {
      SalesPanel panel = sent(whole, s);
      FeatureBuilder actual = new FeatureBuilder(panel, words);
      int own = panel.series(whole.productId(s), whole.storeId(s));
      assertThat(panel.lastDay()).isEqualTo(whole.lastDay());
      for (int day = whole.startDay(s) + 1; day <= whole.lastDay() + 14; day++) {
        int known = Math.min(day - 1, whole.lastDay());
        float[] row = actual.row(own, known, day);
        float[] same = expected.row(s, known, day);
        for (int f = 0; f < Feature.COUNT; f++) {
          assertThat(Float.floatToIntBits(row[f]))
              .as("%s of %s, day %d", Feature.values()[f], whole.productId(s), day)
              .isEqualTo(Float.floatToIntBits(same[f]));
        }
      }
    }
  }

  @Test
  void everyFeatureIsThatOfTheWholePanelToTheBit(@TempDir Path shop) throws IOException {
    featuresAreTheSame(Served.panel(Served.shop(shop), "corner"));
  }

  @Test
  void aPanelCutAtAnEarlierDayToo(@TempDir Path shop) throws IOException {
    SalesPanel panel = Served.panel(Served.shop(shop), "corner");
    featuresAreTheSame(panel.until(panel.lastDay() - 20));
  }

  @Test
  void fractionalQuantitiesAddUpToTheSameTotals() throws IOException {
    featuresAreTheSame(
        new Kiosk()
            .sells("figs", "east", 0, 450, i -> .1 + i % 7 * .317, i -> 1.99 + i % 3 * .013)
            .sells("nuts", "east", 3, 450, i -> 1e-3 + i % 11 * 12.3456789)
            .sells("figs", "west", 40, 450, i -> 1 / 3. + i % 5)
            .sells("tea", "west", 0, 450, i -> 7e4 + i * .001)
            .panel());
  }

  @Test
  void eventsAndStockoutsElsewhereCountAsInTheWholePanel() throws IOException {
    featuresAreTheSame(
        new Kiosk()
            .sells("figs", "east", 0, 400, i -> 3 + i % 7)
            .sells("nuts", "east", 0, 400, i -> 1 + i % 2)
            .sells("figs", "west", 0, 400, i -> 2)
            .table(
                Table.EVENTS,
                c -> {
                  for (int i = 0; i < 13; i++) {
                    c.event(Kiosk.day(28 * i), i % 2 == 0 ? "east" : "west", null, "event", "fair");
                  }
                  c.event(Kiosk.day(-300), "west", null, "closed", null);
                  c.event(Kiosk.day(420), "west", null, "public_holiday", "feast");
                })
            .table(
                Table.AVAILABILITY,
                c -> {
                  c.stockout("figs", "east", Kiosk.day(100), 7);
                  c.stockout("figs", "east", Kiosk.day(300), 7);
                  c.stockout("figs", "west", Kiosk.day(200), 22);
                  c.stockout("nuts", "east", Kiosk.day(250), 23);
                })
            .panel());
  }
}
