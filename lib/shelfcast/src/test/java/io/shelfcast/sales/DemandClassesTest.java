package io.shelfcast.sales;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.fixtures.DataFiles;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemandClassesTest {

  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

  @TempDir Path dir;
  private final List<String> rows = new ArrayList<>();

  @Test
  void theLimitsThemselvesAreOfTheUpperClass() {
    assertThat(DemandClass.of(1.319, .489)).isEqualTo(DemandClass.SMOOTH);
    assertThat(DemandClass.of(1.319, .49)).isEqualTo(DemandClass.ERRATIC);
    assertThat(DemandClass.of(1.32, .489)).isEqualTo(DemandClass.INTERMITTENT);
    assertThat(DemandClass.of(1.32, .49)).isEqualTo(DemandClass.LUMPY);
  }

  @Test
  void seriesFallIntoTheFourClasses() {
    sell("smooth", 5, 6, 5, 6, 5, 6, 5, 6);
    sell("erratic", 1, 20, 1, 1, 20, 1, 1, 1);
    sell("intermittent", 2, 0, 2, 0, 2, 0, 2, 0);
    sell("lumpy", 1, 0, 20, 0, 1, 0, 1, 0);

    SalesPanel panel = panel();
    DemandClasses classes = DemandClasses.of(panel);

    for (int s = 0; s < panel.seriesCount(); s++) {
      assertThat(classes.get(s).name()).isEqualToIgnoringCase(panel.productId(s));
    }
    assertThat(classes.counts())
        .containsEntry(DemandClass.SMOOTH, 1)
        .containsEntry(DemandClass.ERRATIC, 1)
        .containsEntry(DemandClass.INTERMITTENT, 1)
        .containsEntry(DemandClass.LUMPY, 1)
        .containsEntry(DemandClass.NONE, 0);
  }

  @Test
  void closedDaysDoNotMakeDemandIntermittent() {
    sell("P", 5, 5, 0, 0, 5, 5, 0, 0, 5);
    new DataFiles(dir)
        .write(
            "events.csv",
            "date,kind",
            "2024-01-03,closed",
            "2024-01-04,closed",
            "2024-01-07,closed",
            "2024-01-08,closed");

    assertThat(DemandClasses.of(panel()).get(0)).isEqualTo(DemandClass.SMOOTH);
  }

  @Test
  void daysWithoutAnySaleOfAStoreCountForItsOnlySeriesAlone() {
    sell("P", 5, 0, 5, 0, 5, 0, 5);
    assertThat(DemandClasses.of(panel()).get(0)).isEqualTo(DemandClass.INTERMITTENT);

    sell("Q", 5, 0, 5, 0, 5, 0, 5);
    assertThat(DemandClasses.of(panel()).counts()).containsEntry(DemandClass.SMOOTH, 2);
  }

  @Test
  void oneSaleOfAllDaysIsIntermittentAndNoneYetIsNoClass() {
    sell("P", 0, 0, 1, 0, 0);
    sell("Q", 3, 0, 0, 3, 0);
    sell("late", 0, 0, 0, 0, 1);

    SalesPanel view = panel().until((int) FIRST.plusDays(3).toEpochDay());

    assertThat(DemandClasses.of(view).get(view.series("late", "S"))).isEqualTo(DemandClass.NONE);
    assertThat(DemandClasses.of(view).get(view.series("P", "S")))
        .isEqualTo(DemandClass.INTERMITTENT);
  }

  private void sell(String product, int... quantities) {
    for (int i = 0; i < quantities.length; i++) {
      rows.add(FIRST.plusDays(i) + "," + product + ",S," + quantities[i]);
    }
  }

  private SalesPanel panel() {
    new DataFiles(dir).sales(rows.toArray(String[]::new));
    return CsvSales.read(dir, "shop");
  }
}
