package io.shelfcast.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.DataFiles;
import io.shelfcast.progress.Progress;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlansTest {

  private static final SalesPanel SHOP = CsvSales.read(CornerShop.directory(), "shop");

  @TempDir private Path dir;

  private Covariates planned() {
    return Plans.add(SHOP, dir, Progress.NONE).covariates();
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }

  @Test
  void newRowsAreAddedAndOnesOfTheSameKeyReplaced() {
    new DataFiles(dir)
        .write(
            "promotions.csv",
            "promotion_id,product_id,store_id,start_date,end_date,discount_pct",
            "P7,bread,north,2024-01-01,2024-01-03,50",
            "P8,milk,,2024-02-01,2024-02-02,10")
        .write("events.csv", "date,kind,name", "2024-01-01,closed,renovation", "2024-03-01,closed,")
        .write(
            "weather.csv",
            "region,date,temperature_c,precipitation_mm",
            "R1,2024-01-05,-9,0",
            "R1,2024-01-06,-8,0")
        .write("prices.csv", "product_id,valid_from,price", "milk,2023-11-27,1.5");
    Covariates own = SHOP.covariates();

    Covariates planned = planned();

    assertThat(planned.promotions()).hasSize(own.promotions().size() + 1);
    assertThat(planned.promotions())
        .filteredOn(p -> p.id().equals("P7"))
        .singleElement()
        .satisfies(p -> assertThat(p.discountPct()).isEqualTo(50))
        .satisfies(p -> assertThat(p.endDay()).isEqualTo(day("2024-01-03")));
    assertThat(planned.promotionsUntil()).isEqualTo(day("2024-02-02"));
    assertThat(planned.events()).hasSize(own.events().size() + 1);
    assertThat(planned.events())
        .filteredOn(e -> e.day() == day("2024-01-01"))
        .extracting(Covariates.Event::name)
        .containsExactlyInAnyOrder("New Year", "renovation");
    assertThat(planned.eventsUntil()).isEqualTo(day("2024-03-01"));
    assertThat(planned.weather()).hasSize(own.weather().size() + 1);
    assertThat(planned.weather())
        .filteredOn(w -> w.region().equals("R1") && w.day() == day("2024-01-05"))
        .singleElement()
        .satisfies(w -> assertThat(w.temperatureC()).isEqualTo(-9));
    assertThat(planned.weatherUntil()).isEqualTo(day("2024-01-06"));
    assertThat(planned.prices()).hasSameSizeAs(own.prices());
    assertThat(planned.stockouts()).isEqualTo(own.stockouts());
  }

  @Test
  void tablesThatAreNotGivenStayAsTheyAre() {
    new DataFiles(dir).write("events.csv", "date,kind", "2024-01-03,event");

    assertThat(planned().promotions()).isEqualTo(SHOP.covariates().promotions());
    assertThat(planned().promotionsUntil()).isEqualTo(SHOP.covariates().promotionsUntil());
    assertThat(planned().weather()).isEqualTo(SHOP.covariates().weather());
    assertThat(planned().weatherUntil()).isEqualTo(SHOP.covariates().weatherUntil());
  }

  @Test
  void defectsAndUnknownIdsAreToldWithTheirLine() {
    new DataFiles(dir)
        .write(
            "promotions.csv",
            "promotion_id,product_id,store_id,start_date,end_date",
            "P9,soap,,2024-01-01,2024-01-02",
            "P9,bread,,2024-01-32,2024-01-02");

    assertThatThrownBy(this::planned)
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("promotions.csv")
        .hasMessageContaining("soap")
        .hasMessageContaining("2024-01-32");
  }

  @Test
  void salesAreNoPlan() {
    new DataFiles(dir).sales("2024-01-01,bread,north,1");

    assertThatThrownBy(this::planned)
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("transactions.csv is no plan");
  }

  @Test
  void weatherCanBeCutAtADay() {
    Covariates cut = SHOP.covariates().withWeatherUntil(day("2023-12-01"));

    assertThat(cut.weather()).hasSize(2 * 92);
    assertThat(cut.weatherUntil()).isEqualTo(day("2023-12-01"));
    assertThat(cut.events()).isEqualTo(SHOP.covariates().events());
    assertThat(Covariates.NONE.withWeatherUntil(5)).isEqualTo(Covariates.NONE);
  }

  @Test
  void tablesThatAreLackingOrEndTooEarlyAreNamed() {
    Covariates own = SHOP.covariates().withWeatherUntil(day("2023-12-01"));
    int until = Math.min(own.eventsUntil(), own.promotionsUntil());

    assertThat(own.missingTables(day("2023-12-01"))).isEmpty();
    assertThat(own.missingTables(until)).containsExactly("weather (ends 2023-12-01)");
    assertThat(Covariates.NONE.missingTables(until))
        .containsExactly(
            "events (no such table)",
            "promotions (no such table)",
            "weather (no such table)",
            "prices (no such table: list prices, else unit prices stand in)",
            "availability (no such table: days sold out count as days of low demand)");
  }
}
