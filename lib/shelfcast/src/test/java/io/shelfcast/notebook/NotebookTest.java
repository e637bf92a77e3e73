package io.shelfcast.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.StateFolder;
import io.shelfcast.database.Database;
import io.shelfcast.fixtures.SharedDatabase;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

@ExtendWith(SharedDatabase.class)
class NotebookTest {

  @TempDir Path home;

  private Notebook quick(Database database) {
    return new Notebook(new StateFolder(home), database, true);
  }

  @Test
  void quickNotebookLoadsFewStoresUnderANameOfTheirOwnAndOnlyOnce(Database database) {
    SalesPanel panel = quick(database).panel("bakery");
    SalesPanel again = quick(database).panel("bakery");

    assertThat(panel.customer()).isEqualTo("bakery-quick");
    assertThat(panel.stores()).hasSize(QuickSample.STORES);
    assertThat(panel.products()).hasSize(3);
    assertThat(panel.quantity(panel.series("101", "2"), panel.firstDay())).isEqualTo(254);
    assertThat(panel.covariates().weather()).as("other tables are whole").hasSize(7290);
    assertThat(again.reading()).isEqualTo(panel.reading());
  }

  @Test
  void quickTakesEpochsAndTreesAndNothingElse(Database database) {
    TrainingOptions quick = quick(database).options(7);
    TrainingOptions full = new Notebook(new StateFolder(home), database, false).options(7);

    assertThat(full).isEqualTo(TrainingOptions.of(7));
    assertThat(quick.lstm().epochs()).isEqualTo(2);
    assertThat(quick.xgboost().rounds()).isEqualTo(40);
    assertThat(quick.seed()).isEqualTo(full.seed());
    assertThat(quick.xgboost().depth()).isEqualTo(full.xgboost().depth());
    assertThat(quick.lstm().layers()).isEqualTo(full.lstm().layers());
  }

  @Test
  void claimThatDoesNotHoldFailsOnTheFullSampleOnly(Database database) {
    Notebook full = new Notebook(new StateFolder(home), database, false);

    assertThatThrownBy(() -> full.claim("the moon is green", false))
        .isInstanceOf(ShelfcastException.class)
        .hasMessage("Does not hold: the moon is green");
    full.claim("one is one", true);
    quick(database).claim("the moon is green", false);
  }

  @Test
  void exampleHasTheRowAndTheRawSalesUpToTheDayBefore(Database database) {
    SalesPanel panel = quick(database).panel("bakery");
    FeatureExample example = FeatureExample.of(panel, "101", "2", LocalDate.of(2019, 4, 17));

    Table sales = example.sales();

    assertThat(sales.dateColumn("date").max()).isEqualTo(LocalDate.of(2019, 4, 16));
    double week = sales.last(7).doubleColumn("quantity").mean();
    assertThat(example.agrees(io.shelfcast.features.Feature.AVG_7D, week)).isTrue();
    assertThat(example.agrees(io.shelfcast.features.Feature.AVG_7D, week + .01)).isFalse();
    assertThat(example.promotions(30).stringColumn("promotion").asList()).containsExactly("P51");
  }

  @Test
  void exampleHasItsProductAndTheKindsOfPromotionInTheOrderOfTheirNumbers(Database database) {
    SalesPanel panel = quick(database).panel("grocery");
    FeatureExample milk = FeatureExample.of(panel, "995242", "367", LocalDate.of(2017, 12, 14));

    assertThat(milk.product().stringColumn("brand").asList()).containsExactly("Private");
    var kinds = milk.promotionKinds().stringColumn("kind");
    assertThat(kinds.asList()).containsExactly("display", "mailer", "mailer and display");
    int mailer = kinds.asList().indexOf("mailer") + 1;
    assertThat(milk.agrees(io.shelfcast.features.Feature.HAS_PROMOTION, mailer)).isTrue();
  }

  @Test
  void missingFeaturesAreThoseAboveTheShareOfRows(Database database) {
    SalesPanel panel = quick(database).panel("bakery");

    Table often = MissingFeatures.above(.01, panel);
    Table always = MissingFeatures.above(.999, panel);

    assertThat(often.stringColumn("feature").asList())
        .contains("price", "same_weekday_last_year")
        .doesNotContain("day_of_week", "avg_7d");
    assertThat(often.doubleColumn("missing, %").min()).isGreaterThan(1);
    assertThat(always.stringColumn("feature").asList()).contains("price");
    assertThat(always.doubleColumn("missing, %").min()).isGreaterThan(99.9);
  }

  @Test
  void nothingMovesWithTheFutureAndMuchWithTheOrigin(Database database) {
    Table trials = LeakTrial.of(quick(database).panel("bakery"), LocalDate.of(2018, 12, 31), 7);

    assertThat(trials.doubleColumn("values compared").min()).isEqualTo(18 * 7 * 45);
    assertThat(trials.doubleColumn("values moved").get(0)).isZero();
    assertThat(trials.doubleColumn("values moved").get(1)).isGreaterThan(18 * 7 * 5);
  }
}
