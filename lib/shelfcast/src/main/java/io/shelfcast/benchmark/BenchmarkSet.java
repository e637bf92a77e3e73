package io.shelfcast.benchmark;

import io.shelfcast.ShelfcastException;
import io.shelfcast.features.FeatureBuilder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A data set and the origins that it is forecast from.
 *
 * @param data directory of canonical CSV files
 * @param protocol horizon, windows and step
 * @param peers forecasts of other tools: files by the name of the tool, in the order given
 */
public record BenchmarkSet(Path data, Protocol protocol, Map<String, Path> peers) {

  private static final Pattern FORM = Pattern.compile("(.+?):([^:/\\\\]*[xX][^:/\\\\]*)");
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})[xX](\\d{1,4})[xX](\\d{1,4})");

  public BenchmarkSet {
    peers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(peers));
  }

  /**
   * Origins that are {@code step} days apart, {@code windows} of them, each for {@code horizon}
   * days.
   */
  public record Protocol(int horizon, int windows, int step) {

    public Protocol {
      if (horizon < 1 || horizon > FeatureBuilder.MAX_HORIZON) {
        throw new ShelfcastException(
            "The horizon is " + horizon + " days: it must be 1 to " + FeatureBuilder.MAX_HORIZON);
      }
      if (windows < 1 || step < 1) {
        throw new ShelfcastException(
            windows + " windows, " + step + " days apart: both must be at least 1");
      }
    }

    @Override
    public String toString() {
      return horizon + "x" + windows + "x" + step;
    }
  }

  /**
   * Reads {@code DIR} or {@code DIR:7x8x7}: horizon, windows and step.
   *
   * @param otherwise where the text names none
   * @throws ShelfcastException if what stands behind the colon is none
   */
  public static BenchmarkSet of(String text, Protocol otherwise, Map<String, Path> peers) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return new BenchmarkSet(Path.of(text.strip()), otherwise, peers);
    }
    Matcher numbers = NUMBERS.matcher(form.group(2));
    if (!numbers.matches()) {
      throw new ShelfcastException(
          "--data is '"
              + text
              + "': behind the colon must stand horizon x windows x step, as in DIR:7x8x7");
    }
    Protocol protocol =
        new Protocol(
            Integer.parseInt(numbers.group(1)),
            Integer.parseInt(numbers.group(2)),
            Integer.parseInt(numbers.group(3)));
    return new BenchmarkSet(Path.of(form.group(1)), protocol, peers);
  }

  /** The directory's name. */
  public String name() {
    Path name = data.toAbsolutePath().normalize().getFileName();
    return name == null ? "root" : name.toString();
  }

  /** Name and protocol, as {@code bakery:7x8x7}. */
  public String title() {
    return name() + ":" + protocol;
  }
}
