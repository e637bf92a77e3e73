package io.shelfcast.simulation;

import java.util.Locale;

/**
 * A kind of goods: what it costs, how long it keeps, and when it sells.
 *
 * <p>Weekday factors are Monday to Sunday and average 1.
 */
enum Category {
  BREAD("fresh", 2, 250, 0, 0, 0, Week.FRESH),
  FRUIT("fresh", 5, 220, .15, 190, .08, Week.FRESH),
  MEAT("chilled", 4, 640, .10, 180, .06, Week.WEEKEND),
  DAIRY("chilled", 8, 140, 0, 0, 0, Week.EVEN),
  ICE_CREAM("frozen", 0, 380, .55, 195, .30, Week.WEEKEND),
  DRINKS("dry", 0, 160, .20, 195, .16, Week.WEEKEND),
  SWEETS("dry", 0, 190, .30, 350, -.05, Week.EVEN),
  HOUSEHOLD("dry", 0, 420, 0, 0, 0, Week.EVEN);

  private static final class Week {
    static final double[] FRESH = {.9, .9, .95, 1, 1.15, 1.35, .75};
    static final double[] WEEKEND = {.75, .75, .8, .95, 1.35, 1.6, .8};
    static final double[] EVEN = {1, .95, .95, 1, 1.1, 1.2, .8};
  }

  final String department;

  /** 0 where it keeps for long. */
  final int shelfLifeDays;

  final int typicalCents;
  final double seasonAmplitude;
  final int seasonPeak;

  /** Change of the logarithm of demand with 5 degrees more than usual. */
  final double warmth;

  private final double[] week;

  Category(
      String department,
      int shelfLifeDays,
      int typicalCents,
      double seasonAmplitude,
      int seasonPeak,
      double warmth,
      double[] week) {
    this.department = department;
    this.shelfLifeDays = shelfLifeDays;
    this.typicalCents = typicalCents;
    this.seasonAmplitude = seasonAmplitude;
    this.seasonPeak = seasonPeak;
    this.warmth = warmth;
    this.week = week;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** By the calendar alone. */
  double calendar(int weekday, int dayOfYear) {
    return week[weekday - 1]
        * (1 + seasonAmplitude * Math.cos(2 * Math.PI * (dayOfYear - seasonPeak) / 365.25));
  }
}
