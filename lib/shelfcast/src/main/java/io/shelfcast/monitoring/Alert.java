package io.shelfcast.monitoring;

/**
 * Something that calls for somebody.
 *
 * @param sentence what it is, with numbers
 * @param value outside of low..high; NaN where there is no number, as a bound is that is none
 */
public record Alert(Kind kind, String sentence, double value, double low, double high) {

  /** What it is about. */
  public enum Kind {
    DATA("data"),
    MODEL("model"),
    FORECASTS("forecasts"),
    ERROR("error"),
    DRIFT("drift"),
    PRODUCTS("products");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** Word for people. */
    public String title() {
      return title;
    }

    /** The word. */
    @Override
    public String toString() {
      return title;
    }
  }
}
