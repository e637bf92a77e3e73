package io.shelfcast.monitoring;

import io.shelfcast.evaluation.DailyError;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Makes the bands that the latest week is held against. */
record Bands(Limits limits, Verdict validation) {

  private static final int DAYS = 7;

  /** The latest week of which a measure may be judged; null for none. */
  static Week latest(List<Week> weeks, Measure measure) {
    for (int w = weeks.size() - 1; w >= 0; w--) {
      if (weeks.get(w).complete(measure)) {
        return weeks.get(w);
      }
    }
    return null;
  }

  /** A band for each measure that has enough past weeks before its latest one. */
  List<Band> of(List<Week> weeks) {
    List<Band> bands = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      double[] past = past(weeks, measure);
      double[] before = validation(measure);
      if (past.length >= limits.fewestWeeks()) {
        bands.add(Band.of(measure, past, false));
      } else if (before.length >= 2 && before.length + past.length >= limits.fewestWeeks()) {
        double[] all =
            DoubleStream.concat(DoubleStream.of(before), DoubleStream.of(past)).toArray();
        bands.add(Band.of(measure, all, true));
      }
    }
    return List.copyOf(bands);
  }

  private double[] past(List<Week> weeks, Measure measure) {
    Week latest = latest(weeks, measure);
    double[] values =
        weeks.stream()
            .filter(w -> latest != null && w.monday().isBefore(latest.monday()))
            .filter(w -> w.complete(measure))
            .mapToDouble(w -> w.value(measure))
            .filter(v -> !Double.isNaN(v))
            .toArray();
    int from = Math.max(0, values.length - limits.pastWeeks());
    return java.util.Arrays.copyOfRange(values, from, values.length);
  }

  /** Error and bias of the weeks that the champion was validated on; empty for the others. */
  private double[] validation(Measure measure) {
    if (validation == null || (measure != Measure.ERROR && measure != Measure.BIAS)) {
      return new double[0];
    }
    List<DailyError> days = validation.evaluation().dailyErrors(Evaluation.ENSEMBLE);
    List<Double> values = new ArrayList<>();
    for (int d = 0; d + DAYS <= days.size(); d += DAYS) {
      List<DailyError> week = days.subList(d, d + DAYS);
      double sold = week.stream().mapToDouble(DailyError::actual).sum();
      double off =
          week.stream()
              .mapToDouble(e -> measure == Measure.ERROR ? e.absolute() : e.signed())
              .sum();
      if (sold > 0) {
        values.add(off / sold);
      }
    }
    return values.stream().mapToDouble(v -> v).toArray();
  }
}
