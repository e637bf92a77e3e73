package io.shelfcast.models;

import io.shelfcast.sales.SalesPanel;
import java.util.Arrays;
import java.util.List;

/**
 * Chosen (series, origin) pairs, ordered by series, then origin.
 *
 * @param stride every how many days a series' origins follow one another
 */
record Origins(int[] series, int[] origin, int stride) {

  int size() {
    return series.length;
  }

  /** Pairs whose whole horizon lies within the target range. */
  static Origins within(SalesPanel panel, Windows.Range targets, int horizon, int most) {
    return choose(panel, targets.first() - 1, targets.last() - horizon, most);
  }

  /**
   * Pairs with at least one target in one of the ranges, with history enough, none ending after the
   * last range.
   */
  static Origins reaching(SalesPanel panel, List<Windows.Range> targets, int horizon, int most) {
    Origins[] parts = new Origins[targets.size()];
    for (int i = 0; i < parts.length; i++) {
      Windows.Range range = targets.get(i);
      parts[i] = choose(panel, range.first() - 1, range.last() - 1, most / parts.length);
    }
    int n = Arrays.stream(parts).mapToInt(Origins::size).sum();
    long[] keys = new long[n];
    int at = 0;
    for (Origins part : parts) {
      for (int i = 0; i < part.size(); i++) {
        keys[at++] = SeriesDay.key(part.series[i], part.origin[i]);
      }
    }
    Arrays.sort(keys);
    keys = Arrays.stream(keys).distinct().toArray();
    int[] series = Arrays.stream(keys).mapToInt(SeriesDay::series).toArray();
    int[] origin = Arrays.stream(keys).mapToInt(SeriesDay::day).toArray();
    return new Origins(series, origin, parts[0].stride);
  }

  private static final class SeriesDay {
    static long key(int series, int day) {
      return (long) series << 32 | day & 0xffffffffL;
    }

    static int series(long key) {
      return (int) (key >> 32);
    }

    static int day(long key) {
      return (int) key;
    }
  }

  private static Origins choose(SalesPanel panel, int first, int last, int most) {
    long all = count(panel, first, last);
    int stride = stride(all, most);
    int[] series =
        new int[(int) Math.min(Integer.MAX_VALUE - 8, all / stride + panel.seriesCount())];
    int[] origin = new int[series.length];
    int n = 0;
    for (int s = 0; s < panel.seriesCount(); s++) {
      int from = from(panel, s, first);
      // Each series begins at a phase of its own, so that no calendar day is favoured. By its ids,
      // not its
      // index: a series that begins later must not move the others.
      int phase = 31 * panel.productId(s).hashCode() + panel.storeId(s).hashCode();
      for (int o = from + Math.floorMod(phase - from, stride); o <= last; o += stride) {
        series[n] = s;
        origin[n++] = o;
      }
    }
    return new Origins(Arrays.copyOf(series, n), Arrays.copyOf(origin, n), stride);
  }

  /** Pairs in all whose whole horizon lies within the target range. */
  static long count(SalesPanel panel, Windows.Range targets, int horizon) {
    return count(panel, targets.first() - 1, targets.last() - horizon);
  }

  private static long count(SalesPanel panel, int first, int last) {
    long all = 0;
    for (int s = 0; s < panel.seriesCount(); s++) {
      all += Math.max(0, last - from(panel, s, first) + 1);
    }
    return all;
  }

  /** A stride of whole weeks would show the models one weekday of origin a series only. */
  private static int stride(long all, int most) {
    int stride = (int) Math.max(1, (all + most - 1) / Math.max(1, most));
    return stride % 7 == 0 ? stride + 1 : stride;
  }

  private static int from(SalesPanel panel, int s, int first) {
    return Math.max(first, panel.startDay(s) + Windows.WARM_UP_DAYS - 1);
  }
}
