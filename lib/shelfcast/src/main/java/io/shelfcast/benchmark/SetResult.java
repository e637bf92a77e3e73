package io.shelfcast.benchmark;

import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Level;
import io.shelfcast.evaluation.Slice;
import io.shelfcast.evaluation.Slice.Dimension;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What came of one data set.
 *
 * @param set name and protocol, as {@code bakery:7x8x7}
 * @param failure what went wrong, in one line; null where all went well. Then all else is empty
 * @param origins ascending
 * @param cells scored, product x store x day
 * @param unitsACell sum y / cells
 * @param models members, ensembles, baselines, peers
 * @param slices by demand class and by occasion
 * @param coldStart null where it was not asked for
 */
public record SetResult(
    String set,
    int horizon,
    int windows,
    int step,
    String failure,
    List<LocalDate> origins,
    long cells,
    int series,
    double unitsACell,
    List<ModelRow> models,
    List<Slice> slices,
    ColdStart coldStart) {

  private static final Set<Dimension> SHOWN = Set.of(Dimension.DEMAND_CLASS, Dimension.OCCASION);

  static SetResult failed(BenchmarkSet set, String failure) {
    BenchmarkSet.Protocol p = set.protocol();
    return new SetResult(
        set.title(),
        p.horizon(),
        p.windows(),
        p.step(),
        failure,
        List.of(),
        0,
        0,
        Double.NaN,
        List.of(),
        List.of(),
        null);
  }

  /**
   * @param withoutIntervals peers whose p10, p50 and p90 are stand-ins
   */
  static SetResult of(
      BenchmarkSet set,
      Evaluation evaluation,
      Set<String> withoutIntervals,
      long seed,
      ColdStart coldStart) {
    BenchmarkSet.Protocol p = set.protocol();
    var point = evaluation.scores(Evaluation.ENSEMBLE, Level.PRODUCT_STORE_DAY).point();
    return new SetResult(
        set.title(),
        p.horizon(),
        p.windows(),
        p.step(),
        null,
        evaluation.origins(),
        point.cells(),
        evaluation.series(),
        point.actual() / point.cells(),
        evaluation.models().stream()
            .map(m -> ModelRow.of(evaluation, m, !withoutIntervals.contains(m), seed))
            .toList(),
        evaluation.slices().stream().filter(s -> SHOWN.contains(s.dimension())).toList(),
        coldStart);
  }
}
