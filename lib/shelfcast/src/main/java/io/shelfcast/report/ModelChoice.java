package io.shelfcast.report;

import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which models a figure draws: the one that the page is about first, then the others, without those
 * that are the same as it under another name.
 *
 * @param main the graded model, or the first one where none is graded
 * @param drawn {@code main} first
 * @param same models left out because they forecast what {@code main} does
 */
record ModelChoice(String main, List<String> drawn, List<String> same) {

  static ModelChoice of(Evaluation evaluation) {
    String main = evaluation.graded() == null ? evaluation.models().get(0) : evaluation.graded();
    List<String> same =
        evaluation.models().stream()
            .filter(m -> !m.equals(main) && equal(evaluation, main, m))
            .toList();
    List<String> drawn =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(main),
                evaluation.models().stream().filter(m -> !m.equals(main) && !same.contains(m)))
            .toList();
    return new ModelChoice(main, drawn, same);
  }

  private static boolean equal(Evaluation evaluation, String one, String other) {
    for (Level level : Level.values()) {
      if (!evaluation.scores(one, level).point().equals(evaluation.scores(other, level).point())) {
        return false;
      }
    }
    return true;
  }

  /** Values of each drawn model, in the order drawn. */
  Map<String, double[]> map(Function<String, double[]> values) {
    Map<String, double[]> map = new LinkedHashMap<>();
    drawn.forEach(m -> map.put(m, values.apply(m)));
    return map;
  }
}
