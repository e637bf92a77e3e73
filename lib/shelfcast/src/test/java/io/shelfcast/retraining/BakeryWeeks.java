package io.shelfcast.retraining;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads what {@link BakeryForecasts} wrote. */
final class BakeryWeeks {

  private static final int WEEK = 7;
  private static final int AGED_AFTER = 8;

  /**
   * One forecaster of a cell.
   *
   * @param kind ensemble, lstm or xgboost
   * @param aged whether its training ended eight weeks earlier than that of the others
   */
  record Model(String kind, int seed, boolean aged) {}

  private record Key(int origin, String store, String product, int ahead) {
    private static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::origin)
            .thenComparing(Key::store)
            .thenComparing(Key::product)
            .thenComparingInt(Key::ahead);
  }

  private record Cell(float actual, Map<Model, Float> forecasts) {}

  private final TreeMap<Key, Cell> cells = new TreeMap<>(Key.ORDER);

  static BakeryWeeks read(Path directory) throws IOException {
    BakeryWeeks all = new BakeryWeeks();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".csv.gz")).sorted().toList()) {
        int seed = Integer.parseInt(file.getFileName().toString().replaceAll(".*-|\\.csv.*", ""));
        try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
          all.add(lines.lines().skip(1).map(l -> l.split(",")).toList(), seed);
        }
      }
    }
    return all;
  }

  private void add(List<String[]> rows, int seed) {
    int first = rows.stream().mapToInt(r -> Integer.parseInt(r[1])).min().getAsInt();
    for (String[] r : rows) {
      int origin = Integer.parseInt(r[1]);
      boolean aged = (origin - first) / WEEK >= AGED_AFTER;
      cells
          .computeIfAbsent(
              new Key(origin, r[3], r[2], Integer.parseInt(r[4])),
              k -> new Cell(Float.parseFloat(r[5]), new HashMap<>()))
          .forecasts
          .put(new Model(r[0], seed, aged), Float.parseFloat(r[6]));
    }
  }

  /** The seeds that models were trained with. */
  List<Integer> seeds() {
    return cells.values().stream()
        .flatMap(c -> c.forecasts.keySet().stream())
        .map(Model::seed)
        .distinct()
        .sorted()
        .toList();
  }

  /** The weeks, in order, for which all of these models are there. */
  List<PromotionSimulation.Week> weeks(List<Model> champions, List<Model> challengers) {
    Map<Integer, List<Map.Entry<Key, Cell>>> byOrigin = new TreeMap<>();
    for (Map.Entry<Key, Cell> cell : cells.entrySet()) {
      byOrigin.computeIfAbsent(cell.getKey().origin, o -> new ArrayList<>()).add(cell);
    }
    List<String> stores = cells.keySet().stream().map(Key::store).distinct().sorted().toList();
    List<PromotionSimulation.Week> weeks = new ArrayList<>();
    for (List<Map.Entry<Key, Cell>> week : byOrigin.values()) {
      boolean whole =
          week.stream()
              .map(e -> e.getValue().forecasts.keySet())
              .allMatch(m -> m.containsAll(champions) && m.containsAll(challengers));
      if (whole) {
        int n = week.size();
        int[] day = new int[n];
        int[] store = new int[n];
        float[] actual = new float[n];
        for (int i = 0; i < n; i++) {
          day[i] = week.get(i).getKey().ahead - 1;
          store[i] = stores.indexOf(week.get(i).getKey().store);
          actual[i] = week.get(i).getValue().actual;
        }
        weeks.add(
            new PromotionSimulation.Week(
                day, store, actual, columns(week, champions), columns(week, challengers)));
      }
    }
    return weeks;
  }

  private static float[][] columns(List<Map.Entry<Key, Cell>> week, List<Model> models) {
    float[][] columns = new float[models.size()][week.size()];
    for (int m = 0; m < columns.length; m++) {
      for (int i = 0; i < week.size(); i++) {
        columns[m][i] = week.get(i).getValue().forecasts.get(models.get(m));
      }
    }
    return columns;
  }

  /** How good each model is, young and old, on the weeks for which both are there. */
  String summary() {
    Map<String, double[]> sums = new TreeMap<>();
    for (Cell cell : cells.values()) {
      cell.forecasts.forEach(
          (model, young) -> {
            Float old = cell.forecasts.get(new Model(model.kind, model.seed, true));
            if (!model.aged && old != null) {
              double[] s =
                  sums.computeIfAbsent(model.kind + ", seed " + model.seed, k -> new double[3]);
              s[0] += cell.actual;
              s[1] += Math.abs(young - cell.actual);
              s[2] += Math.abs(old - cell.actual);
            }
          });
    }
    StringBuilder text = new StringBuilder();
    sums.forEach(
        (model, s) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%s: MAE %% %.2f in the first eight weeks after training, %.2f in the eight after%n",
                    model,
                    100 * s[1] / s[0],
                    100 * s[2] / s[0])));
    return text.toString();
  }
}
