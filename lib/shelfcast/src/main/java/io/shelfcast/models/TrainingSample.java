package io.shelfcast.models;

import io.shelfcast.sales.SalesPanel;
import java.util.Locale;

/**
 * Which of the origins of a training window a model learns from.
 *
 * @param taken (series, origin) pairs learnt from
 * @param all pairs whose horizon lies within the window
 * @param stride every how many days of a series one is taken; 1 for all
 */
public record TrainingSample(long taken, long all, int stride) {

  public static TrainingSample of(SalesPanel panel, Windows windows, TrainingOptions options) {
    Origins taken =
        Origins.within(panel, windows.training(), options.horizon(), options.maxSequences());
    return new TrainingSample(
        taken.size(), Origins.count(panel, windows.training(), options.horizon()), taken.stride());
  }

  /** Whether some are left out. */
  public boolean sampled() {
    return stride > 1;
  }

  @Override
  public String toString() {
    return sampled()
        ? String.format(
            Locale.ROOT, "%,d of %,d, one in %d days of each series", taken, all, stride)
        : String.format(Locale.ROOT, "all %,d", all);
  }
}
