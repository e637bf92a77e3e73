package io.shelfcast.report;

import io.shelfcast.evaluation.Verdict;
import io.shelfcast.models.Forecasts;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import java.util.List;

/**
 * One page on what a training came to: the verdict, the graded table, the gate, advice, the models
 * side by side, figures with a reading each, series, data, parameters. Self-contained: style and
 * images are in the page, scripts there are none. The same input gives the same bytes.
 */
public final class Report {
  private Report() {}

  /**
   * The page.
   *
   * @param panel the sales that were trained on and scored
   * @param forecasts those that the verdict is about; figures of single series are drawn from them,
   *     and left out where there are none
   */
  public static String html(
      SalesPanel panel, Verdict verdict, List<Forecasts> forecasts, ReportInput input) {
    ModelChoice models = ModelChoice.of(verdict.evaluation());
    SeriesSections series = new SeriesSections(panel, verdict.evaluation(), forecasts, models);
    Markup body =
        Markup.all(
            List.of(
                VerdictSection.of(verdict, input, models),
                ScoreSections.graded(verdict),
                ScoreSections.gate(verdict),
                ScoreSections.advice(verdict),
                ScoreSections.comparison(verdict, models),
                ErrorSection.of(verdict.evaluation(), models),
                TrainingSection.of(input),
                series.bestAndWorst(),
                series.demandClasses(),
                OriginSections.data(panel, input),
                OriginSections.model(input)));
    String title = "Shelfcast: " + panel.customer() + ", version " + input.version();
    return SinglePage.html(title, body);
  }

  /**
   * Writes the page to a file, whole or not at all.
   *
   * @throws io.shelfcast.ShelfcastException if the file cannot be written
   */
  public static void write(
      Path file, SalesPanel panel, Verdict verdict, List<Forecasts> forecasts, ReportInput input) {
    SinglePage.write(file, html(panel, verdict, forecasts, input));
  }
}
