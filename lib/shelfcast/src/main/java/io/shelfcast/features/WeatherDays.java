package io.shelfcast.features;

import io.shelfcast.sales.Covariates.Weather;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The weather of one region, day by day: as recorded, else usual for the day of the year. */
final class WeatherDays {

  private static final int DAYS = 366;
  private static final int HALF_WINDOW = 7;

  private final int from;
  private final float[] temperature;
  private final float[] precipitation;
  private final float[] impact;

  /**
   * Weather by region, from the panel's first day on; empty where the customer has no weather
   * table.
   *
   * @param to last day for which it may be asked
   */
  static Map<String, WeatherDays> byRegion(SalesPanel panel, int to) {
    List<Weather> rows = panel.covariates().weather();
    Map<String, List<Weather>> byRegion = new HashMap<>();
    if (rows != null) {
      for (Weather w : rows) {
        byRegion.computeIfAbsent(w.region(), k -> new java.util.ArrayList<>()).add(w);
      }
    }
    Map<String, WeatherDays> result = new HashMap<>();
    byRegion.forEach((region, list) -> result.put(region, new WeatherDays(list, panel, to)));
    return result;
  }

  /** What is usual is learnt up to the last day known, so that later weather does not leak in. */
  private WeatherDays(List<Weather> rows, SalesPanel panel, int to) {
    from = panel.firstDay();
    List<Weather> past = rows.stream().filter(w -> w.day() <= panel.lastDay()).toList();
    List<Weather> learnt = past.isEmpty() ? rows : past;
    float[] usualTemperature = usual(learnt, 0);
    float[] usualPrecipitation = usual(learnt, 1);
    float temperatureSpread = spread(learnt, 0, usualTemperature);
    float precipitationSpread = spread(learnt, 1, usualPrecipitation);
    temperature = recorded(rows, 0, to);
    precipitation = recorded(rows, 1, to);
    impact = new float[temperature.length];
    for (int i = 0; i < impact.length; i++) {
      int d = dayOfYear(from + i);
      temperature[i] = Float.isNaN(temperature[i]) ? usualTemperature[d] : temperature[i];
      precipitation[i] = Float.isNaN(precipitation[i]) ? usualPrecipitation[d] : precipitation[i];
      impact[i] =
          (temperature[i] - usualTemperature[d]) / temperatureSpread
              - (precipitation[i] - usualPrecipitation[d]) / precipitationSpread;
    }
  }

  private float[] recorded(List<Weather> rows, int column, int to) {
    float[] days = new float[to - from + 1];
    Arrays.fill(days, Float.NaN);
    for (Weather w : rows) {
      if (w.day() >= from && w.day() <= to) {
        days[w.day() - from] = value(w, column);
      }
    }
    return days;
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

  float temperature(int day) {
    return temperature[day - from];
  }

  float precipitation(int day) {
    return precipitation[day - from];
  }

  float impact(int day) {
    return impact[day - from];
  }
}
