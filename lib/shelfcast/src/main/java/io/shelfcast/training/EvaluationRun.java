package io.shelfcast.training;

import io.shelfcast.database.Database;
import io.shelfcast.evaluation.Level;
import io.shelfcast.evaluation.Verdict;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.PostgresSales;
import io.shelfcast.sales.SalesPanel;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;

/**
 * Grades a saved model on the days after those it has learnt from: on the data it was trained on,
 * the same numbers as its training gave; on more data, the days since too.
 *
 * @param clock tells today, to say how old the last sale is
 */
public record EvaluationRun(Database database, Clock clock, Progress progress) {

  /**
   * Reads the sales that the version was trained on and those since, and grades it.
   *
   * @throws io.shelfcast.ShelfcastException if there is no day to score
   */
  public Verdict run(ModelVersion version, Level gateLevel) {
    return Holdout.of(version.forecaster(), panel(version), gateLevel, progress).verdict();
  }

  private SalesPanel panel(ModelVersion version) {
    Map<?, ?> data = (Map<?, ?>) version.provenance().get(Provenance.DATA);
    Integer historyDays = (Integer) data.get(Provenance.HISTORY_DAYS);
    SalesPanel panel =
        PostgresSales.read(
            database, version.customer(), new Extract(historyDays, null), clock, progress);
    int since =
        panel.lastDay()
            - (int) LocalDate.parse((String) data.get(Provenance.LAST_DAY)).toEpochDay();
    if (historyDays == null || since <= 0) {
      return panel;
    }
    // Newer sales: from the same first day on, so that scales and features see the same days.
    Extract longer = new Extract(historyDays + since, null);
    return PostgresSales.read(database, version.customer(), longer, clock, Progress.NONE);
  }
}
