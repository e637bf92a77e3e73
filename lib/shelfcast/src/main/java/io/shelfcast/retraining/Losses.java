package io.shelfcast.retraining;

import java.util.ArrayList;
import java.util.List;

/**
 * Absolute errors of champion and challenger on the same cells, summed by day, and by day within
 * every store and every category. Days run from {@link #firstDay} without a gap.
 */
final class Losses {

  /** Sums of one part of the cells, by day; units. */
  static final class Part {
    final String name;
    final double[] cells;
    final double[] champion;
    final double[] challenger;

    Part(String name, int days) {
      this.name = name;
      this.cells = new double[days];
      this.champion = new double[days];
      this.challenger = new double[days];
    }

    private void add(int d, double championError, double challengerError) {
      cells[d]++;
      champion[d] += Math.abs(championError);
      challenger[d] += Math.abs(challengerError);
    }

    private void copy(Part from, int at) {
      System.arraycopy(from.cells, 0, cells, at, from.cells.length);
      System.arraycopy(from.champion, 0, champion, at, from.champion.length);
      System.arraycopy(from.challenger, 0, challenger, at, from.challenger.length);
    }
  }

  /** Epoch day. */
  final int firstDay;

  final Part all;
  final List<Part> stores;
  final List<Part> categories;
  private double actual;
  private double championSurplus;
  private double challengerSurplus;

  Losses(int firstDay, int days, List<String> stores, List<String> categories) {
    this.firstDay = firstDay;
    this.all = new Part("all", days);
    this.stores = parts(stores, days);
    this.categories = parts(categories, days);
  }

  private static List<Part> parts(List<String> names, int days) {
    List<Part> parts = new ArrayList<>();
    names.forEach(name -> parts.add(new Part(name, days)));
    return parts;
  }

  /** Adds a cell: its day, indexes of store and category, sales and both forecasts. */
  void add(int day, int store, int category, double y, double champion, double challenger) {
    int d = day - firstDay;
    all.add(d, champion - y, challenger - y);
    stores.get(store).add(d, champion - y, challenger - y);
    categories.get(category).add(d, champion - y, challenger - y);
    actual += y;
    championSurplus += champion - y;
    challengerSurplus += challenger - y;
  }

  /** Losses of following days, one after the other; all with the same stores and categories. */
  static Losses following(int firstDay, List<Losses> pieces) {
    int days = pieces.stream().mapToInt(Losses::days).sum();
    Losses first = pieces.get(0);
    Losses whole =
        new Losses(
            firstDay,
            days,
            first.stores.stream().map(p -> p.name).toList(),
            first.categories.stream().map(p -> p.name).toList());
    int at = 0;
    for (Losses piece : pieces) {
      whole.all.copy(piece.all, at);
      for (int i = 0; i < whole.stores.size(); i++) {
        whole.stores.get(i).copy(piece.stores.get(i), at);
      }
      for (int i = 0; i < whole.categories.size(); i++) {
        whole.categories.get(i).copy(piece.categories.get(i), at);
      }
      whole.actual += piece.actual;
      whole.championSurplus += piece.championSurplus;
      whole.challengerSurplus += piece.challengerSurplus;
      at += piece.days();
    }
    return whole;
  }

  int days() {
    return all.cells.length;
  }

  int lastDay() {
    return firstDay + days() - 1;
  }

  /** Signed: what was forecast too much, as a share of what was sold. */
  double championBias() {
    return championSurplus / actual;
  }

  double challengerBias() {
    return challengerSurplus / actual;
  }
}
