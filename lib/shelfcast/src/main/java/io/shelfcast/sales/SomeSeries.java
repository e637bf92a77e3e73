package io.shelfcast.sales;

/** Series that stand for many, where looking at all of them would take long. */
public final class SomeSeries {
  private SomeSeries() {}

  /** So many of them at even distances, or all where there are not more. */
  public static int[] of(int[] series, int most) {
    if (series.length <= most) {
      return series;
    }
    int[] some = new int[most];
    for (int i = 0; i < most; i++) {
      some[i] = series[(int) ((long) i * series.length / most)];
    }
    return some;
  }
}
