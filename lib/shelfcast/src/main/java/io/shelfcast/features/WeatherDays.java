package io.shelfcast.features;

import io.shelfcast.sales.Covariates.Weather;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The weather of one region: as recorded, and by the day of the year. */
final class WeatherDays {

  private static final int DAYS = 366;
  private static final int HALF_WINDOW = 7;

  private final Map<Integer, float[]> recorded = new HashMap<>();
  private final float[] usualTemperature;
  private final float[] usualPrecipitation;
  private final float temperatureSpread;
  private final float precipitationSpread;

  /** Weather by region; empty where the customer has no weather table. */
  static Map<String, WeatherDays> byRegion(SalesPanel panel) {
    List<Weather> rows = panel.covariates().weather();
    Map<String, List<Weather>> byRegion = new HashMap<>();
    if (rows != null) {
      for (Weather w : rows) {
        byRegion.computeIfAbsent(w.region(), k -> new java.util.ArrayList<>()).add(w);
      }
    }
    Map<String, WeatherDays> result = new HashMap<>();
    byRegion.forEach((region, list) -> result.put(region, new WeatherDays(list, panel.lastDay())));
    return result;
  }

  /** What is usual is learnt up to the last day known, so that later weather does not leak in. */
  private WeatherDays(List<Weather> rows, int lastDay) {
    for (Weather w : rows) {
      recorded.put(w.day(), new float[] {w.temperatureC(), w.precipitationMm()});
    }
    List<Weather> past = rows.stream().filter(w -> w.day() <= lastDay).toList();
    List<Weather> learnt = past.isEmpty() ? rows : past;
    usualTemperature = usual(learnt, 0);
    usualPrecipitation = usual(learnt, 1);
    temperatureSpread = spread(learnt, 0, usualTemperature);
    precipitationSpread = spread(learnt, 1, usualPrecipitation);
  }

  private static float value(Weather w, int column) {
    return column == 0 ? w.temperatureC() : w.precipitationMm();
  }

  private static int dayOfYear(int day) {
    return LocalDate.ofEpochDay(day).getDayOfYear() - 1;
  }

  /**
   * Mean by day of the year over a window of 15 days; where no year covers it, the nearest day that
   * is covered.
   */
  private static float[] usual(List<Weather> rows, int column) {
    double[] sum = new double[DAYS];
    int[] count = new int[DAYS];
    for (Weather w : rows) {
      if (!Float.isNaN(value(w, column))) {
        sum[dayOfYear(w.day())] += value(w, column);
        count[dayOfYear(w.day())]++;
      }
    }
    float[] usual = new float[DAYS];
    for (int d = 0; d < DAYS; d++) {
      double s = 0;
      int n = 0;
      for (int half = HALF_WINDOW; n == 0 && half < DAYS; half *= 2) {
        for (int k = -half; k <= half; k++) {
          int i = Math.floorMod(d + k, DAYS);
          s += sum[i];
          n += count[i];
        }
      }
      usual[d] = n == 0 ? Float.NaN : (float) (s / n);
    }
    return usual;
  }

  private static float spread(List<Weather> rows, int column, float[] usual) {
    double sum = 0;
    int n = 0;
    for (Weather w : rows) {
      if (!Float.isNaN(value(w, column))) {
        double d = value(w, column) - usual[dayOfYear(w.day())];
        sum += d * d;
        n++;
      }
    }
    float spread = n == 0 ? 0 : (float) Math.sqrt(sum / n);
    // Of too few days to differ nothing is known: a degree or a millimetre then counts as one.
    return spread < 1e-3 ? 1 : spread;
  }

  private float of(int day, int column, float[] usual) {
    float[] row = recorded.get(day);
    return row == null || Float.isNaN(row[column]) ? usual[dayOfYear(day)] : row[column];
  }

  float temperature(int day) {
    return of(day, 0, usualTemperature);
  }

  float precipitation(int day) {
    return of(day, 1, usualPrecipitation);
  }

  float impact(int day) {
    int d = dayOfYear(day);
    return (temperature(day) - usualTemperature[d]) / temperatureSpread
        - (precipitation(day) - usualPrecipitation[d]) / precipitationSpread;
  }
}
