package io.shelfcast.evaluation;

import io.shelfcast.evaluation.Advice.Topic;
import io.shelfcast.evaluation.Slice.Dimension;
import io.shelfcast.sales.SalesPanel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Advice from where the graded model's errors are: bias, worst stores and products, noise. */
final class ErrorAdvice {

  private static final double BIAS = .05;

  /** Bias of one weekday or window, away from the overall one, above which it is told. */
  private static final double LOCAL_BIAS = .08;

  /** Error's share over sales' share, from which on a store or product stands out. */
  private static final double STANDS_OUT = 1.5;

  /** Units of a weekday on the days scored, below which its bias may be chance. */
  private static final double ENOUGH_UNITS = 100;

  private static final double NOTABLE = .05;
  private static final double MOSTLY_NOISE = .8;

  private final Evaluation evaluation;
  private final Level gateLevel;
  private final SalesPanel panel;
  private final PointScores overall;
  private final List<Advice> advice = new ArrayList<>();

  ErrorAdvice(Evaluation evaluation, Level gateLevel, SalesPanel panel) {
    this.evaluation = evaluation;
    this.gateLevel = gateLevel;
    this.panel = panel;
    this.overall = evaluation.scores(evaluation.graded(), Level.PRODUCT_STORE_DAY).point();
  }

  List<Advice> advise() {
    overallBias();
    weekdayBias();
    windowBias();
    worst(Dimension.STORE, "Stores");
    worst(Dimension.PRODUCT, "Products");
    noise();
    return advice;
  }

  private void say(Topic topic, String format, Object... values) {
    advice.add(new Advice(topic, Numbers.format(format, values)));
  }

  private List<Slice> slices(Dimension dimension) {
    return evaluation.slices(dimension, evaluation.graded());
  }

  private void overallBias() {
    if (!(Math.abs(overall.bias()) > BIAS)) {
      return;
    }
    List<Slice> windows = slices(Dimension.WINDOW);
    long same = windows.stream().filter(w -> w.point().bias() * overall.bias() > 0).count();
    say(
        Topic.BIAS,
        "The forecasts are %s %% too %s, in %d of %d windows: %s.",
        Numbers.percent(Math.abs(overall.bias())),
        overall.bias() > 0 ? "high" : "low",
        same,
        windows.size(),
        same == windows.size()
            ? "sales moved away from the training days; train again up to the last day (--refit)"
            : "look at the windows one by one before changing the models");
  }

  /**
   * The part of a dimension whose bias is farthest from the overall one, null where none is far.
   */
  private Slice farthest(Dimension dimension, double fewestUnits) {
    List<Slice> parts = slices(dimension);
    return parts.stream()
        .filter(p -> parts.size() > 1 && p.point().actual() >= NOTABLE * overall.actual())
        .filter(p -> p.point().actual() >= fewestUnits)
        .filter(p -> Math.abs(p.point().bias() - overall.bias()) > LOCAL_BIAS)
        .max(Comparator.comparingDouble(p -> Math.abs(p.point().bias() - overall.bias())))
        .orElse(null);
  }

  private void weekdayBias() {
    Slice day = farthest(Dimension.WEEKDAY, ENOUGH_UNITS);
    if (day != null) {
      String name = day.key().charAt(0) + day.key().substring(1).toLowerCase(Locale.ROOT);
      say(
          Topic.BIAS,
          "%ss are forecast %s (overall %s), with %s %% of the sales: look for what is special about them (opening hours,"
              + " promotions that begin or end) and add it to events or promotions.",
          name,
          direction(day.point().bias()),
          direction(overall.bias()),
          Numbers.percent(day.point().actual() / overall.actual()));
    }
  }

  private void windowBias() {
    Slice window = farthest(Dimension.WINDOW, 0);
    if (window != null) {
      String tables =
          panel.covariates().events() == null
              ? "there is no events table; add one with holidays and closing days"
              : panel.covariates().promotions() == null
                  ? "there is no promotions table; add one"
                  : "see whether events and promotions of those days are complete";
      say(
          Topic.BIAS,
          "The %d days after %s are forecast %s (overall %s): %s.",
          evaluation.horizon(),
          window.key(),
          direction(window.point().bias()),
          direction(overall.bias()),
          tables);
    }
  }

  private static String direction(double bias) {
    return Numbers.percent(Math.abs(bias)) + " % too " + (bias > 0 ? "high" : "low");
  }

  private void worst(Dimension dimension, String what) {
    List<Slice> parts = slices(dimension);
    double error = overall.absoluteError();
    List<Slice> worst =
        parts.stream()
            .filter(p -> parts.size() > 2)
            .filter(p -> p.point().absoluteError() >= NOTABLE * error)
            .filter(
                p ->
                    p.point().absoluteError() / error
                        > STANDS_OUT * p.point().actual() / overall.actual())
            .sorted(Comparator.comparingDouble((Slice p) -> -p.point().absoluteError()))
            .limit(3)
            .toList();
    if (!worst.isEmpty()) {
      String list =
          worst.stream()
              .map(
                  p ->
                      "'"
                          + p.key()
                          + "' "
                          + Numbers.percent(p.point().absoluteError() / error)
                          + " % of the error with "
                          + Numbers.percent(p.point().actual() / overall.actual())
                          + " % of the sales")
              .collect(Collectors.joining("; "));
      advice.add(
          new Advice(
              Topic.DATA,
              what
                  + " that are much harder than the rest: "
                  + list
                  + ". Look at their sales for breaks, stock-outs and missing plans."));
    }
  }

  private void noise() {
    NoiseFloor floor = evaluation.noiseFloor(gateLevel);
    double own = evaluation.scores(evaluation.graded(), gateLevel).mae();
    // an error below the floor shows that these sales vary less than Poisson: then the floor tells
    // nothing
    if (floor != null && floor.mae() > MOSTLY_NOISE * own && floor.mae() <= own) {
      say(
          Topic.NOISE,
          "At %s the noise floor is an MAE of %s, and the ensemble's is %s: little is left to gain there; order over longer"
              + " horizons, or judge at a coarser level (--gate-level).",
          gateLevel.title(),
          Numbers.plain(floor.mae()),
          Numbers.plain(own));
    }
  }
}
