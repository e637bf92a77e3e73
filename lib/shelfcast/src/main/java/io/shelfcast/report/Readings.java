package io.shelfcast.report;

import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Slice;
import io.shelfcast.models.LearningCurve;
import org.knowm.xchart.CategoryChart;

/**
 * What a figure of the report shows, in a sentence or two worked out from its numbers; for
 * notebooks, which say the same below the same figures.
 */
public final class Readings {

  private Readings() {}

  /** Of the error by level. */
  public static String levels(Evaluation e, String model) {
    return plain(ErrorSection.levelReading(e, model));
  }

  /** Of the error by days ahead. */
  public static String daysAhead(Evaluation e, String model) {
    return plain(ErrorSection.aheadReading(e, model));
  }

  /** Of the error by class of demand. */
  public static String classes(Evaluation e, String model) {
    return plain(ErrorSection.classReading(e.slices(Slice.Dimension.DEMAND_CLASS, model)));
  }

  /** Of the interval. */
  public static String calibration(Evaluation e, String model) {
    return plain(ErrorSection.calibrationReading(e, model));
  }

  /** Shares of sales below each quantile, by days ahead. */
  public static CategoryChart calibrationFigure(Evaluation e, String model) {
    return ErrorSection.calibration(e, model);
  }

  /**
   * Of how a member learned.
   *
   * @param round what a round is ("epoch", "tree")
   * @param max rounds allowed
   */
  public static String curve(String model, String round, LearningCurve c, int max) {
    return model
        + ": "
        + plain(
            TrainingSection.curveReading(
                new ReportInput.LearningCurve(
                    model, round, c.metric(), c.training(), c.stopping(), c.best() + 1, max)));
  }

  /** Pages keep a number and its unit in one line by a blank of their own. */
  private static String plain(String text) {
    return text.replace('\u00a0', ' ');
  }
}
