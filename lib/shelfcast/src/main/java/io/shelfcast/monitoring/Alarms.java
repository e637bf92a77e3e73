package io.shelfcast.monitoring;

import io.shelfcast.evaluation.Numbers;
import io.shelfcast.monitoring.Alert.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The rules by which something found becomes an {@link Alert}. */
final class Alarms {

  /** Weeks over which the ensemble must not be worse than seasonal naive. */
  private static final int SKILL_WEEKS = 4;

  private static final int NAMED = 5;

  private final Limits limits;
  private final List<Alert> alerts = new ArrayList<>();

  Alarms(Limits limits) {
    this.limits = limits;
  }

  List<Alert> alerts() {
    return List.copyOf(alerts);
  }

  void brokenChampion(String reason) {
    add(Kind.MODEL, "The champion cannot be read: " + reason, Double.NaN, Double.NaN, Double.NaN);
  }

  void freshness(Freshness f) {
    if (f.ageDays() > limits.staleAfterDays()) {
      add(
          Kind.DATA,
          "The last sale is of "
              + f.lastSale()
              + ", "
              + f.ageDays()
              + " days ago; more than "
              + limits.staleAfterDays()
              + " are too many: load what was sold since",
          f.ageDays(),
          Double.NaN,
          limits.staleAfterDays());
    }
  }

  /** Of a customer with a champion. */
  void forecasts(Freshness f, LocalDate today) {
    if (f.forecastUntil() == null || f.forecastUntil().isBefore(today)) {
      add(
          Kind.FORECASTS,
          (f.forecastUntil() == null
                  ? "No forecast is kept"
                  : "The last forecast kept is for "
                      + f.forecastUntil()
                      + ", and today is "
                      + today)
              + ": 'jbang predict' makes and keeps the next ones",
          Double.NaN,
          Double.NaN,
          Double.NaN);
    }
  }

  void weeks(List<Week> weeks, List<Band> bands) {
    for (Band band : bands) {
      Week week = Bands.latest(weeks, band.measure());
      if (week == null) {
        continue; // the band is of validation alone, nothing in operation can be judged yet
      }
      double value = week.value(band.measure());
      if (band.alarms(value)) {
        add(
            band.measure().ofData() ? Kind.DATA : Kind.ERROR,
            outside(band, week, value),
            value,
            band.low(),
            band.high());
      }
    }
    skill(weeks);
  }

  private static String outside(Band band, Week week, double value) {
    return upper(band.measure().title())
        + " of the week from "
        + week.monday()
        + " was "
        + percent(value)
        + ", "
        + (value > band.high() ? "above" : "below")
        + " the band of "
        + band.weeks()
        + (band.fromValidation() ? " weeks, validation included: " : " weeks before: ")
        + percent(band.low())
        + " to "
        + percent(band.high())
        + ", mean "
        + percent(band.mean());
  }

  private void skill(List<Week> weeks) {
    List<Week> all = weeks.stream().filter(w -> w.complete(Measure.SKILL)).toList();
    List<Week> last = all.subList(Math.max(0, all.size() - SKILL_WEEKS), all.size());
    double own = last.stream().mapToDouble(w -> w.point().absoluteError()).sum();
    double naive = last.stream().mapToDouble(w -> w.naive().absoluteError()).sum();
    double sold = last.stream().mapToDouble(w -> w.point().actual()).sum();
    if (last.size() > 1 && own > naive) {
      add(
          Kind.ERROR,
          "Over the last "
              + last.size()
              + " weeks the forecasts were off by "
              + percent(own / sold)
              + " of what was sold, and seasonal naive by "
              + percent(naive / sold)
              + ": repeating last week would have been better",
          1 - own / naive,
          0,
          Double.NaN);
    }
  }

  void drift(Drift drift) {
    if (drift.share() > limits.driftShare()) {
      String worst =
          drift.features().stream()
              .filter(FeatureDrift::drifted)
              .sorted((a, b) -> Double.compare(b.psi(), a.psi()))
              .limit(NAMED)
              .map(f -> f.feature() + " " + Numbers.format("%.2f", f.psi()))
              .collect(Collectors.joining(", "));
      add(
          Kind.DRIFT,
          drift.drifted()
              + " of "
              + drift.judged()
              + " features ("
              + percent(drift.share())
              + "; "
              + percent(limits.driftShare())
              + " are too many) have drifted from what the champion learnt from; farthest, by PSI: "
              + worst,
          drift.share(),
          Double.NaN,
          limits.driftShare());
    }
  }

  void products(ProductChanges p) {
    if (p.startedShare() > limits.productShare()) {
      add(
          Kind.PRODUCTS,
          count(p.started(), "new product")
              + " of the last "
              + limits.recentDays()
              + " days made "
              + percent(p.startedShare())
              + " of the units sold in them: a model should be trained that knows them",
          p.startedShare(),
          Double.NaN,
          limits.productShare());
    }
    if (p.endedShare() > limits.productShare()) {
      add(
          Kind.PRODUCTS,
          percent(p.endedShare())
              + " of the units forecast for the last "
              + limits.recentDays()
              + " days were for "
              + count(p.ended(), "product")
              + " not sold in them any more",
          p.endedShare(),
          Double.NaN,
          limits.productShare());
    }
  }

  private void add(Kind kind, String sentence, double value, double low, double high) {
    alerts.add(new Alert(kind, sentence + ".", value, low, high));
  }

  private static String upper(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String count(int n, String thing) {
    return n + " " + thing + (n == 1 ? "" : "s");
  }

  static String percent(double fraction) {
    return Numbers.percent(fraction) + (Double.isNaN(fraction) ? "" : " %");
  }
}
