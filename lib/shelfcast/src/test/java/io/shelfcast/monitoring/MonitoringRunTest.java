package io.shelfcast.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shelfcast.database.Database;
import io.shelfcast.database.ForecastHistory;
import io.shelfcast.database.ForecastStore;
import io.shelfcast.evaluation.PointScores;
import io.shelfcast.fixtures.Market;
import io.shelfcast.fixtures.SharedDatabase;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.PostgresSales;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedDatabase.class)
class MonitoringRunTest {

  /** 40 whole weeks. */
  private static final int DAYS = 280;

  private static final int LAST_WEEK = DAYS - 7;
  private static final int TRAINED = 160;

  private final Database database;
  @TempDir Path models;

  MonitoringRunTest(Database database) {
    this.database = database;
  }

  @Test
  void anOrdinaryWeekIsNoAlert() {
    Market market = market("ordinary", (p, s, d, units) -> units);
    champion("ordinary", TRAINED);

    MonitoringReport report = look("ordinary", market.lastDay());

    assertThat(report.alerts()).isEmpty();
    assertThat(report.notes()).isEmpty();
    assertThat(report.version()).isEqualTo(1);
    assertThat(report.bands()).hasSize(Measure.values().length);
    assertThat(report.band(Measure.ERROR).weeks()).isEqualTo(15);
    assertThat(report.band(Measure.ERROR).fromValidation()).isFalse();
    assertThat(report.drift().features()).hasSize(45);
    assertThat(report.drift().judged()).isEqualTo(33);
    assertThat(report.drift().share()).isLessThan(Limits.DEFAULT.driftShare());
    assertThat(report.freshness().ageDays()).isZero();
    assertThat(report.freshness().forecastUntil()).isEqualTo(market.lastDay().plusDays(7));
    assertThat(report.days()).hasSize(56 + 7);
    assertThat(report.days().get(62).actual()).isNaN();
  }

  @Test
  void scoresOfAWeekAreThoseOfItsCells() {
    Market market = market("scored", (p, s, d, units) -> units);
    MonitoringReport report = look("scored", market.lastDay());
    Week week = report.weeks().get(report.weeks().size() - 1);

    assertThat(week.monday()).isEqualTo(Market.day(LAST_WEEK));
    assertThat(week.days()).isEqualTo(7);
    assertThat(week.daysForecast()).isEqualTo(7);
    assertThat(week.point().cells()).isEqualTo(3 * 2 * 7);
    List<DayTotal> days = report.days().subList(49, 56);
    assertThat(week.point().actual())
        .isCloseTo(days.stream().mapToDouble(DayTotal::actual).sum(), within(1e-6));
    assertThat(week.value(Measure.BIAS))
        .isCloseTo(
            days.stream().mapToDouble(d -> d.forecast() - d.actual()).sum() / week.point().actual(),
            within(1e-9));
    PointScores naive = week.naive();
    assertThat(week.value(Measure.SKILL))
        .isCloseTo(1 - week.point().mae() / naive.mae(), within(1e-12))
        .isPositive();
    // sales are the usual ones plus 0..6, forecasts plus 3, the interval 2.5 to each side
    assertThat(week.value(Measure.INSIDE)).isCloseTo(5 / 7., within(.2));
  }

  @Test
  void aWeekThatSoldHalfIsAnAlertWithNumbers() {
    Market market = market("halved", (p, s, d, units) -> d >= LAST_WEEK ? units / 2 : units);

    MonitoringReport report = look("halved", market.lastDay());

    assertThat(report.alerts())
        .extracting(Alert::kind)
        .containsOnly(Alert.Kind.ERROR)
        .hasSizeGreaterThanOrEqualTo(3);
    Alert error = report.alerts().get(0);
    assertThat(error.value()).isGreaterThan(.9).isGreaterThan(error.high());
    assertThat(error.sentence())
        .startsWith("MAE % of the week from " + Market.day(LAST_WEEK) + " was 10")
        .contains(", above the band of 15 weeks before: ");
  }

  @Test
  void forecastsWorseThanLastWeekAreAnAlert() {
    Market market = market("naive", (p, s, d, units) -> d >= 150 ? 20 + d % 7 : units);

    assertThat(look("naive", market.lastDay()).alerts())
        .extracting(Alert::sentence)
        .anyMatch(s -> s.contains("and seasonal naive by 0.0 %: repeating last week"));
  }

  @Test
  void salesThatStoppedComingAreAnAlert() {
    market("stale", (p, s, d, units) -> units);

    assertThat(look("stale", Market.day(DAYS - 1 + 3)).alerts()).isEmpty();
    assertThat(look("stale", Market.day(DAYS - 1 + 4)).alerts())
        .singleElement()
        .satisfies(
            a -> {
              assertThat(a.kind()).isEqualTo(Alert.Kind.DATA);
              assertThat(a.sentence()).contains("4 days ago").contains("more than 3");
            });
  }

  @Test
  void aStoreThatGoesSilentIsAnAlert() {
    Market market =
        market("silent", (p, s, d, units) -> s.equals("west") && d == DAYS - 3 ? 0 : units);

    assertThat(look("silent", market.lastDay()).alerts())
        .extracting(Alert::sentence)
        .anyMatch(
            s ->
                s.startsWith("Store-days without any sale of the week from")
                    && s.contains("7.1 %"));
  }

  @Test
  void holidaysDoNotWidenTheBandThatASilentStoreIsHeldAgainst() {
    Set<Integer> shut = Set.of(DAYS - 80, DAYS - 79, DAYS - 50);
    Market.Change calm = (p, s, d, units) -> shut.contains(d) ? 0 : units;
    int[] days = shut.stream().mapToInt(d -> d).toArray();
    Market market = market("holidays", calm).holidays(days);
    assertThat(look("holidays", market.lastDay()).alerts()).isEmpty();
    assertThat(look("holidays", market.lastDay()).band(Measure.GAPS).high()).isZero();

    Market.Change silent =
        (p, s, d, units) -> s.equals("west") && d == DAYS - 3 ? 0 : calm.units(p, s, d, units);
    market = market("holidays and silence", silent).holidays(days);

    assertThat(look("holidays and silence", market.lastDay()).alerts())
        .extracting(Alert::sentence)
        .anyMatch(a -> a.startsWith("Store-days without any sale") && a.contains("7.1 %"));
  }

  @Test
  void productsThatCameAndWentAreListedAndAlertWhereTheyWeigh() {
    Market market =
        market("assortment", (p, s, d, units) -> p.equals("tea") && d >= DAYS - 28 ? 0 : units)
            .sell("<b>dates", "east", DAYS - 20, DAYS - 1, 90);

    MonitoringReport report = look("assortment", market.lastDay());

    ProductChanges products = report.products();
    assertThat(products.largestStarted())
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.productId()).isEqualTo("<b>dates");
              assertThat(p.day()).isEqualTo(Market.day(DAYS - 20));
              assertThat(p.units()).isEqualTo(20 * 90);
            });
    assertThat(products.largestEnded())
        .singleElement()
        .satisfies(p -> assertThat(p.day()).isEqualTo(Market.day(DAYS - 29)));
    assertThat(report.alerts())
        .filteredOn(a -> a.kind() == Alert.Kind.PRODUCTS)
        .extracting(Alert::sentence)
        .hasSize(2)
        .anyMatch(s -> s.startsWith("1 new product of the last 28 days made 22.7 %"))
        .anyMatch(s -> s.endsWith("were for 1 product not sold in them any more."));
  }

  @Test
  void forecastsOfWhatAStoreWasToTakeUpCountFromItsFirstSaleOn() {
    Market market =
        market("taken up", (p, s, d, units) -> units).sell("figs", "south", DAYS - 4, DAYS - 1, 40);
    int origin = LAST_WEEK - 1;
    keep("taken up", origin, "figs", "south"); // comes three days later than planned
    keep("taken up", origin, "tea", "south"); // never comes
    keep("taken up", origin, "dates", "nowhere"); // nor does this, nor the store

    MonitoringReport report = look("taken up", market.lastDay());

    Week week = report.weeks().get(report.weeks().size() - 1);
    assertThat(week.point().cells()).isEqualTo(3 * 2 * 7 + 4);
    for (int day = 49; day < 56; day++) { // forecast alike each week but for the figs
      assertThat(report.days().get(day).forecast() - report.days().get(day - 7).forecast())
          .isEqualTo(day < 52 ? 0 : 40);
    }
    assertThat(report.alerts()).isEmpty();
    ForecastHistory.Series never = new ForecastHistory.Series("tea", "south");
    assertThat(SeriesDays.read(database, report, never).actual()[55]).isZero();
    assertThat(MonitoringPage.html(report)).contains("All products and stores");
  }

  @Test
  void salesAtAnotherLevelThanTrainedOnAreDrift() {
    Market market = market("drifted", (p, s, d, units) -> d >= TRAINED + 20 ? 3 * units : units);
    champion("drifted", TRAINED);

    MonitoringReport report = look("drifted", market.lastDay());

    assertThat(report.drift().features())
        .filteredOn(f -> f.feature().equals("avg_28d"))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.drifted()).isTrue();
              assertThat(f.psi()).isGreaterThan(2).isGreaterThan(f.usual());
              assertThat(f.recentMean()).isCloseTo(3 * f.referenceMean(), within(10.));
            });
    assertThat(report.drift().features())
        .filteredOn(f -> f.group().equals("temporal"))
        .hasSize(12)
        .noneMatch(FeatureDrift::judged);
    assertThat(report.alerts())
        .filteredOn(a -> a.kind() == Alert.Kind.DRIFT)
        .singleElement()
        .satisfies(a -> assertThat(a.value()).isEqualTo(report.drift().share()));
  }

  @Test
  void validationWeeksFillInForWeeksInOperation() {
    Market market = Market.open(database, "young", 200, (p, s, d, units) -> units);
    market.forecast(153, 199);
    champion("young", 154);

    MonitoringReport report = look("young", market.lastDay());

    // 28 days of validation, and the weeks in operation before the latest one
    Band error = report.band(Measure.ERROR);
    assertThat(error.fromValidation()).isTrue();
    assertThat(error.weeks()).isEqualTo(4 + 5);
    assertThat(report.band(Measure.COVERAGE)).isNull();
    assertThat(report.notes()).singleElement().asString().contains("coverage");
  }

  @Test
  void aChampionWhoseForecastsHaveNoWholeWeekYetIsNotJudgedByTheBandOfItsValidation() {
    Market market = Market.open(database, "new champion", 200, (p, s, d, units) -> units);
    market.forecast(197, 199); // two days with known sales
    champion("new champion", 198);
    Limits d = Limits.DEFAULT;
    Limits early =
        new Limits(
            d.staleAfterDays(),
            d.recentDays(),
            d.pastWeeks(),
            4,
            d.psi(),
            d.driftShare(),
            d.productShare());

    MonitoringReport report =
        new MonitoringRun(
                database, new ModelRegistry(models), clock(market.lastDay()), early, Progress.NONE)
            .run("new champion");

    assertThat(report.latest(Measure.ERROR)).isNull();
    assertThat(report.band(Measure.ERROR).fromValidation()).isTrue();
    assertThat(report.alerts()).extracting(Alert::kind).doesNotContain(Alert.Kind.ERROR);
    assertThat(MonitoringText.of(report)).contains("band, high");
    assertThat(MonitoringPage.html(report)).contains("All products and stores");
  }

  @Test
  void aCustomerWithoutModelIsWatchedForItsData() {
    Market.open(database, "model-less", 120, (p, s, d, units) -> units);

    MonitoringReport report = look("model-less", Market.day(119));

    assertThat(report.version()).isNull();
    assertThat(report.drift()).isNull();
    assertThat(report.alerts()).isEmpty();
    assertThat(report.notes()).anyMatch(n -> n.startsWith("There is no champion"));
    assertThat(report.band(Measure.GAPS)).isNotNull();
  }

  @Test
  void aDamagedChampionAndForecastsThatRanOutAreAlerts() throws Exception {
    Market market = Market.open(database, "damaged", 200, (p, s, d, units) -> units);
    ModelVersion version = champion("damaged", 190);
    assertThat(look("damaged", market.lastDay()).alerts())
        .singleElement()
        .satisfies(
            a ->
                assertThat(a.sentence())
                    .isEqualTo(
                        "No forecast is kept: 'jbang predict' makes and keeps the next ones."));
    Files.delete(version.directory().resolve("model.json"));

    assertThat(look("damaged", market.lastDay()).alerts())
        .singleElement()
        .satisfies(
            a -> {
              assertThat(a.kind()).isEqualTo(Alert.Kind.MODEL);
              assertThat(a.sentence()).contains("model.json").contains("missing");
            });
  }

  @Test
  void nothingAfterTheDayTakenAsTodayIsLookedAt() {
    Market market = market("as of", (p, s, d, units) -> d >= LAST_WEEK ? 0 : units);

    MonitoringReport report = look("as of", Market.day(LAST_WEEK - 1));

    assertThat(report.freshness().lastSale()).isEqualTo(Market.day(LAST_WEEK - 1));
    assertThat(report.freshness().forecastUntil()).isEqualTo(Market.day(LAST_WEEK + 6));
    assertThat(report.alerts()).isEmpty();
    assertThat(market.lastDay()).isEqualTo(Market.day(DAYS - 1));
  }

  @Test
  void daysOfOneSeriesAreItsSalesAndTheForecastsInUse() {
    Market market = market("series", (p, s, d, units) -> d == DAYS - 2 ? 0 : units);
    market("other series", (p, s, d, units) -> units)
        .sell("dates", "east", DAYS - 20, DAYS - 1, 90);
    MonitoringReport report = look("series", market.lastDay());

    assertThat(SeriesDays.forecast(database, report, 10))
        .hasSize(6)
        .startsWith(
            new ForecastHistory.Series("tea", "east"), new ForecastHistory.Series("tea", "west"));
    assertThat(SeriesDays.forecast(database, report, 2)).hasSize(2);
    SeriesDays days = SeriesDays.read(database, report, new ForecastHistory.Series("nuts", "west"));
    assertThat(days.first()).isEqualTo(Market.day(DAYS - 56));
    assertThat(days.forecast()).hasSize(56 + 7);
    assertThat(days.forecast()[0]).isEqualTo(33 + 8 + 6 * ((DAYS - 56) % 7));
    assertThat(days.p10()[0]).isEqualTo(days.forecast()[0] - 2.5);
    assertThat(days.p90()[62]).isEqualTo(days.forecast()[62] + 2.5);
    assertThat(days.actual()[54]).isZero(); // not sold is known, too
    assertThat(days.actual()[55]).isBetween(30. + 8, 30. + 8 + 6 * 6 + 6);
    assertThat(days.actual()[56]).isNaN();
    assertThat(days.reading())
        .startsWith("56 days with a forecast and known sales: ")
        .contains(" of 56 days from p10 to p90")
        .endsWith("; 7 days to come.");
    double sum = 0;
    for (ForecastHistory.Series one : SeriesDays.forecast(database, report, 10)) {
      sum += SeriesDays.read(database, report, one).actual()[53];
    }
    assertThat(sum).isEqualTo(report.days().get(53).actual());
    assertThat(SeriesDays.read(database, report, new ForecastHistory.Series("dates", "east")))
        .as("another customer's")
        .isNull();
  }

  @Test
  void daysOfOneSeriesAreThoseOfTheReportsDay() {
    Market market = market("series as of", (p, s, d, units) -> units);
    MonitoringReport report = look("series as of", Market.day(LAST_WEEK - 1));

    SeriesDays days = SeriesDays.read(database, report, new ForecastHistory.Series("nuts", "west"));

    assertThat(days.forecast()).hasSize(56 + 7);
    assertThat(days.actual()[56]).isNaN();
    assertThat(market.lastDay()).isEqualTo(Market.day(LAST_WEEK + 6));
  }

  @Test
  void thePageDrawsWhatWasFoundAndNeedsNothingBesideIt() {
    String customer = "<script>alert(1)</script>";
    Market market = market(customer, (p, s, d, units) -> d >= LAST_WEEK ? units / 2 : units);
    champion(customer, TRAINED);
    MonitoringReport report = look(customer, market.lastDay());

    String page = MonitoringPage.html(report);
    Path file = models.resolve("new folder/look.html");
    MonitoringPage.write(file, report);
    assertThat(file).hasContent(page);

    assertThat(page)
        .contains("<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>")
        .contains("above the band of 15 weeks before")
        .contains(", outside of ")
        .contains("of 33 features have drifted")
        .doesNotContain("<script", "src=\"http", "href=");
    assertThat(page.split("data:image/svg\\+xml;base64,")).hasSize(1 + 5);
    assertThat(MonitoringPage.html(MonitoringReport.fromJson(report.toJson()))).isEqualTo(page);

    Market.open(database, "nothing kept", 120, (p, s, d, units) -> units);
    assertThat(MonitoringPage.html(look("nothing kept", Market.day(119))))
        .contains("No forecast is kept", "no champion");
  }

  @Test
  void runsAreKeptAndReadBackEachForItsCustomer() {
    Market.open(database, "log '\"<x>", 120, (p, s, d, units) -> units);
    MonitoringReport report = look("log '\"<x>", Market.day(130));
    MonitoringLog log = new MonitoringLog(database);
    log.add(
        look("log '\"<x>", Market.day(119)),
        Market.day(119).atStartOfDay().toInstant(ZoneOffset.UTC));
    log.add(report, Market.day(130).atStartOfDay().toInstant(ZoneOffset.UTC));

    assertThat(log.latest("log '\"<x>").orElseThrow().report().toJson()).isEqualTo(report.toJson());
    assertThat(log.latest()).containsKey("log '\"<x>");
    assertThat(log.latest("log")).isEmpty();
    assertThat(log.history("log '\"<x>", 10))
        .extracting(MonitoringLog.Entry::alerts)
        .containsExactly(1, 0);
    assertThat(log.history("log '\"<x>", 1)).hasSize(1);
    assertThat(MonitoringText.of(report)).contains("! data", "11 days ago");
  }

  private Market market(String customer, Market.Change change) {
    return Market.open(database, customer, DAYS, change).forecast(167, DAYS - 1);
  }

  /** Keeps forecasts of 40 units a day for a week. */
  private void keep(String customer, int origin, String product, String store) {
    new ForecastStore(database)
        .save(
            customer,
            "v1",
            IntStream.rangeClosed(1, 7)
                .mapToObj(
                    a ->
                        new ForecastStore.Row(
                            product,
                            store,
                            Market.day(origin),
                            Market.day(origin + a),
                            EnsembleForecaster.ENSEMBLE,
                            40,
                            38,
                            40,
                            42))
                .iterator());
  }

  private ModelVersion champion(String customer, int trained) {
    ModelRegistry registry = new ModelRegistry(models);
    ModelVersion version =
        Market.train(
            registry,
            PostgresSales.read(
                database,
                customer,
                new Extract(null, Market.day(trained - 1)),
                clock(Market.day(trained)),
                Progress.NONE));
    registry.promote(customer, version.version());
    return version;
  }

  private MonitoringReport look(String customer, LocalDate today) {
    return new MonitoringRun(
            database, new ModelRegistry(models), clock(today), Limits.DEFAULT, Progress.NONE)
        .run(customer);
  }

  private static Clock clock(LocalDate day) {
    return Clock.fixed(day.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
  }
}
