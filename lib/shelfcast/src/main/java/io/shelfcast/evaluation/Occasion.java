package io.shelfcast.evaluation;

/**
 * Days that differ from others for a series, scored apart. A day may be several of them, and most
 * are none.
 */
public enum Occasion {
  /** In a promotion. */
  PROMOTION("promotion", "in a promotion"),
  /** Within a week from a change of price on, by the price plan. */
  PRICE_CHANGE("new price", "in the week from a change of price on"),
  /** A public holiday, or up to three days off one. */
  HOLIDAY("near a holiday", "within three days of a public holiday"),
  /** The last open day before, or the first after, a closing that is not each week's. */
  BESIDE_CLOSING("beside a closing", "beside a closing that is not each week's"),
  /** Planned closed: no model is meant to forecast sales. */
  CLOSED("closed", "planned closed"),
  /** Out of stock for a part of the day. */
  SOLD_OUT("sold out", "with hours out of stock"),
  /** Never out of stock, where stock-outs are recorded. */
  IN_STOCK("in stock", "without hours out of stock"),
  /** None of the others but being in stock. */
  ORDINARY("ordinary", "that are none of these");

  private final String label;
  private final String title;

  Occasion(String label, String title) {
    this.label = label;
    this.title = title;
  }

  /** One or two words: "promotion". */
  public String label() {
    return label;
  }

  /** What such days are, for people: "in a promotion". */
  public String title() {
    return title;
  }
}
