package io.shelfcast.retraining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How often weekly decisions promote a challenger that is as good as the champion, or better by a
 * known share. Weeks of real errors are drawn in blocks; in each week of a run the rule decides
 * with another challenger, on eight weeks of its own and on what those before it came to. A run
 * ends with a promotion, or after half a year.
 *
 * @param weeks errors by week, in order, of every pair of models
 * @param blockWeeks weeks that are drawn together
 */
record PromotionSimulation(List<Week> weeks, int blockWeeks) {

  /** Cells of one week: sales, and the forecasts of several models that may be drawn. */
  record Week(int[] day, int[] store, float[] actual, float[][] champions, float[][] challengers) {}

  /** Decisions of a run, if none promotes. */
  static final int DECISIONS = 26;

  private static final int WINDOWS = Duel.FEWEST_WINDOWS;
  private static final int WEEK = 7;

  /**
   * What came of it.
   *
   * @param decisions in all
   * @param promoted of them
   * @param promotedAt runs that promoted at their n-th decision
   */
  record Result(int runs, int decisions, int promoted, int[] promotedAt) {

    /** Share of decisions that promote. */
    double perDecision() {
      return promoted / (double) decisions;
    }

    /** Share of runs that promote with their first {@code n} decisions. */
    double within(int n) {
      int sum = 0;
      for (int i = 0; i < n; i++) {
        sum += promotedAt[i];
      }
      return sum / (double) runs;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d runs, %d decisions: %.2f %% of decisions promote; of runs %.1f %% at the 1st, %.1f %%"
              + " by the 5th, %.1f %% by the 9th, %.1f %% by the 13th, %.1f %% by the 26th",
          runs,
          decisions,
          100 * perDecision(),
          100 * within(1),
          100 * within(5),
          100 * within(9),
          100 * within(13),
          100 * within(26));
    }
  }

  /**
   * Simulates.
   *
   * @param better share by which the challenger's absolute errors are smaller; with 0, both models'
   *     are equal over all weeks
   */
  Result run(PromotionRule rule, double better, int runs, long seed) {
    Losses[][][] pieces = pieces(better);
    SplittableRandom random = new SplittableRandom(seed);
    int[] promotedAt = new int[DECISIONS];
    int decisions = 0;
    int promoted = 0;
    for (int r = 0; r < runs; r++) {
      int at = oneRun(rule, pieces, random);
      decisions += Math.min(at + 1, DECISIONS);
      if (at < DECISIONS) {
        promoted++;
        promotedAt[at]++;
      }
    }
    return new Result(runs, decisions, promoted, promotedAt);
  }

  /** The decision that promotes, from 0; {@link #DECISIONS} if none does. */
  private int oneRun(PromotionRule rule, Losses[][][] pieces, SplittableRandom random) {
    int[] path = path(random);
    int champion = random.nextInt(pieces[0].length);
    Map<Integer, Evidence.Day> former = new TreeMap<>();
    for (int n = 0; n < DECISIONS; n++) {
      int challenger = random.nextInt(pieces[0][0].length);
      List<Losses> own = new ArrayList<>();
      for (int w = n; w < n + WINDOWS; w++) {
        own.add(pieces[path[w]][champion][challenger]);
      }
      Losses windows = Losses.following(n * WEEK, own);
      Evidence evidence = new Evidence(windows);
      evidence.addEarlier(former, windows.firstDay);
      for (int w = n; w < n + WINDOWS; w++) {
        Losses.Part all = pieces[path[w]][champion][challenger].all;
        for (int d = 0; d < WEEK; d++) {
          Evidence.Day day = new Evidence.Day(all.cells[d], all.champion[d], all.challenger[d]);
          former.merge(w * WEEK + d, day, Evidence.Day::plus);
        }
      }
      if (new Judge(rule, windows, evidence, WEEK, false, false, 0).ruling().promoted()) {
        return n;
      }
    }
    return DECISIONS;
  }

  private int[] path(SplittableRandom random) {
    int[] path = new int[DECISIONS + WINDOWS];
    for (int i = 0; i < path.length; i++) {
      path[i] =
          i % blockWeeks == 0 ? random.nextInt(weeks.size()) : (path[i - 1] + 1) % weeks.size();
    }
    return path;
  }

  /** Losses by week, champion and challenger. */
  private Losses[][][] pieces(double better) {
    int champions = weeks.get(0).champions.length;
    int challengers = weeks.get(0).challengers.length;
    int stores = weeks.stream().flatMapToInt(w -> Arrays.stream(w.store)).max().orElse(0);
    List<String> names = IntStream.rangeClosed(0, stores).mapToObj(String::valueOf).toList();
    Losses[][][] pieces = new Losses[weeks.size()][champions][challengers];
    for (int a = 0; a < champions; a++) {
      for (int b = 0; b < challengers; b++) {
        double shrink = (1 - better) * error(a, true) / error(b, false);
        for (int w = 0; w < weeks.size(); w++) {
          pieces[w][a][b] = piece(weeks.get(w), a, b, shrink, names);
        }
      }
    }
    return pieces;
  }

  private static Losses piece(Week week, int a, int b, double shrink, List<String> stores) {
    Losses losses = new Losses(0, WEEK, stores, List.of("all"));
    for (int c = 0; c < week.actual.length; c++) {
      double y = week.actual[c];
      double challenger = y + shrink * (week.challengers[b][c] - y);
      losses.add(week.day[c], week.store[c], 0, y, week.champions[a][c], challenger);
    }
    return losses;
  }

  private double error(int model, boolean champion) {
    double sum = 0;
    for (Week week : weeks) {
      float[] forecast = champion ? week.champions[model] : week.challengers[model];
      for (int c = 0; c < forecast.length; c++) {
        sum += Math.abs(forecast[c] - week.actual[c]);
      }
    }
    return sum;
  }

  /** {@code DIRECTORY RUNS}, the former of {@link BakeryForecasts}: prints the figures. */
  public static void main(String... args) throws IOException {
    BakeryWeeks bakery = BakeryWeeks.read(Path.of(args[0]));
    int runs = Integer.parseInt(args[1]);
    System.out.println(bakery.summary());
    print("the same model, trained eight weeks later", runs, twins(bakery));
    print("LSTM alone against XGBoost alone", runs, others(bakery, "lstm", "xgboost"));
    print("XGBoost alone against LSTM alone", runs, others(bakery, "xgboost", "lstm"));
  }

  private static List<Week> twins(BakeryWeeks bakery) {
    return others(bakery, "ensemble", "ensemble");
  }

  private static List<Week> others(BakeryWeeks bakery, String champion, String challenger) {
    return bakery.weeks(models(bakery, champion, true), models(bakery, challenger, false));
  }

  private static List<BakeryWeeks.Model> models(BakeryWeeks bakery, String kind, boolean aged) {
    return bakery.seeds().stream().map(seed -> new BakeryWeeks.Model(kind, seed, aged)).toList();
  }

  private static void print(String title, int runs, List<Week> weeks) {
    for (int block : new int[] {1, 4, 8}) {
      PromotionSimulation simulation = new PromotionSimulation(weeks, block);
      System.out.printf(
          Locale.ROOT, "%n%s: %d weeks, in blocks of %d%n", title, weeks.size(), block);
      for (double better : new double[] {0, .02, .05, .10}) {
        System.out.printf(
            Locale.ROOT,
            "  better by %2.0f %%: %s%n",
            100 * better,
            simulation.run(PromotionRule.DEFAULT, better, runs, 1));
      }
      Result plain = simulation.run(TinyRetraining.PLAIN, 0, runs, 1);
      System.out.printf(Locale.ROOT, "  rule mae, equal: %s%n", plain);
    }
  }
}
