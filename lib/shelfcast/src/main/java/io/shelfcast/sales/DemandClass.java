package io.shelfcast.sales;

/**
 * How regular a series' demand is, by the scheme of Syntetos, Boylan and Croston (2005), "On the
 * categorization of demand patterns", Journal of the Operational Research Society 56.
 */
public enum DemandClass {
  /** Sold often, in similar quantities. */
  SMOOTH,
  /** Sold often, in quantities that vary. */
  ERRATIC,
  /** Sold seldom, in similar quantities. */
  INTERMITTENT,
  /** Sold seldom, in quantities that vary. */
  LUMPY,
  /** Not sold yet. */
  NONE;

  /** The mean interval between selling days from which on demand counts as seldom. */
  public static final double SELDOM = 1.32;

  /** The squared coefficient of variation from which on quantities count as varying. */
  public static final double VARYING = 0.49;

  /**
   * The class of a series.
   *
   * @param adi average demand interval: days on sale for each day with a sale
   * @param cv2 squared coefficient of variation of the quantities of the days with a sale
   */
  public static DemandClass of(double adi, double cv2) {
    if (adi < SELDOM) {
      return cv2 < VARYING ? SMOOTH : ERRATIC;
    }
    return cv2 < VARYING ? INTERMITTENT : LUMPY;
  }
}
