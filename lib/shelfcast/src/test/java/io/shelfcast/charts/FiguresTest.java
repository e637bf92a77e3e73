package io.shelfcast.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.knowm.xchart.internal.chartpart.Chart;
import org.xml.sax.InputSource;

class FiguresTest {

  private static final LocalDate DAY = LocalDate.of(2024, 2, 28);

  static Stream<Arguments> figures() {
    Map<String, double[]> errors = new LinkedHashMap<>();
    errors.put("ensemble", new double[] {.19, .2, .21});
    errors.put("seasonal-naive", new double[] {.31, Double.NaN, .33});
    List<String> names = List.of("one", "two", "three");
    return Stream.of(
        figure("forecast", FiguresTest::forecast),
        figure("time", () -> DemandFigures.overTime("t", "units a day", DAY, 1, errors)),
        figure("week", () -> DemandFigures.weekdayProfile("t", "units", week())),
        figure("level", () -> ErrorFigures.byLevel("t", names, errors)),
        figure("part", () -> ErrorFigures.byPart("t", "class", names, errors)),
        figure("ahead", () -> ErrorFigures.byDaysAhead("t", errors)),
        figure("calibration", FiguresTest::calibration),
        figure("curve", () -> curve(3)),
        figure("long curve", () -> curve(500)),
        figure("one round", () -> curve(1)),
        figure("duel", () -> DuelFigures.weeks("t", "units", names, duel())),
        figure("differences", () -> DuelFigures.differences("t", "units", names, psi())),
        figure("band", () -> MonitoringFigures.weeks("t", "MAE %", DAY, days(), 1, 9)),
        figure("no band", () -> MonitoringFigures.weeks("t", "MAE %", DAY, days(), nan(), nan())),
        figure("drift", () -> MonitoringFigures.drift("t", names, psi(), differences())),
        figure("importance", FiguresTest::importance));
  }

  private static Map<String, double[]> duel() {
    return Map.of("champion v1", new double[] {3, 2, 4});
  }

  private static double[] differences() {
    return new double[] {.2, -.1, Double.NaN};
  }

  private static double[] psi() {
    return new double[] {.3, .2, .1};
  }

  private static double[] days() {
    return week().get("bread");
  }

  private static double nan() {
    return Double.NaN;
  }

  private static Arguments figure(String name, Supplier<Chart<?, ?>> chart) {
    return Arguments.of(name, chart);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("figures")
  void everyFigureHasInkInMoreThanOneColourAndTheSameBytesAgain(
      String name, Supplier<Chart<?, ?>> chart) throws IOException {
    byte[] png = Figures.png(chart.get());
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));

    assertThat(image.getWidth()).isEqualTo(2 * FigureStyle.WIDTH);
    assertThat(colours(image)).hasSizeGreaterThan(10);
    assertThat(Figures.png(chart.get())).isEqualTo(png);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("figures")
  void everyFigureIsAnSvgDocumentTooWithTheSameBytesAgain(String name, Supplier<Chart<?, ?>> chart)
      throws Exception {
    String svg = Figures.svg(chart.get());
    DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
    parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);

    assertThat(
            parsers
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getElementsByTagName("path")
                .getLength())
        .isPositive();
    assertThat(Figures.svg(chart.get())).isEqualTo(svg);
  }

  @Test
  void aModelHasItsColourInEveryFigure() {
    int ensemble = Palette.model("ensemble").getRGB();
    for (Chart<?, ?> chart :
        List.of(
            forecast(),
            calibration(),
            ErrorFigures.byDaysAhead("t", Map.of("ensemble", new double[] {.1, .2})))) {
      assertThat(colours(Figures.image(chart))).contains(ensemble);
    }
  }

  @Test
  void modelsHaveDifferentColours() {
    assertThat(
            Stream.of(
                    "ensemble",
                    "xgboost",
                    "lstm",
                    "ensemble-fixed",
                    "ensemble-fitted",
                    "seasonal-naive",
                    "other")
                .map(Palette::model))
        .doesNotHaveDuplicates();
  }

  @Test
  void theBandOfAForecastIsDrawnOnlyWhereThereIsAnInterval() {
    Chart<?, ?> without =
        DemandFigures.forecast(
            "t",
            "units",
            DAY,
            new double[] {1, 2, 3},
            "ensemble",
            List.of(new DemandFigures.Window(DAY, new double[] {1, 2, 3}, null, null)));

    assertThat(bandPixels(forecast())).isGreaterThan(10_000);
    assertThat(bandPixels(without)).isLessThan(1_000); // edges of the line
  }

  private static long bandPixels(Chart<?, ?> chart) {
    BufferedImage image = Figures.image(chart);
    int width = image.getWidth();
    return Arrays.stream(image.getRGB(0, 0, width, image.getHeight(), null, 0, width))
        .filter(FiguresTest::isBand)
        .count();
  }

  /** The ensemble's colour on white as thinly as the band is laid on, but for rounding. */
  private static boolean isBand(int rgb) {
    Color seen = new Color(rgb);
    Color full = Palette.model("ensemble");
    return near(seen.getRed(), full.getRed())
        && near(seen.getGreen(), full.getGreen())
        && near(seen.getBlue(), full.getBlue());
  }

  private static boolean near(int seen, int full) {
    return Math.abs(seen - (255 + (full - 255) * DemandFigures.BAND_ALPHA / 255.0)) < 2;
  }

  @Test
  void textOfAnyKindIsDrawnAsItIs() {
    for (String title :
        List.of("<script>", "Br\u00f6tchen", "$x$", "$\\frac{", "\u9762\u5305", "")) {
      Chart<?, ?> chart = DemandFigures.weekdayProfile(title, "units", week());
      assertThat(colours(Figures.image(chart))).hasSizeGreaterThan(10);
    }
  }

  @Test
  void aLearningCurveWhoseBestRoundIsNotOnItIsRefused() {
    assertThatThrownBy(
            () ->
                TrainingFigures.learningCurve(
                    "t", "lstm", "epoch", "loss", new double[2], new double[2], 3))
        .hasMessage("Invalid learning curve: 2 and 2 losses, best 3");
  }

  @Test
  void fewColoursKeepThoseThatAreFrequentAndTheSize() {
    BufferedImage image = Figures.image(calibration());
    BufferedImage few = FewColours.of(image);

    assertThat(colours(few)).hasSizeLessThanOrEqualTo(256).contains(Color.WHITE.getRGB());
    assertThat(few.getWidth()).isEqualTo(image.getWidth());
    assertThat(colours(few)).contains(Palette.model("ensemble").getRGB());
  }

  private static Chart<?, ?> forecast() {
    double[] actual = {3, 4, 5, 6, 5, 4, 3, 4, 5};
    DemandFigures.Window first =
        new DemandFigures.Window(
            DAY.plusDays(3),
            new double[] {5, 5, 5},
            new double[] {2, 2, 2},
            new double[] {9, 9, 9});
    DemandFigures.Window second =
        new DemandFigures.Window(
            DAY.plusDays(6),
            new double[] {4, 4, 4},
            new double[] {2, 2, 2},
            new double[] {7, 7, 7});
    return DemandFigures.forecast("t", "units", DAY, actual, "ensemble", List.of(first, second));
  }

  private static Chart<?, ?> calibration() {
    return ErrorFigures.calibration(
        "t", "ensemble", new double[] {.1, .5, .9}, new double[][] {{.1, .2}, {.4, .5}, {.8, .9}});
  }

  private static Chart<?, ?> curve(int rounds) {
    double[] loss = new double[rounds];
    Arrays.setAll(loss, i -> 1 / (1.0 + i));
    return TrainingFigures.learningCurve("t", "xgboost", "tree", "loss", loss, loss, rounds);
  }

  private static Chart<?, ?> importance() {
    return TrainingFigures.featureImportance(
        "t",
        List.of("avg_28d", "month", "type"),
        List.of("sales", "time", "store"),
        new double[] {.2, .5, .3},
        2);
  }

  private static Map<String, double[]> week() {
    return Map.of("bread", new double[] {1, 2, 3, 4, 5, 6, 7});
  }

  private static List<Integer> colours(BufferedImage image) {
    int width = image.getWidth();
    int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    return Arrays.stream(pixels).distinct().boxed().toList();
  }
}
