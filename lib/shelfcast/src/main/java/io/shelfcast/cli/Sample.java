package io.shelfcast.cli;

import io.shelfcast.ShelfcastException;
import io.shelfcast.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The samples of a checkout, for whoever has no data yet. */
public final class Sample {

  static final String CUSTOMER = "bakery";

  /** Set by {@code environment/jbang}, which may be called from anywhere. */
  static final String CHECKOUT_VARIABLE = "SHELFCAST_CHECKOUT";

  private Sample() {}

  static Path directory() {
    return directory(System.getenv(), Path.of(""));
  }

  /** A sample by its name, of the checkout that the wrapper names, or else of the one around. */
  public static Path directory(String sample) {
    return directory(System.getenv(), Path.of(""), sample);
  }

  static Path directory(Map<String, String> environment, Path workingDirectory) {
    return directory(environment, workingDirectory, CUSTOMER);
  }

  private static Path directory(
      Map<String, String> environment, Path workingDirectory, String sample) {
    String named = environment.getOrDefault(CHECKOUT_VARIABLE, "");
    Path around = StateFolder.of(Map.of(), workingDirectory).root();
    return Stream.of(workingDirectory.toAbsolutePath().resolve(named), around)
        .map(checkout -> checkout.resolve("data-samples").resolve(sample))
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () ->
                new ShelfcastException(
                    "No customer is loaded, and there is no data-samples/"
                        + sample
                        + " in "
                        + around
                        + ": run this in a checkout, or 'jbang load --customer ID --data DIR' first"));
  }
}
