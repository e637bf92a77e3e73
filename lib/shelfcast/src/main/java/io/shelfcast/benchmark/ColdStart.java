package io.shelfcast.benchmark;

import io.shelfcast.evaluation.Backtest;
import io.shelfcast.evaluation.PointScores;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.List;

/**
 * How well products that are new to a store are forecast: the first 28 days of series that start
 * late, forecast as if none of their own sales were known. Other series are known up to each
 * origin, the day before the start and then each horizon; the models were fitted before the first
 * of these starts.
 *
 * @param fittedUntil last day that the models learnt from, null where nothing could be tried
 * @param late series that start at least 28 days after the panel's first day, and have 28 days
 * @param series of them that were tried: those with a year, or half of the panel, to learn from
 *     before them, on at most {@link ColdStartTrial#MOST_STARTS} days spread over it
 * @param cells scored
 * @param note why nothing was tried, else null
 */
public record ColdStart(
    LocalDate fittedUntil, int late, int series, long cells, String note, List<Row> rows) {

  /** Days of each series that are held out. */
  public static final int DAYS = 28;

  /** One way to forecast them. */
  public record Row(String model, PointScores point) {}

  static ColdStart of(SalesPanel panel, Backtest backtest, Progress progress) {
    return new ColdStartTrial(panel, backtest).run(progress);
  }

  static ColdStart none(int late, String note) {
    return new ColdStart(null, late, 0, 0, note, List.of());
  }
}
