package io.shelfcast.features;

import java.util.stream.IntStream;

/**
 * Rows that follow one another by series, split into runs of one series each, so that what is
 * worked out for a series serves all its rows.
 *
 * @param series the series of each row
 * @param starts the first row of each run
 */
public record SeriesRuns(int[] series, int[] starts) {

  /** Takes the rows {@code from} to {@code to - 1}, all of one series. */
  @FunctionalInterface
  public interface Receiver {
    void rows(int run, SeriesFeatures features, int from, int to);
  }

  public static SeriesRuns of(int[] series) {
    int[] starts =
        IntStream.range(0, series.length)
            .filter(i -> i == 0 || series[i] != series[i - 1])
            .toArray();
    return new SeriesRuns(series, starts);
  }

  public int count() {
    return starts.length;
  }

  /** Hands every run on, by several threads at once; the receiver writes to places of the run's. */
  public void forEach(FeatureBuilder builder, Receiver receiver) {
    IntStream.range(0, starts.length)
        .parallel()
        .forEach(
            run -> {
              int to = run + 1 < starts.length ? starts[run + 1] : series.length;
              receiver.rows(run, builder.series(series[starts[run]]), starts[run], to);
            });
  }
}
