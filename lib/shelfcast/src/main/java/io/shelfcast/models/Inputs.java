package io.shelfcast.models;

import io.shelfcast.features.Feature;
import java.util.List;

/**
 * What training has seen of each feature, and how a raw row is brought to what the members learn
 * from: sales features divided by the level, {@code avg_28d} replaced by log(level), inputs that
 * training has not covered made neutral.
 *
 * @param least smallest scaled value in training, NaN where a feature was always missing; likewise
 *     the others
 * @param sometimesMissing whether training has seen the feature missing
 * @param seasonCovered whether training has seen all of a year, so that the day of the year tells
 *     something
 * @param monthCovered whether training has seen enough months for the day of the month to tell
 *     something
 */
public record Inputs(
    float[] least,
    float[] most,
    float[] mean,
    float[] deviation,
    boolean[] sometimesMissing,
    boolean seasonCovered,
    boolean monthCovered) {

  private static final int DAYS_THAT_COVER_A_YEAR = 350;

  /** Three months: in fewer, a day of the month is mostly a date. */
  private static final int DAYS_THAT_COVER_A_MONTH = 90;

  /** Divides by the level what counts units; writes in place. */
  static void scale(float[] row, int at, float level) {
    for (int f = Feature.LAST_DAY.ordinal(); f <= Feature.MAX_90D.ordinal(); f++) {
      row[at + f] /= level;
    }
    row[at + Feature.AVG_28D.ordinal()] = (float) Math.log(level);
  }

  /** Looks at scaled training rows. */
  static Inputs of(float[] rows, int trainingDays) {
    int n = rows.length / Feature.COUNT;
    float[] least = new float[Feature.COUNT];
    float[] most = new float[Feature.COUNT];
    float[] mean = new float[Feature.COUNT];
    float[] deviation = new float[Feature.COUNT];
    boolean[] missing = new boolean[Feature.COUNT];
    for (int f = 0; f < Feature.COUNT; f++) {
      double sum = 0;
      double squares = 0;
      int count = 0;
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (int i = f; i < rows.length; i += Feature.COUNT) {
        float v = rows[i];
        if (!Float.isNaN(v)) {
          sum += v;
          squares += (double) v * v;
          low = Math.min(low, v);
          high = Math.max(high, v);
          count++;
        }
      }
      double m = count == 0 ? Double.NaN : sum / count;
      least[f] = count == 0 ? Float.NaN : low;
      most[f] = count == 0 ? Float.NaN : high;
      mean[f] = (float) m;
      deviation[f] = count == 0 ? 0 : (float) Math.sqrt(Math.max(0, squares / count - m * m));
      missing[f] = count < n;
    }
    return new Inputs(
        least,
        most,
        mean,
        deviation,
        missing,
        trainingDays >= DAYS_THAT_COVER_A_YEAR,
        trainingDays >= DAYS_THAT_COVER_A_MONTH);
  }

  /**
   * Makes neutral what training has not covered, in a scaled row: a value that training never saw
   * missing becomes its mean where it is missing now; weather and calendar distances stay within
   * what was seen; the day of the year says nothing where training saw less than a year, nor the
   * day of the month where it saw less than three.
   */
  void neutralise(float[] row, int at) {
    for (Feature feature : WATCHED) {
      int f = feature.ordinal();
      if (Float.isNaN(row[at + f])) {
        if (!sometimesMissing[f]) {
          row[at + f] = neutral(feature);
        }
      } else if (!Float.isNaN(least[f])) {
        row[at + f] = Math.max(least[f], Math.min(most[f], row[at + f]));
      }
    }
    if (!seasonCovered) {
      row[at + Feature.DAY_OF_YEAR.ordinal()] = mean[Feature.DAY_OF_YEAR.ordinal()];
    }
    if (!monthCovered) {
      row[at + Feature.DAY_OF_MONTH.ordinal()] = mean[Feature.DAY_OF_MONTH.ordinal()];
    }
  }

  /**
   * Brings the weather of a row to whole standard deviations. All series of a region share it, so
   * that its exact values are as good as a date: trees would learn single days by heart (bakery,
   * Easter before the scored days: WAPE .188 with exact values, .184 with these).
   */
  void coarsenWeather(float[] row, int at) {
    for (int f = Feature.TEMPERATURE_C.ordinal(); f < Feature.COUNT; f++) {
      if (deviation[f] > 0) {
        row[at + f] = deviation[f] * (float) Math.rint(row[at + f] / deviation[f]);
      }
    }
  }

  private float neutral(Feature feature) {
    return switch (feature) {
      case IS_HOLIDAY,
          IS_SCHOOL_HOLIDAY,
          IS_CLOSED,
          EVENT,
          HAS_PROMOTION,
          DISCOUNT_PCT,
          DAYS_INTO_PROMOTION ->
          0;
      default -> mean[feature.ordinal()];
    };
  }

  /**
   * Features of plans, calendar and weather. Sales features are left alone: they are ratios to the
   * level.
   */
  private static final List<Feature> WATCHED =
      List.of(
          Feature.IS_HOLIDAY,
          Feature.DAYS_TO_NEXT_HOLIDAY,
          Feature.DAYS_SINCE_LAST_HOLIDAY,
          Feature.IS_SCHOOL_HOLIDAY,
          Feature.IS_CLOSED,
          Feature.DAYS_TO_NEXT_CLOSED,
          Feature.DAYS_SINCE_LAST_CLOSED,
          Feature.EVENT,
          Feature.HAS_PROMOTION,
          Feature.DISCOUNT_PCT,
          Feature.DAYS_INTO_PROMOTION,
          Feature.DAYS_SINCE_LAST_PROMOTION,
          Feature.TEMPERATURE_C,
          Feature.PRECIPITATION,
          Feature.WEATHER_IMPACT_SCORE);
}
