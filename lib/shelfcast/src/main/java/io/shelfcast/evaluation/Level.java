package io.shelfcast.evaluation;

import io.shelfcast.ShelfcastException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What one scored cell is: forecasts and sales are summed up to it before they are compared. */
public enum Level {
  PRODUCT_STORE_DAY("product-store-day", "product x store x day"),
  /** The total of all days of a horizon: what is ordered. */
  PRODUCT_STORE_HORIZON("product-store-horizon", "product x store x horizon total"),
  PRODUCT_DAY("product-day", "product x day"),
  STORE_DAY("store-day", "store x day"),
  TOTAL_DAY("total-day", "total x day");

  private final String key;
  private final String title;

  Level(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /** Short name, as options and files write it ("product-store-day"). */
  public String key() {
    return key;
  }

  /** Name for people ("product x store x day"). */
  public String title() {
    return title;
  }

  /**
   * The level of a short name, in any case and with blanks, underscores or hyphens.
   *
   * @throws ShelfcastException naming the five that are right
   */
  public static Level of(String name) {
    String wanted = name.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("[ _]+", "-");
    return Arrays.stream(values())
        .filter(l -> l.key.equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new ShelfcastException(
                    "No level '"
                        + name
                        + "'; there are "
                        + Arrays.stream(values())
                            .map(Level::key)
                            .collect(Collectors.joining(", "))));
  }

  /** The short name. */
  @Override
  public String toString() {
    return key;
  }
}
