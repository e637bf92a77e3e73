package io.shelfcast.benchmark;

import io.shelfcast.evaluation.Difference;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.IntervalScores;
import io.shelfcast.evaluation.Level;
import io.shelfcast.evaluation.PointScores;
import io.shelfcast.evaluation.Scores;
import io.shelfcast.evaluation.Slice;

/**
 * One model's line in the table of a data set. Shares are fractions; NaN where a score is not
 * defined.
 *
 * @param wape sum|f - y| / sum y over product x store x day
 * @param wapeOfWindows mean over the origins of each one's wape
 * @param rmsse see {@link Scores}
 * @param bias sum(f - y) / sum y
 * @param belowP10 share of the cells with y &lt; p10, NaN for a peer without intervals; likewise
 *     aboveP90, and pinball: the mean loss of p10, p50 and p90 in units
 * @param horizonWape wape of the totals product x store x horizon
 * @param lead by how much the ensemble is better or worse; null for the ensemble itself
 */
public record ModelRow(
    String model,
    double wape,
    double wapeOfWindows,
    double rmsse,
    double bias,
    double belowP10,
    double aboveP90,
    double pinball,
    double horizonWape,
    Lead lead) {

  /**
   * The ensemble's wape less the model's, with an interval by a block bootstrap over dates, in
   * which sum y stays as it is; see {@link Difference}.
   *
   * @param low NaN where there are too few dates to tell; likewise high
   */
  public record Lead(
      double wape, double low, double high, double confidence, int dates, int blockDays) {

    static Lead of(Evaluation evaluation, String model, long seed) {
      Difference d = Difference.of(evaluation, Evaluation.ENSEMBLE, model, seed);
      PointScores point = evaluation.scores(model, Level.PRODUCT_STORE_DAY).point();
      double mean = point.actual() / point.cells();
      return new Lead(
          d.mean() / mean,
          d.low() / mean,
          d.high() / mean,
          d.confidence(),
          d.dates(),
          d.blockDays());
    }
  }

  /**
   * @param intervals whether the model has any; what the evaluation holds may be stand-ins
   */
  static ModelRow of(Evaluation evaluation, String model, boolean intervals, long seed) {
    Scores day = evaluation.scores(model, Level.PRODUCT_STORE_DAY);
    IntervalScores i = day.intervals();
    return new ModelRow(
        model,
        day.wape(),
        evaluation.slices(Slice.Dimension.WINDOW, model).stream()
            .mapToDouble(s -> s.point().wape())
            .average()
            .orElse(Double.NaN),
        day.rmsse(),
        day.bias(),
        intervals ? i.belowP10() : Double.NaN,
        intervals ? i.aboveP90() : Double.NaN,
        intervals ? i.pinball() : Double.NaN,
        evaluation.scores(model, Level.PRODUCT_STORE_HORIZON).wape(),
        model.equals(Evaluation.ENSEMBLE) ? null : Lead.of(evaluation, model, seed));
  }
}
