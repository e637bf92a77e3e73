package io.shelfcast.benchmarks;

import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.features.FeatureMatrix;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.CsvSales;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The features of a series on each of its days, as known a week before; on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FeatureRowsBenchmark {

  private static final int HORIZON = 7;

  /** A directory of canonical files. */
  @Param("data-samples/bakery")
  public String data;

  private FeatureBuilder builder;
  private int[] series;
  private int[] known;
  private int[] day;

  @Setup
  public void read() {
    SalesPanel panel = CsvSales.read(Path.of(data), "benchmark", Progress.NONE);
    builder = new FeatureBuilder(panel);
    known = IntStream.rangeClosed(panel.startDay(0), panel.lastDay() - HORIZON).toArray();
    day = IntStream.of(known).map(k -> k + HORIZON).toArray();
    series = new int[day.length];
  }

  @Benchmark
  public FeatureMatrix seriesOfAllDays() {
    return builder.matrix(series, known, day);
  }
}
