package io.shelfcast.sales;

import io.shelfcast.ShelfcastException;
import java.time.LocalDate;

/**
 * Which part of a customer's sales is read.
 *
 * @param historyDays how many days back from the last one are targets of training and validation;
 *     null for all. Sales features may look {@link #LOOK_BACK} days further back, so that many more
 *     are read.
 * @param asOf the last day to be known; null for the customer's last sale
 */
public record Extract(Integer historyDays, LocalDate asOf) {

  /** Days before the first target that sales features may look at. */
  public static final int LOOK_BACK = 400;

  /** A year of history up to the last sale. */
  public static final Extract YEAR = new Extract(365, null);

  /** All history up to the last sale. */
  public static final Extract ALL = new Extract(null, null);

  public Extract {
    if (historyDays != null && historyDays < 1) {
      throw new ShelfcastException("--history-days is " + historyDays + ": it must be at least 1");
    }
  }

  /** The first day to read, as an epoch day, for a last one; {@link Integer#MIN_VALUE} for all. */
  int earliestDay(int lastDay) {
    return historyDays == null
        ? Integer.MIN_VALUE
        : (int) Math.max(-1_000_000, (long) lastDay - historyDays - LOOK_BACK + 1);
  }
}
