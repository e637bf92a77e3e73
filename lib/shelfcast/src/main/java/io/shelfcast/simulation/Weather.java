package io.shelfcast.simulation;

/** Daily weather of a few regions; what is unusual about a day fades over the next ones. */
final class Weather {

  static final int REGIONS = 4;

  private static final double FADES = .8;
  private static final double SPREAD = 2.2;

  private final int firstDay;
  private final int[][] tenthDegrees;
  private final int[][] tenthMillimetres;
  private final double[][] unusual;

  Weather(SimulationOptions options) {
    firstDay = options.firstDay();
    int n = options.plannedUntil() - firstDay + 1;
    tenthDegrees = new int[REGIONS][n];
    tenthMillimetres = new int[REGIONS][n];
    unusual = new double[REGIONS][n];
    for (int r = 0; r < REGIONS; r++) {
      long key = Chance.key(options.seed(), Chance.Draw.REGION, r);
      double warmer = 1.5 * Chance.normal(Chance.key(key, -1));
      double deviation = 0;
      for (int i = 0; i < n; i++) {
        long day = Chance.key(key, i);
        deviation = FADES * deviation + SPREAD * Chance.normal(Chance.key(day, 0));
        double year = 2 * Math.PI * (Calendar.dayOfYear(firstDay + i) - 200) / 365.25;
        tenthDegrees[r][i] = (int) Math.rint(10 * (11 + 9 * Math.cos(year) + warmer + deviation));
        tenthMillimetres[r][i] =
            (int) Math.max(0, Math.rint(45 * Chance.normal(Chance.key(day, 1)) - 20));
        unusual[r][i] = deviation;
      }
    }
  }

  static String region(int region) {
    return "R" + (region + 1);
  }

  int tenthDegrees(int region, int day) {
    return tenthDegrees[region][day - firstDay];
  }

  int tenthMillimetres(int region, int day) {
    return tenthMillimetres[region][day - firstDay];
  }

  /**
   * The factor of demand for a category: warmth against the usual, and fewer people in the rain.
   */
  double factor(Category category, int region, int day) {
    double rain = Math.min(20, tenthMillimetres[region][day - firstDay] / 10.);
    return Math.exp(category.warmth * unusual[region][day - firstDay] / 5 - .006 * rain);
  }
}
