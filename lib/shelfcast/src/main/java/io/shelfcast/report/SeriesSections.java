package io.shelfcast.report;

import io.shelfcast.charts.DemandFigures;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.PointScores;
import io.shelfcast.evaluation.SeriesScores;
import io.shelfcast.evaluation.Slice;
import io.shelfcast.models.Forecasts;
import io.shelfcast.sales.DemandClasses;
import io.shelfcast.sales.SalesPanel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Single series, the best and the worst forecast, and classes of series. */
final class SeriesSections {

  private static final int ROWS = 5;

  /** Series that sell less than this part of the mean series are not called the worst. */
  private static final double SMALL = .1;

  private final SalesPanel panel;
  private final Evaluation evaluation;
  private final ModelChoice models;
  private final SeriesWindows windows;

  SeriesSections(
      SalesPanel panel, Evaluation evaluation, List<Forecasts> forecasts, ModelChoice models) {
    this.panel = panel;
    this.evaluation = evaluation;
    this.models = models;
    this.windows = new SeriesWindows(panel, forecasts, models.main());
  }

  /** Figures of the best, the middle, the worst and the heaviest series; tables of both ends. */
  Markup bestAndWorst() {
    List<SeriesScores> ranked = ranked();
    if (ranked.isEmpty()) {
      return Markup.NOTHING;
    }
    SeriesScores best = ranked.get(0);
    SeriesScores middle = ranked.get(ranked.size() / 2);
    SeriesScores worst = ranked.get(ranked.size() - 1);
    FigureBox box = new FigureBox();
    figure(box, best, ranked.size() == 1 ? "The series" : "The best series");
    if (ranked.size() > 2) {
      figure(box, middle, "The series in the middle");
    }
    if (ranked.size() > 1) {
      figure(box, worst, "The worst series");
    }
    SeriesScores heaviest =
        ranked.stream()
            .max(Comparator.comparingDouble(s -> s.point().absoluteError()))
            .orElseThrow();
    if (ranked.size() > 2 && !List.of(best, middle, worst).contains(heaviest)) {
      figure(box, heaviest, "The series off by the most units");
    }
    List<Markup> parts = new ArrayList<>(List.of(box.markup()));
    if (ranked.size() > 2 * ROWS) {
      parts.add(Markup.element("h3", Markup.text("The " + ROWS + " best")));
      parts.add(table(ranked.subList(0, ROWS)));
      parts.add(Markup.element("h3", Markup.text("The " + ROWS + " worst")));
      List<SeriesScores> last =
          new ArrayList<>(ranked.subList(ranked.size() - ROWS, ranked.size()));
      java.util.Collections.reverse(last);
      parts.add(table(last));
    } else {
      parts.add(table(ranked));
    }
    parts.add(
        Markup.paragraph(
            "Ranked by MAE %, day by day, over "
                + Wording.count(ranked.size(), "series")
                + " that sell at least a tenth of what the mean series sells."));
    return Markup.section("Good and bad series", Markup.all(parts));
  }

  private List<SeriesScores> ranked() {
    List<SeriesScores> all = evaluation.seriesScores(models.main());
    double mean = all.stream().mapToDouble(s -> perDay(s.point())).average().orElse(0);
    return all.stream()
        .filter(s -> !Double.isNaN(s.point().wape()) && perDay(s.point()) >= SMALL * mean)
        .sorted(Comparator.comparingDouble((SeriesScores s) -> s.point().wape()))
        .toList();
  }

  private static double perDay(PointScores point) {
    return point.actual() / point.cells();
  }

  private void figure(FigureBox box, SeriesScores scores, String place) {
    List<DemandFigures.Window> shown = windows.of(scores.series());
    if (shown.isEmpty()) {
      return;
    }
    String name = name(scores);
    box.add(
        () ->
            DemandFigures.forecast(
                name,
                evaluation.unit().title() + " a day",
                windows.firstDay(scores.series(), shown),
                windows.actual(scores.series(), shown),
                models.main(),
                shown),
        place
            + " ("
            + name
            + "): sold "
            + Wording.plain(perDay(scores.point()))
            + " a day on average, off by "
            + Wording.percent(scores.point().wape())
            + ", bias "
            + Wording.signed(scores.point().bias())
            + "."
            + naive(scores));
  }

  private String naive(SeriesScores scores) {
    if (evaluation.baseline() == null || evaluation.baseline().equals(models.main())) {
      return "";
    }
    return evaluation.seriesScores(evaluation.baseline()).stream()
        .filter(s -> s.series() == scores.series())
        .findFirst()
        .map(s -> " Seasonal naive: " + Wording.percent(s.point().wape()) + ".")
        .orElse("");
  }

  private static String name(SeriesScores scores) {
    return "Product " + scores.productId() + ", store " + scores.storeId();
  }

  private Markup table(List<SeriesScores> series) {
    Map<Integer, SeriesScores> naive =
        evaluation.baseline() == null
            ? Map.of()
            : evaluation.seriesScores(evaluation.baseline()).stream()
                .collect(Collectors.toMap(SeriesScores::series, Function.identity()));
    DemandClasses classes = DemandClasses.of(panel);
    List<List<Markup>> rows = new ArrayList<>();
    for (SeriesScores s : series) {
      SeriesScores other = naive.get(s.series());
      rows.add(
          List.of(
              Markup.text(name(s)),
              Markup.text(Wording.plain(perDay(s.point()))),
              Markup.text(Wording.percent(s.point().wape())),
              Markup.text(other == null ? "" : Wording.percent(other.point().wape())),
              Markup.text(Wording.signed(s.point().bias())),
              Markup.text(classes.get(s.series()).name().toLowerCase(Locale.ROOT))));
    }
    return Markup.table(
        List.of("series", "sold a day", "MAE %", "naive, MAE %", "bias", "demand"), rows);
  }

  /** The error of each class of demand. */
  Markup demandClasses() {
    List<Slice> own = evaluation.slices(Slice.Dimension.DEMAND_CLASS, models.main());
    if (own.isEmpty()) {
      return Markup.NOTHING;
    }
    double sold = own.stream().mapToDouble(s -> s.point().actual()).sum();
    List<List<Markup>> rows = new ArrayList<>();
    for (Slice s : own) {
      rows.add(
          List.of(
              Markup.text(s.key().toLowerCase(Locale.ROOT)),
              Markup.text(Wording.count(s.point().cells())),
              Markup.text(Wording.percent(s.point().actual() / sold)),
              Markup.text(Wording.percent(s.point().wape())),
              Markup.text(Wording.signed(s.point().bias()))));
    }
    return Markup.section(
        "Classes of demand",
        Markup.table(List.of("class", "cells", "share of sales", "MAE %", "bias"), rows),
        Markup.paragraph(
            "Smooth and erratic series sell often, intermittent and lumpy ones seldom; quantities"
                + " of erratic and lumpy ones vary much (Syntetos, Boylan and Croston 2005)."));
  }
}
