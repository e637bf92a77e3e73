package io.shelfcast.models;

import io.shelfcast.ShelfcastException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * How the days are split, by target date and oldest first: training; then stopping and calibration,
 * taking turns in blocks of at least a horizon, so that one odd month misleads neither; then
 * validation, touched once, by evaluation.
 *
 * @param training targets that the models learn from in the first fit
 * @param stopping targets that tell when to stop
 * @param calibration targets that ensemble weights and intervals are fitted on
 * @param validation targets that evaluation scores, or null
 */
public record Windows(
    Range training, List<Range> stopping, List<Range> calibration, Range validation) {

  /** Days of a block of stopping or calibration, where a horizon is not longer. */
  private static final int BLOCK_DAYS = 14;

  /** Days of history before the first target of training. */
  public static final int WARM_UP_DAYS = 14;

  private static final int MIN_TRAINING_DAYS = 14;

  /** Days from {@code first} to {@code last}, both included; epoch days. */
  public record Range(int first, int last) {
    public int days() {
      return last - first + 1;
    }

    public boolean contains(int day) {
      return day >= first && day <= last;
    }

    @Override
    public String toString() {
      return LocalDate.ofEpochDay(first) + ".." + LocalDate.ofEpochDay(last);
    }
  }

  /**
   * Splits days.
   *
   * @param firstDay first day that may be a target, its history allowing for {@link #WARM_UP_DAYS}
   * @param lastDay last day whose sales are known
   * @param validationDays days to set apart at the end, 0 for none; cut to whole horizons and to a
   *     third of the days
   */
  public static Windows of(int firstDay, int lastDay, int horizon, int validationDays) {
    Windows windows = split(firstDay, lastDay, horizon, validationDays);
    if (windows != null) {
      return windows;
    }
    int days = lastDay - firstDay + 1;
    int enough = Math.max(1, days);
    while (split(0, enough - 1, horizon, validationDays) == null) {
      enough++;
    }
    throw new ShelfcastException(
        "Too short a history for a horizon of "
            + horizon
            + " days: "
            + Math.max(0, days)
            + " days can be targets, at least "
            + enough
            + " are needed, after "
            + WARM_UP_DAYS
            + " days of history");
  }

  /** The windows, or null where the days do not suffice. */
  private static Windows split(int firstDay, int lastDay, int horizon, int validationDays) {
    int days = lastDay - firstDay + 1;
    int validation = Math.max(0, Math.min(validationDays, days / 3) / horizon * horizon);
    if (validationDays > 0 && validation == 0) {
      return null;
    }
    int fitDays = days - validation;
    int block = Math.max(BLOCK_DAYS, horizon);
    int blocks = 4;
    if (blocks * block > fitDays / 3) {
      blocks = 2;
      block = Math.max(horizon, Math.min(block, fitDays / 6));
    }
    int fitLast = lastDay - validation;
    int trainingLast = fitLast - blocks * block;
    if (trainingLast - firstDay + 1 < Math.max(MIN_TRAINING_DAYS, horizon)) {
      return null;
    }
    List<Range> stopping = new ArrayList<>();
    List<Range> calibration = new ArrayList<>();
    for (int b = 0; b < blocks; b++) {
      int first = trainingLast + 1 + b * block;
      (b % 2 == 0 ? stopping : calibration).add(new Range(first, first + block - 1));
    }
    return new Windows(
        new Range(firstDay, trainingLast),
        List.copyOf(stopping),
        List.copyOf(calibration),
        validation == 0 ? null : new Range(fitLast + 1, lastDay));
  }

  /** The last day that any fit may see: the day before validation, or the last day of all. */
  public int fitLast() {
    return calibration.get(calibration.size() - 1).last();
  }

  /** Whether a day is in any of several ranges. */
  static boolean in(List<Range> ranges, int day) {
    for (Range r : ranges) {
      if (r.contains(day)) {
        return true;
      }
    }
    return false;
  }
}
