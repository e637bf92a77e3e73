package io.shelfcast.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;

/** The few numbers of a verdict that a log or a list shows. */
public final class Headline {

  private Headline() {}

  /**
   * Of the graded model: first and last day scored; MAE in units, MAE %, MAPE, coverage and bias as
   * fractions at product x store x day; whether the gate is passed, and at which level. What is not
   * defined is null, so that JSON can hold it.
   */
  public static Map<String, Object> of(Verdict verdict) {
    Evaluation e = verdict.evaluation();
    PointScores p = e.scores(Evaluation.ENSEMBLE, Level.PRODUCT_STORE_DAY).point();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("firstDay", e.firstDay().toString());
    all.put("lastDay", e.lastDay().toString());
    all.put("cells", p.cells());
    all.put("mae", defined(p.mae()));
    all.put("maePercent", defined(p.wape()));
    all.put("mape", defined(p.mape()));
    all.put("coverage", defined(p.coverage()));
    all.put("bias", defined(p.bias()));
    all.put(
        "naiveMae", defined(e.scores(Evaluation.SEASONAL_NAIVE, Level.PRODUCT_STORE_DAY).mae()));
    all.put("gateLevel", verdict.gate().level().key());
    all.put("gatePassed", verdict.passed());
    return all;
  }

  /** "MAE 3.42 against 5.01 of seasonal-naive", at product x store x day. */
  public static String againstNaive(Evaluation evaluation) {
    Level level = Level.PRODUCT_STORE_DAY;
    return "MAE "
        + Numbers.plain(evaluation.scores(Evaluation.ENSEMBLE, level).mae())
        + " against "
        + Numbers.plain(evaluation.scores(Evaluation.SEASONAL_NAIVE, level).mae())
        + " of "
        + Evaluation.SEASONAL_NAIVE;
  }

  /** Whether the MAE of the graded model is below that of seasonal naive. */
  public static boolean beatsNaive(Evaluation evaluation) {
    Level level = Level.PRODUCT_STORE_DAY;
    return evaluation.scores(Evaluation.ENSEMBLE, level).mae()
        < evaluation.scores(Evaluation.SEASONAL_NAIVE, level).mae();
  }

  private static Double defined(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
