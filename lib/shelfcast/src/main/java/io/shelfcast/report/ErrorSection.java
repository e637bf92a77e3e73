package io.shelfcast.report;

import io.shelfcast.charts.ErrorFigures;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.IntervalScores;
import io.shelfcast.evaluation.Level;
import io.shelfcast.evaluation.Occasion;
import io.shelfcast.evaluation.Reliability;
import io.shelfcast.evaluation.Slice;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.CategoryChart;

/** The figures of errors, each with a reading worked out from its numbers. */
final class ErrorSection {

  /** How far the share of days beyond an end of the interval may be off. */
  private static final double END = .03;

  private ErrorSection() {}

  static Markup of(Evaluation e, ModelChoice models) {
    FigureBox box = new FigureBox();
    List<String> levels = Arrays.stream(Level.values()).map(Level::title).toList();
    box.add(
        () -> ErrorFigures.byLevel("Error by level", levels, models.map(m -> byLevel(e, m))),
        levelReading(e, models.main()));
    Map<String, double[]> ahead = models.map(m -> byDaysAhead(e, m));
    if (ahead.get(models.main()).length > 1) {
      box.add(
          () -> ErrorFigures.byDaysAhead("Error by days ahead, product x store x day", ahead),
          aheadReading(e, models.main()));
    }
    if (!e.reliability(models.main()).isEmpty()) {
      box.add(() -> calibration(e, models.main()), calibrationReading(e, models.main()));
    }
    List<Slice> classes = e.slices(Slice.Dimension.DEMAND_CLASS, models.main());
    if (classes.size() > 1) {
      List<String> names = classes.stream().map(s -> s.key().toLowerCase(Locale.ROOT)).toList();
      Map<String, double[]> errors = models.map(m -> byClass(e, m));
      box.add(
          () -> ErrorFigures.byPart("Error by class of demand", "class of demand", names, errors),
          classReading(classes));
    }
    List<Slice> occasions = occasions(e, models.main());
    if (!occasions.isEmpty()) {
      List<String> names = occasions.stream().map(s -> occasion(s).label()).toList();
      Map<String, double[]> errors = models.map(m -> byOccasion(e, m));
      box.add(
          () -> ErrorFigures.byPart("Error on days that differ", "kind of day", names, errors),
          occasionReading(occasions));
    }
    return Markup.section("Where the error is", FigureBox.obstacle(), box.markup());
  }

  private static double[] byLevel(Evaluation e, String model) {
    return Arrays.stream(Level.values()).mapToDouble(l -> e.scores(model, l).wape()).toArray();
  }

  private static double[] byClass(Evaluation e, String model) {
    return e.slices(Slice.Dimension.DEMAND_CLASS, model).stream()
        .mapToDouble(s -> s.point().wape())
        .toArray();
  }

  /** Those that sold anything: days planned closed have no error in percent. */
  private static List<Slice> occasions(Evaluation e, String model) {
    return e.slices(Slice.Dimension.OCCASION, model).stream()
        .filter(s -> s.point().actual() > 0)
        .toList();
  }

  private static double[] byOccasion(Evaluation e, String model) {
    return occasions(e, model).stream().mapToDouble(s -> s.point().wape()).toArray();
  }

  private static Occasion occasion(Slice slice) {
    return Occasion.valueOf(slice.key());
  }

  static String occasionReading(List<Slice> occasions) {
    Slice worst =
        occasions.stream().max(Comparator.comparingDouble(s -> s.point().wape())).orElseThrow();
    double bias = worst.point().bias();
    return "The error is largest on days "
        + occasion(worst).title()
        + ": "
        + Wording.percent(worst.point().wape())
        + ", where "
        + Wording.percent(Math.abs(bias))
        + (bias > 0 ? " too much" : " too little")
        + " was forecast. A day may be of several kinds.";
  }

  static String classReading(List<Slice> slices) {
    Slice most =
        slices.stream()
            .max(Comparator.comparingDouble(s -> s.point().absoluteError()))
            .orElseThrow();
    double all = slices.stream().mapToDouble(s -> s.point().absoluteError()).sum();
    double sold = slices.stream().mapToDouble(s -> s.point().actual()).sum();
    return "Of all error, "
        + Wording.percent(most.point().absoluteError() / all)
        + " is in "
        + most.key().toLowerCase(Locale.ROOT)
        + " series, which make "
        + Wording.percent(most.point().actual() / sold)
        + " of sales.";
  }

  static String levelReading(Evaluation e, String model) {
    double day = e.scores(model, Level.PRODUCT_STORE_DAY).wape();
    double total = e.scores(model, Level.TOTAL_DAY).wape();
    return "Errors of single products and days partly cancel out: "
        + Wording.percent(day)
        + " for one product in one store on one day, "
        + Wording.percent(e.scores(model, Level.PRODUCT_STORE_HORIZON).wape())
        + " for its total over the horizon, "
        + Wording.percent(total)
        + " for a whole day's sales.";
  }

  static double[] byDaysAhead(Evaluation e, String model) {
    return e.slices(Slice.Dimension.DAYS_AHEAD, model).stream()
        .mapToDouble(s -> s.point().wape())
        .toArray();
  }

  static String aheadReading(Evaluation e, String model) {
    double[] errors = byDaysAhead(e, model);
    double first = errors[0];
    double last = errors[errors.length - 1];
    String weekdays = weekdays(e, errors.length);
    String words = weekdays.isEmpty() ? trend(last / first - 1) : "By days ahead: ";
    return words
        + Wording.model(model)
        + " is off by "
        + Wording.percent(first)
        + " one day ahead and by "
        + Wording.percent(last)
        + " "
        + Wording.count(errors.length, "day")
        + " ahead."
        + weekdays;
  }

  private static String trend(double change) {
    if (Double.isNaN(change)) {
      return "The error by days ahead is not defined on some of them. ";
    }
    if (change > .1) {
      return "The farther ahead, the less certain: ";
    }
    return change < -.1
        ? "The last day is easier than the first: "
        : "Little is lost by looking farther ahead: ";
  }

  /**
   * Windows a whole number of weeks apart make each day ahead one weekday, so that the first and
   * the last day ahead may be unlike for that alone; empty where they can be compared.
   */
  private static String weekdays(Evaluation e, int horizon) {
    List<DayOfWeek> begin = e.origins().stream().map(LocalDate::getDayOfWeek).distinct().toList();
    if (begin.size() != 1 || horizon % 7 == 1) {
      return "";
    }
    return " All windows begin on the same weekday, so that this compares "
        + name(begin.get(0).plus(1))
        + " with "
        + name(begin.get(0).plus(horizon))
        + ": distance and weekday cannot be told apart.";
  }

  private static String name(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  static CategoryChart calibration(Evaluation e, String model) {
    List<Reliability> all = e.reliability(model);
    double[] quantiles =
        all.stream().mapToDouble(Reliability::quantile).distinct().sorted().toArray();
    double[][] observed = new double[quantiles.length][];
    for (int q = 0; q < quantiles.length; q++) {
      double quantile = quantiles[q];
      observed[q] =
          all.stream()
              .filter(r -> r.quantile() == quantile)
              .sorted(Comparator.comparingInt(Reliability::daysAhead))
              .mapToDouble(r -> (r.below() + r.atOrBelow()) / 2)
              .toArray();
    }
    return ErrorFigures.calibration(
        "Calibration of the interval of " + model, model, quantiles, observed);
  }

  static String calibrationReading(Evaluation e, String model) {
    IntervalScores scores = e.scores(model, Level.PRODUCT_STORE_DAY).intervals();
    String ties = " Sales that equal a forecast count half in the figure.";
    if (scores == null) {
      return "A line on its dashes means that the quantile holds what it says." + ties;
    }
    double inside = 1 - scores.belowP10() - scores.aboveP90();
    return judgement(inside, off(scores.belowP10()), off(scores.aboveP90()))
        + Wording.percent(inside)
        + " of sales lie between p10 and p90, where about 80\u00a0% should; "
        + Wording.percent(scores.belowP10())
        + " lie below and "
        + Wording.percent(scores.aboveP90())
        + " above, where about 10\u00a0% should."
        + ties;
  }

  private static boolean off(double beyond) {
    return Math.abs(beyond - .1) > END;
  }

  private static String judgement(double inside, boolean lowerOff, boolean upperOff) {
    if (inside < .75) {
      return "The interval is too narrow: ";
    }
    if (inside > .87) {
      return "The interval is wide: ";
    }
    if (!lowerOff && !upperOff) {
      return "The interval holds: ";
    }
    String ends = lowerOff && upperOff ? "ends" : lowerOff ? "lower end" : "upper end";
    return "As a whole the interval holds, at its " + ends + " not: ";
  }
}
