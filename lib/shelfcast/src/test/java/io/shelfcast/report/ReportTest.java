package io.shelfcast.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Gate;
import io.shelfcast.evaluation.Scores;
import io.shelfcast.evaluation.Verdict;
import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.SalesPanel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final Bakeries SHOPS =
      Bakeries.with(
          List.of(Bakeries.SCRIPT, "Br\u00f6tchen \"Kaiser\" & Co", "$x$"),
          List.of("M\u00fcnchen/S\u00fcd", "../etc", "\u9762\u5305"),
          Bakeries.MODELS);
  private static final String HTML = page(SHOPS, Bakeries.input());

  private static String page(Bakeries SHOPS, ReportInput input) {
    return Report.html(SHOPS.panel, SHOPS.verdict(), SHOPS.forecasts, input);
  }

  @Test
  void partsStandInTheOrderOfTheirWeight() {
    assertThat(Page.of(HTML).headings())
        .containsExactly(
            "How good it is",
            "The gate: passed",
            "The models side by side",
            "Where the error is",
            "How the models learned",
            "Good and bad series",
            "Classes of demand",
            "The data",
            "Where the model came from");
  }

  @Test
  void pageIsWellFormedAndNeedsNothingBesideIt() {
    Page page = Page.of(HTML);

    assertThat(page.count("script")).isZero();
    assertThat(page.count("link")).isZero();
    assertThat(page.sources()).isNotEmpty().allMatch(s -> s.startsWith("data:image/png;base64,"));
    assertThat(HTML).doesNotContain("http:", "https:", "href=", "url(", "@import");
    assertThat(HTML.length()).isLessThan(1_500_000);
  }

  @Test
  void idsAreTextWhateverTheyHold() {
    String text = Page.of(HTML).text();

    assertThat(text)
        .contains(Bakeries.SCRIPT, "Br\u00f6tchen \"Kaiser\" & Co", "M\u00fcnchen/S\u00fcd")
        .contains("B\u00e4cker & S\u00f6hne", "../etc", "\u9762\u5305", "$x$");
    assertThat(HTML).doesNotContain("<script").contains("&lt;script&gt;alert(1)&lt;/script&gt;");
  }

  @Test
  void everyFigureHasAReadingAndAnAlternativeText() {
    Page page = Page.of(HTML);

    assertThat(page.count("figure")).isEqualTo(page.count("figcaption")).isGreaterThan(6);
    assertThat(page.count("img")).isEqualTo(page.count("figure"));
    assertThat(page.alternatives())
        .doesNotContain("")
        .contains("Error by level", "How lstm learned");
    assertThat(HTML).doesNotContain("could not be drawn");
  }

  @Test
  void theVerdictComparesWithSeasonalNaiveInWordsAndNumbers() {
    // off by 1 against off by 6, everywhere
    assertThat(Page.of(HTML).text())
        .contains("the ensemble was off by")
        .contains("That is far better than repeating the same day of last week (seasonal naive)")
        .contains("83.3\u00a0% less")
        .contains("It passes the gate at product x store x horizon total.");
  }

  @Test
  void everyLevelIsGradedProductStoreDayFirst() {
    String table = HTML.substring(HTML.indexOf("How good it is"), HTML.indexOf("The gate:"));

    assertThat(Page.of(HTML).rowNames().subList(0, 5))
        .containsExactly(
            "product x store x day",
            "product x store x horizon total",
            "product x day",
            "store x day",
            "total x day");
    assertThat(table.split("class=\"chip ")).hasSize(21);
    assertThat(table).contains("floor ");
  }

  @Test
  void aVariantThatIsTheEnsembleUnderAnotherNameIsDrawnOnce() {
    ModelChoice models = ModelChoice.of(SHOPS.verdict().evaluation());

    assertThat(models.drawn()).containsExactly("ensemble", "lstm", "xgboost", "seasonal-naive");
    assertThat(models.same()).containsExactly("ensemble-fixed");
    assertThat(HTML).contains("ensemble is the same as ensemble-fixed here");
  }

  @Test
  void readingsFollowTheNumbers() {
    assertThat(Page.of(HTML).text())
        .contains("After epoch 3, the loss on the stopping window did not get better in the 1")
        .contains("avg_28d alone brings 75.0\u00a0% of the gain")
        .contains("All windows begin on the same weekday");
  }

  @Test
  void daysThatDifferAreDrawnWhereATableTellsOfThem() {
    int last = SHOPS.panel.lastDay();
    List<Covariates.Promotion> week =
        List.of(
            new Covariates.Promotion(
                "p", Covariates.ALL, Covariates.ALL, last - 6, last, Float.NaN, null));
    SalesPanel promoted =
        SHOPS.panel.withCovariates(new Covariates(null, week, null, null, null, last + 60, 0, 0));
    Verdict verdict =
        Verdict.of(Evaluation.of(promoted, SHOPS.forecasts), Gate.DEFAULT_LEVEL, promoted, null);
    Page page = Page.of(Report.html(promoted, verdict, SHOPS.forecasts, Bakeries.nothing()));

    assertThat(page.alternatives()).contains("Error on days that differ");
    assertThat(page.text()).contains("The error is largest on days ");
    assertThat(Page.of(HTML).alternatives()).doesNotContain("Error on days that differ");
  }

  @Test
  void sameInputGivesTheSameBytes() {
    assertThat(page(SHOPS, Bakeries.input())).isEqualTo(HTML);
  }

  @Test
  void oneSeriesAndOneModelAndNothingKnownOfTheTrainingMakeAPageToo() {
    Bakeries one = Bakeries.with(List.of("a"), List.of("1"), List.of("xgboost"));
    Page page = Page.of(page(one, Bakeries.nothing()));

    assertThat(page.headings())
        .contains("The gate: missed", "The models side by side", "The data")
        .doesNotContain("How good it is", "How the models learned", "Where the model came from");
    assertThat(page.text()).contains("Model 'ensemble' was not evaluated.");
  }

  @Test
  void anEvaluationWithoutIntervalsHasNoCalibration() {
    Verdict v = SHOPS.verdict();
    Verdict without = new Verdict(v.gate(), v.advice(), withoutIntervals(v.evaluation()));
    Page page = Page.of(Report.html(SHOPS.panel, without, List.of(), Bakeries.nothing()));

    assertThat(page.alternatives())
        .contains("Error by level")
        .noneMatch(a -> a.startsWith("Calibration"));
    assertThat(page.text()).doesNotContain("pinball");
  }

  private static Evaluation withoutIntervals(Evaluation e) {
    List<Scores> scores =
        e.scores().stream()
            .map(
                s ->
                    new Scores(
                        s.model(),
                        s.level(),
                        s.point(),
                        s.mase(),
                        s.rmsse(),
                        s.scaled(),
                        s.unscaled(),
                        null))
            .toList();
    return new Evaluation(
        e.customer(),
        e.unit(),
        e.horizon(),
        e.origins(),
        e.firstDay(),
        e.lastDay(),
        e.series(),
        e.models(),
        e.graded(),
        e.baseline(),
        scores,
        e.noiseFloor(),
        e.noiseFloorNote(),
        e.grades(),
        e.slices(),
        List.of(),
        e.seriesScores(),
        e.dailyErrors());
  }

  @Test
  void pageIsWrittenWhole(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("report.html");
    Report.write(file, SHOPS.panel, SHOPS.verdict(), SHOPS.forecasts, Bakeries.input());

    assertThat(file).hasContent(HTML);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("no"), "a file").resolve("report.html");

    assertThatThrownBy(
            () -> Report.write(file, SHOPS.panel, SHOPS.verdict(), List.of(), Bakeries.nothing()))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining(file.toString());
  }
}
