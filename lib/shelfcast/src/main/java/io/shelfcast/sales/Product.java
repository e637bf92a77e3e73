package io.shelfcast.sales;

/**
 * A product of a customer. Texts are null and numbers NaN where the customer does not say.
 *
 * @param price list price in the customer's currency
 * @param shelfLifeDays days until it must be sold
 */
public record Product(
    String id,
    String category,
    String department,
    String brand,
    String name,
    float price,
    float shelfLifeDays) {

  /** A product of which only the id is known. */
  public static Product of(String id) {
    return new Product(id, null, null, null, null, Float.NaN, Float.NaN);
  }
}
