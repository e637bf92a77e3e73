package io.shelfcast.monitoring;

import io.shelfcast.ShelfcastException;

/**
 * Beyond what something calls for somebody.
 *
 * @param staleAfterDays days after which the last sale is too old
 * @param recentDays days that are compared with the training window, and within which products
 *     count as new or ended
 * @param pastWeeks weeks that make a band, at most
 * @param fewestWeeks weeks without which there is no band
 * @param psi population stability index above which a feature may have drifted
 * @param driftShare share of drifted features that is too high
 * @param productShare share of sales in new products, or of forecasts for ended ones, that is too
 *     high
 */
public record Limits(
    int staleAfterDays,
    int recentDays,
    int pastWeeks,
    int fewestWeeks,
    double psi,
    double driftShare,
    double productShare) {

  public static final Limits DEFAULT = new Limits(3, 28, 26, 8, .2, .3, .1);

  public Limits {
    if (staleAfterDays < 1) {
      throw new ShelfcastException(
          "--stale-after is " + staleAfterDays + ": it must be at least 1");
    }
    if (recentDays < 7 || recentDays > 90) {
      throw new ShelfcastException("--recent-days is " + recentDays + ": it must be 7 to 90");
    }
    if (!(driftShare > 0 && driftShare <= 1)) {
      throw new ShelfcastException(
          "--drift-share is " + driftShare + ": it must be above 0 and at most 1");
    }
    if (fewestWeeks < 2 || pastWeeks < fewestWeeks || psi <= 0 || productShare <= 0) {
      throw new IllegalArgumentException("Invalid limits: " + fewestWeeks + ", " + pastWeeks);
    }
  }
}
