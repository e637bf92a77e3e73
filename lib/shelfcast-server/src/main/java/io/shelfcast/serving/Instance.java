package io.shelfcast.serving;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.shelfcast.models.EnsembleForecaster;
import io.shelfcast.sales.SalesPanel;
import java.time.LocalDate;
import java.util.List;

/**
 * What a forecast is asked for: a product in a store, with all that is known of it, or, where the
 * server has a database, by its ids alone. In JSON the names are in snake case; what is null is
 * left out. Rows are those of the canonical tables; an empty list says that there is nothing, a
 * missing one that nothing is known.
 *
 * @param customerId needed only where several customers are served
 * @param horizon days ahead; null for as many as the model was trained for
 * @param history sales of the series, whose last day is the origin
 * @param product what the products table says; likewise the store
 * @param storeHistory sales of all products of the store
 * @param productHistory sales of the product in all stores
 * @param promotionsUntil last day for which the plan is complete; likewise events
 * @param levelCorrection what the model's level is multiplied by, since its forecasts of the last
 *     days missed as much of all that the customer sells, which an instance does not tell; null for
 *     1
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Instance(
    String customerId,
    String productId,
    String storeId,
    Integer horizon,
    History history,
    ProductDetails product,
    StoreDetails store,
    Totals storeHistory,
    Totals productHistory,
    List<PriceRow> prices,
    List<PromotionRow> promotions,
    LocalDate promotionsUntil,
    List<EventRow> events,
    LocalDate eventsUntil,
    WeatherDays weather,
    List<StockoutRow> availability,
    Double levelCorrection) {

  /** A series of the database by its ids, for as many days as the model was trained for. */
  public static Instance of(String productId, String storeId) {
    return new Instance(
        null, productId, storeId, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null);
  }

  /** All that the customer's panel says of a series, to be sent to wherever a model is. */
  public static Instance of(SalesPanel panel, int series) {
    return InstanceOf.series(panel, series, null);
  }

  /**
   * The same, with what a model's forecasts of the last days say of its level.
   *
   * @param panel all that the customer sells
   */
  public static Instance of(EnsembleForecaster model, SalesPanel panel, int series) {
    return InstanceOf.series(panel, series, (double) model.levelCorrection(panel, series));
  }

  /** The instance as JSON, as a request has it among its instances. */
  public byte[] json() {
    try {
      return InstanceJson.JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether anything is told but ids and horizon. */
  boolean carriesCovariates() {
    return product != null
        || store != null
        || storeHistory != null
        || productHistory != null
        || prices != null
        || promotions != null
        || events != null
        || weather != null
        || availability != null
        || levelCorrection != null;
  }

  /**
   * Daily sales.
   *
   * @param quantity units a day, from {@code from} on without a gap
   * @param unitPrice price paid, null on days without; may be null as a whole
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record History(LocalDate from, double[] quantity, Double[] unitPrice) {}

  /** Daily sums of several series, to the origin like the history. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Totals(LocalDate from, double[] quantity) {}

  /** A row of table products. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ProductDetails(
      String category,
      String department,
      String brand,
      String name,
      Double price,
      Double shelfLifeDays) {}

  /** A row of table stores. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StoreDetails(
      String region,
      String storeType,
      String assortment,
      Double sizeSqft,
      Double population,
      Double medianIncome,
      Double competitorDistanceMiles) {}

  /** A row of table prices; no store means all. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PriceRow(String storeId, LocalDate validFrom, Double price) {}

  /** A row of table promotions; no product or store means all. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PromotionRow(
      String promotionId,
      String productId,
      String storeId,
      LocalDate startDate,
      LocalDate endDate,
      Double discountPct,
      String kind) {}

  /** A row of table events; no store means a region's, no region either means everywhere. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record EventRow(LocalDate date, String storeId, String region, String kind, String name) {}

  /** The weather at the store, day by day from {@code from} on; null where it is not known. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record WeatherDays(LocalDate from, Double[] temperatureC, Double[] precipitationMm) {}

  /** A row of table availability; without ids it is the series' own. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StockoutRow(
      String productId, String storeId, LocalDate date, Double stockoutHours) {}
}
