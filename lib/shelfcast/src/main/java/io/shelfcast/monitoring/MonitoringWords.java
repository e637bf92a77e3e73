package io.shelfcast.monitoring;

import io.shelfcast.evaluation.Numbers;
import io.shelfcast.report.Wording;

/** What monitoring found, in sentences for a page. */
public final class MonitoringWords {
  private MonitoringWords() {}

  /** A value of a measure; with its sign where it has two sides. */
  public static String value(Measure measure, double value) {
    return measure == Measure.BIAS || measure == Measure.SKILL
        ? Wording.signed(value)
        : Wording.percent(value);
  }

  /** An index of stability. */
  public static String index(double psi) {
    return Double.isNaN(psi) ? "-" : Numbers.format("%.2f", psi);
  }

  /** Which week a row is of, and how much of it is known. */
  public static String week(Week week) {
    return week.monday() + (week.complete(Measure.ZEROS) ? "" : ", " + week.days() + " of 7 days");
  }

  /** How many features have drifted, and which days were compared. */
  public static String drift(Drift drift) {
    return drift.drifted()
        + " of "
        + drift.judged()
        + " features have drifted: "
        + Wording.days(drift.recentFirst(), drift.recentLast())
        + " against the training window, "
        + Wording.days(drift.referenceFirst(), drift.referenceLast())
        + ".";
  }

  /** Products that came and went, and their shares. */
  public static String products(ProductChanges p) {
    return Wording.count(p.active(), "product")
        + " sold of late, "
        + p.started()
        + " of them new with "
        + Wording.percent(p.startedShare())
        + " of the units; "
        + p.ended()
        + " ended, for which "
        + Wording.percent(p.endedShare())
        + " of the forecasts were.";
  }

  /** The days of a report, added up. */
  public static String days(MonitoringReport report) {
    double sold = 0;
    double forecast = 0;
    long toCome = 0;
    for (DayTotal day : report.days()) {
      if (Double.isNaN(day.actual())) {
        toCome++;
      } else {
        sold += day.actual();
        forecast += day.forecast();
      }
    }
    return "Over the days shown "
        + Wording.plain(sold)
        + " units were sold and "
        + Wording.plain(forecast)
        + " forecast; "
        + (toCome == 0
            ? "no day to come is forecast."
            : Wording.count(toCome, "day") + " to come.");
  }

  /** The latest week of a measure, which must be there, and its band. */
  public static String latest(MonitoringReport report, Measure measure) {
    Week week = report.latest(measure);
    Band band = report.band(measure);
    return "Week from "
        + Wording.day(week.monday())
        + ": "
        + value(measure, week.value(measure))
        + (band == null
            ? "; too few weeks for a band."
            : (band.alarms(week.value(measure)) ? ", outside of " : ", within ")
                + value(measure, band.low())
                + " to "
                + value(measure, band.high())
                + (band.fromValidation() ? " (validation included)." : "."));
  }
}
