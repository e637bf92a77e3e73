package io.shelfcast.features;

/** The six groups of features; their sizes are fixed. */
public enum FeatureGroup {
  TEMPORAL(12),
  SALES_HISTORY(15),
  PRODUCT(6),
  STORE(5),
  PROMOTIONS(4),
  WEATHER(3);

  private final int size;

  FeatureGroup(int size) {
    this.size = size;
  }

  /** How many features the group has. */
  public int size() {
    return size;
  }

  /** The group's name in words ("sales history"). */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
