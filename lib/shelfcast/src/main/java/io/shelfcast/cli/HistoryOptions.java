package io.shelfcast.cli;

import io.shelfcast.ShelfcastException;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.HistoryCheck;
import java.time.LocalDate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much of the sales is learnt from; a picocli mixin. */
public final class HistoryOptions {

  private static final String ALL = "all";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @Option(
      names = "--history-days",
      paramLabel = "DAYS|all",
      description =
          "Days whose sales are targets, back from the last one; features look further back."
              + " Default: 365 to train, all in a backtest.")
  private String historyDays;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "Cut the sales after this day. Default: the customer's last sale.")
  private LocalDate asOf;

  /**
   * What is to be read.
   *
   * @param days history where the user does not say; null for all
   * @throws ParameterException if a value is none that it can be
   */
  public Extract extract(Integer days) {
    try {
      return new Extract(historyDays == null ? days : parsed(historyDays), asOf);
    } catch (ShelfcastException e) {
      throw new ParameterException(verb.commandLine(), e.getMessage(), e);
    }
  }

  private static Integer parsed(String days) {
    if (days.strip().equalsIgnoreCase(ALL)) {
      return null;
    }
    try {
      int parsed = Integer.parseInt(days.strip());
      if (parsed < HistoryCheck.FEWEST_DAYS) {
        throw new ShelfcastException(
            "--history-days is "
                + parsed
                + ": it must be at least "
                + HistoryCheck.FEWEST_DAYS
                + ", or all");
      }
      return parsed;
    } catch (NumberFormatException e) {
      throw new ShelfcastException(
          "--history-days is '"
              + days
              + "': it must be a number of days, at least "
              + HistoryCheck.FEWEST_DAYS
              + ", or all",
          e);
    }
  }
}
