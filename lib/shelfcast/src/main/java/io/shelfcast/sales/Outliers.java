package io.shelfcast.sales;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Days whose sales are far from what a series usually sells.
 *
 * <p>A day with sales is an outlier when its quantity differs from the median of the series' days
 * with sales by more than {@value #LIMIT} robust standard deviations: 1.4826 times the median
 * absolute deviation, and at least the square root of the median, which is what chance alone makes
 * of counts. Series with fewer than {@value #ENOUGH} days with sales have none.
 */
public final class Outliers {

  public static final double LIMIT = 5;
  public static final int ENOUGH = 28;

  /** Makes the median absolute deviation of a normal distribution its standard deviation. */
  private static final double NORMAL = 1.4826;

  private Outliers() {}

  /**
   * A day far from the usual.
   *
   * @param usual the median of the series' days with sales
   * @param deviations how many robust standard deviations it is away, always positive
   */
  public record Outlier(
      String productId,
      String storeId,
      LocalDate date,
      float quantity,
      float usual,
      double deviations) {}

  /** All outliers of a panel, the farthest first. */
  public static List<Outlier> of(SalesPanel panel) {
    List<Outlier> outliers = new ArrayList<>();
    for (int s = 0; s < panel.seriesCount(); s++) {
      float[] quantities = panel.quantities(s);
      float[] sold = sorted(quantities);
      if (sold.length < ENOUGH) {
        continue;
      }
      float median = median(sold);
      double deviation = Math.max(NORMAL * medianDeviation(sold, median), Math.sqrt(median));
      for (int i = 0; i < quantities.length; i++) {
        double away = Math.abs(quantities[i] - median) / deviation;
        if (quantities[i] > 0 && away > LIMIT) {
          outliers.add(
              new Outlier(
                  panel.productId(s),
                  panel.storeId(s),
                  LocalDate.ofEpochDay(panel.startDay(s) + i),
                  quantities[i],
                  median,
                  away));
        }
      }
    }
    outliers.sort(
        Comparator.comparingDouble(Outlier::deviations)
            .reversed()
            .thenComparing(Outlier::productId)
            .thenComparing(Outlier::storeId)
            .thenComparing(Outlier::date));
    return outliers;
  }

  private static float[] sorted(float[] quantities) {
    float[] sold = new float[quantities.length];
    int n = 0;
    for (float quantity : quantities) {
      if (quantity > 0) {
        sold[n++] = quantity;
      }
    }
    float[] sorted = Arrays.copyOf(sold, n);
    Arrays.sort(sorted);
    return sorted;
  }

  private static float median(float[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static float medianDeviation(float[] sorted, float median) {
    float[] deviations = new float[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      deviations[i] = Math.abs(sorted[i] - median);
    }
    Arrays.sort(deviations);
    return median(deviations);
  }
}
