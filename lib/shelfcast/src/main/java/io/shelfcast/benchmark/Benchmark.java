package io.shelfcast.benchmark;

import io.shelfcast.ShelfcastException;
import io.shelfcast.evaluation.Backtest;
import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.features.FeatureCoverage;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.models.Forecasts;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.CsvSales;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs the backtest over data sets and scores all models, the theta method and the forecasts of
 * other tools on the same cells.
 *
 * @param asOf last day of the sales to be known, null for all
 * @param coldStart whether series that start late are forecast without their own sales, too
 * @param backtest makes the backtest of a set, by its protocol
 */
public record Benchmark(
    LocalDate asOf, boolean coldStart, Function<BenchmarkSet.Protocol, Backtest> backtest) {

  /** The models that are scored in any case: no other tool may have one of their names. */
  public static final Set<String> OWN_MODELS =
      Set.of(
          EnsembleForecaster.LSTM,
          EnsembleForecaster.XGBOOST,
          EnsembleForecaster.ENSEMBLE,
          EnsembleForecaster.ENSEMBLE_FIXED,
          EnsembleForecaster.ENSEMBLE_FITTED,
          EnsembleForecaster.SEASONAL_NAIVE,
          ThetaBaseline.NAME);

  /**
   * Runs set by set. One that fails is told and kept as failed; the others go on.
   *
   * @param each is given all results so far, after each set
   */
  public BenchmarkResults run(
      List<BenchmarkSet> sets, Consumer<BenchmarkResults> each, Progress progress) {
    BenchmarkResults results = new BenchmarkResults(asOf, List.of());
    for (int i = 0; i < sets.size(); i++) {
      BenchmarkSet set = sets.get(i);
      progress.say("Set " + (i + 1) + " of " + sets.size() + ", " + set.title());
      results = results.with(resultOrFailure(set, progress));
      each.accept(results);
    }
    return results;
  }

  private SetResult resultOrFailure(BenchmarkSet set, Progress progress) {
    try {
      return result(set, progress);
    } catch (ShelfcastException e) {
      return failed(set, e.getMessage(), progress);
    } catch (RuntimeException | OutOfMemoryError e) {
      return failed(set, e.toString(), progress);
    }
  }

  private static SetResult failed(BenchmarkSet set, String why, Progress progress) {
    progress.say(set.title() + " failed: " + why);
    return SetResult.failed(set, why.replaceAll("\\s*\\R\\s*", " "));
  }

  private SetResult result(BenchmarkSet set, Progress progress) {
    Backtest run = backtest.apply(set.protocol());
    SalesPanel panel = CsvSales.read(set.data(), set.name(), asOf, progress);
    int horizon = set.protocol().horizon();
    int[] origins = run.origins(panel);
    // read before the long work, so that a bad file is told at once
    List<Forecasts> peers = new ArrayList<>();
    Set<String> withoutIntervals = new HashSet<>();
    for (Map.Entry<String, Path> peer : set.peers().entrySet()) {
      PeerForecasts.Read read =
          PeerForecasts.read(peer.getKey(), peer.getValue(), panel, origins, horizon);
      peers.addAll(read.forecasts());
      if (!read.intervals()) {
        withoutIntervals.add(peer.getKey());
      }
    }
    FeatureCoverage.warn(panel, progress);
    List<Forecasts> all = new ArrayList<>(run.run(panel, progress));
    all.addAll(theta(panel, origins, horizon, progress));
    all.addAll(peers);
    Evaluation evaluation = Evaluation.of(panel, all);
    ColdStart cold = coldStart ? ColdStart.of(panel, run, progress) : null;
    return SetResult.of(set, evaluation, withoutIntervals, run.options().seed(), cold);
  }

  private static List<Forecasts> theta(
      SalesPanel panel, int[] origins, int horizon, Progress progress) {
    ThetaBaseline theta = new ThetaBaseline(panel);
    List<Forecasts> all = new ArrayList<>();
    for (int origin : origins) {
      all.add(theta.from(origin, horizon));
      progress.step("theta", all.size(), origins.length, "origins");
    }
    return all;
  }
}
