package io.shelfcast.evaluation;

/**
 * Days that differ from others for a series, scored apart. A day may be several of them, and most
 * are none.
 */
public enum Occasion {
  /** In a promotion. */
  PROMOTION("in a promotion"),
  /** Within a week from a change of price on, by the price plan. */
  PRICE_CHANGE("in the week from a change of price on"),
  /** A public holiday, or up to three days off one. */
  HOLIDAY("within three days of a public holiday"),
  /** The last open day before, or the first after, a closing that is not each week's. */
  BESIDE_CLOSING("beside a closing that is not each week's"),
  /** Planned closed: no model is meant to forecast sales. */
  CLOSED("planned closed"),
  /** Out of stock for a part of the day. */
  SOLD_OUT("with hours out of stock"),
  /** Never out of stock, where stock-outs are recorded. */
  IN_STOCK("without hours out of stock"),
  /** None of the others but being in stock. */
  ORDINARY("none of these");

  private final String title;

  Occasion(String title) {
    this.title = title;
  }

  /** What such days are, for people: "in a promotion". */
  public String title() {
    return title;
  }
}
