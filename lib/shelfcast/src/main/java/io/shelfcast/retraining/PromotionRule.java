package io.shelfcast.retraining;

import io.shelfcast.ShelfcastException;
import java.util.Locale;

/**
 * When a challenger takes the champion's place.
 *
 * @param kind which rule
 * @param alpha share of decisions between equal models that may promote; the test, which takes
 *     weeks for independent, is asked at half of it
 * @param margin share of the champion's MAE that the challenger's must lie below it
 * @param maxAgeWeeks age of a champion from which on an equal challenger replaces it
 */
public record PromotionRule(Kind kind, double alpha, double margin, int maxAgeWeeks) {

  /** Which rule decides. */
  public enum Kind {
    /** A lower MAE, and by more than chance, without harm elsewhere. */
    TRUSTED,
    /** The workflow's plain rule: a lower MAE. */
    MAE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static final PromotionRule DEFAULT = new PromotionRule(Kind.TRUSTED, .05, .01, 26);

  public PromotionRule {
    if (!(alpha > 0 && alpha < 1)) {
      throw new ShelfcastException("--alpha is " + alpha + ": it must lie between 0 and 1");
    }
    if (!(margin >= 0 && margin < 1)) {
      throw new ShelfcastException("--margin is " + margin + ": it must be a share from 0 to 1");
    }
    if (maxAgeWeeks < 1) {
      throw new ShelfcastException("--max-age is " + maxAgeWeeks + ": it must be at least 1 week");
    }
  }
}
