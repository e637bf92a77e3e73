package io.shelfcast.sales;

import java.util.Map;

/**
 * The products and stores that a customer's tables tell of by id, those included of which nothing
 * was sold.
 */
public record Catalogue(Map<String, Product> products, Map<String, Store> stores) {

  /** Nothing is told. */
  public static final Catalogue NONE = new Catalogue(Map.of(), Map.of());
}
