package io.shelfcast.sales;

import java.util.ArrayList;
import java.util.List;

/**
 * Sums by series and day, in the order they come: 16 bytes a row, 32 where prices are paid. In
 * blocks, so that millions of rows are never copied to make room for more.
 */
final class SumRows {

  private static final int SHIFT = 10;
  private static final int MASK = (1 << SHIFT) - 1;

  /** Takes the rows of a series. */
  @FunctionalInterface
  interface Receiver {
    void row(int day, double quantity, double paid, double paidUnits);
  }

  private record Block(
      int[] series, int[] day, double[] quantity, double[] paid, double[] paidUnits) {

    static Block of(boolean priced) {
      int n = MASK + 1;
      return new Block(
          new int[n],
          new int[n],
          new double[n],
          priced ? new double[n] : null,
          priced ? new double[n] : null);
    }
  }

  private final List<Block> blocks = new ArrayList<>();
  private int size;
  private boolean priced;

  int size() {
    return size;
  }

  /** Whether any row has a price. */
  boolean priced() {
    return priced;
  }

  /** Adds a row; {@code paid} is NaN where no price is known. */
  void add(int series, int day, double quantity, double paid, double paidUnits) {
    boolean hasPrice = !Double.isNaN(paid);
    priced |= hasPrice;
    int i = size & MASK;
    if (i == 0) {
      blocks.add(Block.of(priced));
    }
    Block block = blocks.get(size >> SHIFT);
    if (hasPrice && block.paid == null) {
      block =
          new Block(
              block.series, block.day, block.quantity, new double[MASK + 1], new double[MASK + 1]);
      blocks.set(size >> SHIFT, block);
    }
    block.series[i] = series;
    block.day[i] = day;
    block.quantity[i] = quantity;
    if (hasPrice) {
      block.paid[i] = paid;
      block.paidUnits[i] = paidUnits;
    }
    size = Math.addExact(size, 1);
  }

  /** Puts the rows in the order of their series, of which there are so many. */
  BySeries bySeries(int count) {
    int[] end = new int[count + 1];
    for (int r = 0; r < size; r++) {
      end[blocks.get(r >> SHIFT).series[r & MASK] + 1]++;
    }
    for (int s = 0; s < count; s++) {
      end[s + 1] += end[s];
    }
    int[] row = new int[size];
    int[] next = end.clone();
    for (int r = 0; r < size; r++) {
      row[next[blocks.get(r >> SHIFT).series[r & MASK]]++] = r;
    }
    return new BySeries(row, end);
  }

  /** The rows of each series, in the order they came. */
  final class BySeries {
    private final int[] row;
    private final int[] end;

    private BySeries(int[] row, int[] end) {
      this.row = row;
      this.end = end;
    }

    void forEach(int series, Receiver receiver) {
      for (int k = end[series]; k < end[series + 1]; k++) {
        Block block = blocks.get(row[k] >> SHIFT);
        int i = row[k] & MASK;
        receiver.row(
            block.day[i],
            block.quantity[i],
            block.paid == null ? 0 : block.paid[i],
            block.paid == null ? 0 : block.paidUnits[i]);
      }
    }
  }
}
