package io.shelfcast.sales;

import io.shelfcast.ShelfcastException;
import io.shelfcast.progress.Progress;
import java.time.Clock;
import java.time.LocalDate;

/** Says whether a customer's history is long and fresh enough to learn from. */
public final class HistoryCheck {

  /** Days without which nothing can be learnt. */
  public static final int FEWEST_DAYS = 90;

  static final int GOOD_DAYS = 365;
  static final int STALE_AFTER_DAYS = 7;

  private HistoryCheck() {}

  /**
   * Refuses a history of under 90 days, warns under 365, and tells when the last sale is more than
   * a week old.
   *
   * @param firstDay epoch day of the first sale
   * @param lastDay epoch day of the last
   * @throws ShelfcastException if there are too few days
   */
  public static void check(
      String customer, int firstDay, int lastDay, Clock clock, Progress progress) {
    int days = lastDay - firstDay + 1;
    String span =
        "Customer '"
            + customer
            + "' has "
            + days
            + " days of sales ("
            + LocalDate.ofEpochDay(firstDay)
            + " to "
            + LocalDate.ofEpochDay(lastDay)
            + ")";
    if (days < FEWEST_DAYS) {
      throw new ShelfcastException(
          span + ": at least " + FEWEST_DAYS + " are needed, " + GOOD_DAYS + " are better");
    }
    if (days < GOOD_DAYS) {
      progress.say(
          span
              + ": fewer than "
              + GOOD_DAYS
              + ", so that no season can be learnt from a year before");
    }
    long age = LocalDate.now(clock).toEpochDay() - lastDay;
    if (age > STALE_AFTER_DAYS) {
      progress.say(
          "The last sale of customer '"
              + customer
              + "' is of "
              + LocalDate.ofEpochDay(lastDay)
              + ", "
              + age
              + " days ago: forecasts begin the day after it");
    }
  }
}
