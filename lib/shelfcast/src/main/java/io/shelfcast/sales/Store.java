package io.shelfcast.sales;

/**
 * A store of a customer. Texts are null and numbers NaN where the customer does not say.
 *
 * @param population people in the store's market
 * @param medianIncome yearly, of the store's market
 */
public record Store(
    String id,
    String region,
    String type,
    String assortment,
    float sizeSqft,
    float population,
    float medianIncome,
    float competitorDistanceMiles) {

  /** A store of which only the id is known. */
  public static Store of(String id) {
    return new Store(id, null, null, null, Float.NaN, Float.NaN, Float.NaN, Float.NaN);
  }
}
