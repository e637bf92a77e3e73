package io.shelfcast.retraining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Applies a {@link PromotionRule} to what champion and challenger have come to.
 *
 * @param windows errors of both on the days that neither has learnt from
 * @param evidence the same, and those of former challengers of this champion on earlier days
 * @param horizon days ahead that were compared
 * @param championPasses whether the champion meets the gate on these days
 * @param championAgeDays days of sales that have come since those that the champion knew
 */
record Judge(
    PromotionRule rule,
    Losses windows,
    Evidence evidence,
    int horizon,
    boolean championPasses,
    boolean challengerPasses,
    int championAgeDays) {

  /** Points by which |bias| may be worse. */
  private static final double BIAS_POINTS = .03;

  /** Share by which a store or category may be worse. */
  private static final double PART_WORSE = .10;

  /**
   * The test takes weeks for independent, and they are not quite: asked at alpha itself it would be
   * wrong more often than alpha says, and asked at half of it, the first decision between equal
   * models still promotes in up to 5.1 % of runs on the bakery, all decisions together in 1.0 %
   * ({@code environment/simulate-promotions.sh}).
   */
  static final double SHARE_OF_ALPHA = .5;

  private static final int WEEK = 7;

  /** All conditions, and whether they make for a promotion. */
  record Ruling(boolean promoted, List<Condition> conditions) {}

  Ruling ruling() {
    Condition lower = lower();
    if (rule.kind() == PromotionRule.Kind.MAE) {
      return new Ruling(lower.met(), List.of(lower));
    }
    WeeklyTest test = evidence.test(horizon);
    Condition significant = significant(test);
    Condition margin = margin(test);
    List<Condition> harmless = new ArrayList<>();
    harmless.add(bias());
    harmless.add(parts("store", windows.stores));
    harmless.add(parts("category", windows.categories));
    harmless.add(gate());
    boolean harm = harmless.stream().anyMatch(c -> !c.met());
    List<Condition> conditions = new ArrayList<>(List.of(lower, significant, margin));
    conditions.addAll(harmless);
    boolean better = lower.met() && significant.met() && margin.met();
    if (!better && old()) {
      Condition equal = equal(test);
      conditions.add(equal);
      return new Ruling(!harm && equal.met(), List.copyOf(conditions));
    }
    return new Ruling(!harm && better, List.copyOf(conditions));
  }

  private Condition lower() {
    double champion = mae(windows.all.champion);
    double challenger = mae(windows.all.challenger);
    boolean met = challenger < champion;
    return new Condition(
        "lower MAE",
        met,
        text(
            "MAE is %s against %s of the champion (%+.1f %%) on %s to %s, days that neither has learnt from.",
            number(challenger),
            number(champion),
            100 * (challenger / champion - 1),
            date(windows.firstDay),
            date(windows.lastDay())));
  }

  private double mae(double[] errors) {
    return sum(errors) / sum(windows.all.cells);
  }

  private Condition significant(WeeklyTest test) {
    double limit = SHARE_OF_ALPHA * rule.alpha();
    boolean met = test.better(limit);
    String days =
        text(
            "over %d weeks%s",
            test.weeks(),
            evidence.earlierChallengers() == 0
                ? ""
                : text(
                    " (in the earlier ones by %d former challenger%s)",
                    evidence.earlierChallengers(), evidence.earlierChallengers() == 1 ? "" : "s"));
    if (test.weeks() < WeeklyTest.FEWEST_WEEKS) {
      return new Condition(
          "significant",
          false,
          text(
              "There are %d whole weeks of evidence; at least %d are needed to tell a difference from chance.",
              test.weeks(), WeeklyTest.FEWEST_WEEKS));
    }
    return new Condition(
        "significant",
        met,
        text(
            "The difference %s is %s chance (Diebold-Mariano, p = %s, limit %s: half of alpha).",
            days,
            met
                ? "more than"
                : test.mean() > 0 || test.p() >= limit
                    ? "not more than"
                    : "to the champion's favour, and more than",
            p(test.p()),
            plain(limit)));
  }

  private Condition margin(WeeklyTest test) {
    boolean met = test.relative() >= rule.margin();
    return new Condition(
        "margin",
        met,
        text(
            "Over the same weeks the challenger's MAE is %.1f %% %s; the margin is %s %%.",
            100 * Math.abs(test.relative()),
            test.relative() >= 0 ? "lower" : "higher",
            plain(100 * rule.margin())));
  }

  private Condition bias() {
    double champion = windows.championBias();
    double challenger = windows.challengerBias();
    boolean met = !(Math.abs(challenger) - Math.abs(champion) > BIAS_POINTS);
    return new Condition(
        "bias",
        met,
        text(
            "Bias is %+.1f %% against %+.1f %%, %s 3 points further from 0.",
            100 * challenger, 100 * champion, met ? "not more than" : "more than"));
  }

  private Condition parts(String what, List<Losses.Part> parts) {
    List<Losses.Part> compared = parts.stream().filter(p -> sum(p.cells) > 0).toList();
    List<String> worse = new ArrayList<>();
    for (Losses.Part part : compared) {
      WeeklyTest test = WeeklyTest.of(part, horizon);
      if (test.worse(rule.alpha() / compared.size()) && test.relative() < -PART_WORSE) {
        worse.add(text("'%s' by %.1f %% (p = %s)", part.name, -100 * test.relative(), p(test.p())));
      }
    }
    String many = what.equals("store") ? "stores" : "categories";
    return new Condition(
        many,
        worse.isEmpty(),
        worse.isEmpty()
            ? text(
                "No %s of %d is more than 10 %% worse beyond chance (limit %s, for their number).",
                what, compared.size(), p(rule.alpha() / Math.max(1, compared.size())))
            : text(
                "%d of %d %s are more than 10 %% worse beyond chance: %s%s.",
                worse.size(),
                compared.size(),
                many,
                String.join(", ", worse.subList(0, Math.min(5, worse.size()))),
                worse.size() > 5 ? ", ..." : ""));
  }

  private Condition gate() {
    boolean met = challengerPasses || !championPasses;
    return new Condition(
        "gate",
        met,
        text(
            "On these days the challenger %s the gate, the champion %s it.",
            challengerPasses ? "passes" : "misses", championPasses ? "passes" : "misses"));
  }

  private boolean old() {
    return championAgeDays > rule.maxAgeWeeks() * WEEK;
  }

  private Condition equal(WeeklyTest test) {
    double own = mae(windows.all.challenger) / mae(windows.all.champion) - 1;
    boolean met =
        own <= rule.margin() && test.relative() >= -rule.margin() && !test.worse(rule.alpha());
    return new Condition(
        "age",
        met,
        text(
            "The champion is %d weeks old, over the limit of %d: %s.",
            championAgeDays / WEEK,
            rule.maxAgeWeeks(),
            met
                ? "a challenger that is as good takes its place"
                : "but this challenger is not as good"));
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    return sum;
  }

  private static String date(int epochDay) {
    return java.time.LocalDate.ofEpochDay(epochDay).toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%.1f" : value >= 1 ? "%.3f" : "%.4f", value);
  }

  private static String p(double value) {
    return value < .0001 ? "under .0001" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String plain(double value) {
    return new java.math.BigDecimal(value)
        .round(new java.math.MathContext(6))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
