package io.shelfcast.benchmark;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.shelfcast.ShelfcastException;
import io.shelfcast.models.Forecasts;
import io.shelfcast.sales.SalesPanel;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Forecasts of another tool, from a file like that of {@code backtest --forecasts}: {@code
 * product_id,store_id,origin,date,forecast}, and as it may be {@code model,p10,p50,p90}. Rows of
 * other origins, or of days behind the horizon, are not used; every cell that is scored must be
 * there once.
 */
final class PeerForecasts {

  private static final List<String> KEYS = List.of("product_id", "store_id", "origin", "date");
  private static final List<String> VALUES = List.of("forecast", "p10", "p50", "p90");
  private static final String HEADER =
      "product_id,store_id,origin,date,forecast and, as it may be, model,p10,p50,p90";

  private final String name;
  private final Path file;
  private final SalesPanel panel;
  private final int[] origins;
  private final int horizon;
  private final Map<String, Integer> series = new HashMap<>();
  private final float[][][] values;
  private Map<String, Integer> place;
  private long line = 1;

  private PeerForecasts(String name, Path file, SalesPanel panel, int[] origins, int horizon) {
    this.name = name;
    this.file = file;
    this.panel = panel;
    this.origins = origins;
    this.horizon = horizon;
    for (int s = 0; s < panel.seriesCount(); s++) {
      series.put(key(panel.productId(s), panel.storeId(s)), s);
    }
    values = new float[origins.length][VALUES.size()][panel.seriesCount() * horizon];
    for (float[][] window : values) {
      Arrays.fill(window[0], Float.NaN);
    }
  }

  /**
   * What a file held.
   *
   * @param intervals whether it has p10, p50 and p90; without, these are the forecast itself
   */
  record Read(List<Forecasts> forecasts, boolean intervals) {}

  /**
   * Reads a file.
   *
   * @param name that the model shall bear; of a file of several models, the rows of this one count
   * @throws ShelfcastException naming the file, and line and column where there is one
   */
  static Read read(String name, Path file, SalesPanel panel, int[] origins, int horizon) {
    return new PeerForecasts(name, file, panel, origins, horizon).read();
  }

  private static String key(String product, String store) {
    return product + "\t" + store;
  }

  private Read read() {
    if (!Files.isRegularFile(file)) {
      throw new ShelfcastException("There is no file " + file + ", which shall be of " + name);
    }
    Set<String> models = new LinkedHashSet<>();
    eachRow(row -> models.add(place.containsKey("model") ? text(row, "model") : name));
    if (place == null) {
      throw new ShelfcastException(file + ": the file is empty; its header must be " + HEADER);
    }
    if (models.size() > 1 && !models.contains(name)) {
      throw new ShelfcastException(
          file + " has no rows of model '" + name + "', but of " + String.join(", ", models));
    }
    boolean all = models.size() == 1 || !place.containsKey("model");
    eachRow(
        row -> {
          if (all || text(row, "model").equals(name)) {
            take(row);
          }
        });
    return new Read(forecasts(), place.containsKey(VALUES.get(1)));
  }

  private void eachRow(Consumer<CsvRecord> rows) {
    place = null;
    line = 1;
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder().ofCsvRecord(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
      for (CsvRecord row : csv) {
        line = row.getStartingLineNumber();
        if (place == null) {
          header(row);
        } else if (row.getFieldCount() < place.size()) {
          throw wrong(
              "there are " + row.getFieldCount() + " fields, the header has " + place.size());
        } else {
          rows.accept(row);
        }
      }
    } catch (CsvParseException | IOException | UncheckedIOException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ShelfcastException(
          file + ", near line " + line + ": it cannot be read on (" + cause.getMessage() + ")", e);
    }
  }

  private InputStream open() throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private void header(CsvRecord row) {
    Map<String, Integer> found = new HashMap<>();
    for (int i = 0; i < row.getFieldCount(); i++) {
      String column = row.getField(i).strip().replace("\ufeff", "").toLowerCase(Locale.ROOT);
      if (found.put(column, i) != null) {
        throw wrong("column " + column + " stands twice in the header; keep one of them");
      }
    }
    List<String> required = new ArrayList<>(KEYS);
    required.add(VALUES.get(0));
    boolean some = VALUES.stream().skip(1).anyMatch(found::containsKey);
    required.addAll(some ? VALUES.subList(1, VALUES.size()) : List.of());
    for (String column : required) {
      if (!found.containsKey(column)) {
        throw wrong("the header has no column " + column + "; it must be " + HEADER);
      }
    }
    place = found;
  }

  private void take(CsvRecord row) {
    int origin = Arrays.binarySearch(origins, day(row, "origin"));
    int ahead = day(row, "date") - day(row, "origin");
    if (ahead < 1) {
      throw wrong("column date: '" + text(row, "date") + "' must be after the origin");
    }
    if (origin < 0 || ahead > horizon) {
      return;
    }
    Integer s = series.get(key(text(row, "product_id"), text(row, "store_id")));
    if (s == null) {
      throw wrong(
          "column product_id: there are no sales of '"
              + text(row, "product_id")
              + "' in store '"
              + text(row, "store_id")
              + "'");
    }
    int cell = s * horizon + ahead - 1;
    if (!Float.isNaN(values[origin][0][cell])) {
      throw wrong("a second forecast of the same product, store, origin and date; keep one");
    }
    for (int v = 0; v < VALUES.size(); v++) {
      boolean given = place.containsKey(VALUES.get(v));
      values[origin][v][cell] = number(row, given ? VALUES.get(v) : VALUES.get(0));
    }
  }

  private String text(CsvRecord row, String column) {
    return row.getField(place.get(column)).strip();
  }

  private int day(CsvRecord row, String column) {
    String text = text(row, column);
    try {
      return (int) LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text).toEpochDay();
    } catch (DateTimeException e) {
      throw wrong("column " + column + ": '" + text + "' must be a date like 2019-04-30", e);
    }
  }

  private float number(CsvRecord row, String column) {
    String text = text(row, column);
    try {
      float value = Float.parseFloat(text);
      if (Float.isFinite(value)) {
        return value;
      }
      throw wrong("column " + column + ": '" + text + "' must be a number");
    } catch (NumberFormatException e) {
      throw wrong("column " + column + ": '" + text + "' must be a number", e);
    }
  }

  private List<Forecasts> forecasts() {
    List<Forecasts> all = new ArrayList<>();
    for (int o = 0; o < origins.length; o++) {
      int origin = origins[o];
      int[] started =
          IntStream.range(0, panel.seriesCount())
              .filter(s -> panel.startDay(s) <= origin)
              .toArray();
      float[][] columns = new float[VALUES.size()][started.length * horizon];
      for (int i = 0; i < started.length; i++) {
        for (int v = 0; v < columns.length; v++) {
          System.arraycopy(values[o][v], started[i] * horizon, columns[v], i * horizon, horizon);
        }
      }
      complete(o, started, columns[0]);
      all.add(
          new Forecasts(
              name, origin, horizon, started, columns[0], columns[1], columns[2], columns[3]));
    }
    return all;
  }

  private void complete(int o, int[] started, float[] forecast) {
    int missing = 0;
    int first = -1;
    for (int c = 0; c < forecast.length; c++) {
      if (Float.isNaN(forecast[c])) {
        missing++;
        first = first < 0 ? c : first;
      }
    }
    if (missing > 0) {
      int s = started[first / horizon];
      LocalDate origin = LocalDate.ofEpochDay(origins[o]);
      throw new ShelfcastException(
          String.format(
              Locale.ROOT,
              "%s: %,d of %,d cells from %s are missing, the first of them product '%s' in store"
                  + " '%s' on %s",
              file,
              missing,
              forecast.length,
              origin,
              panel.productId(s),
              panel.storeId(s),
              origin.plusDays(first % horizon + 1)));
    }
  }

  private ShelfcastException wrong(String what) {
    return new ShelfcastException(file + ", line " + line + ": " + what);
  }

  private ShelfcastException wrong(String what, Exception cause) {
    return new ShelfcastException(file + ", line " + line + ": " + what, cause);
  }
}
