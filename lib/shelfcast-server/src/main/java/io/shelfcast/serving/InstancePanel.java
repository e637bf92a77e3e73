package io.shelfcast.serving;

import io.shelfcast.sales.CovariateBuilder;
import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.Product;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.SalesPanelBuilder;
import io.shelfcast.sales.Store;
import io.shelfcast.serving.Instance.EventRow;
import io.shelfcast.serving.Instance.PriceRow;
import io.shelfcast.serving.Instance.PromotionRow;
import io.shelfcast.serving.Instance.StockoutRow;
import io.shelfcast.tables.Table;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the panel of an instance: its own series, and beside it what the rest of the store and the
 * other stores sold, each as if it were one product more, because some features look at the store's
 * and the product's totals. The features of the series are those of the customer's whole panel.
 */
final class InstancePanel {

  /** No id can hold a line break, so that these are nobody's. */
  static final String OTHERS = "\n";

  private static final String REMAINDER = "\n\n";
  private static final String NOWHERE = "\n";

  /** A unit price survives the builder's rounding to nine decimals when it is paid so often. */
  private static final double PAID_UNITS = 1024;

  private final Instance in;
  private final int first;
  private final int origin;
  private final SalesPanelBuilder builder;

  private InstancePanel(String customer, Instance in) {
    this.in = in;
    first = day(in.history().from());
    origin = first + in.history().quantity().length - 1;
    builder = new SalesPanelBuilder(customer);
  }

  /** The panel, which ends on the instance's origin. */
  static SalesPanel of(String customer, Instance in) {
    InstanceCheck.complete(in);
    return new InstancePanel(customer, in).panel();
  }

  private SalesPanel panel() {
    ownSales();
    rest("store_history", in.storeHistory(), OTHERS, in.storeId(), REMAINDER, in.storeId());
    rest("product_history", in.productHistory(), in.productId(), OTHERS, in.productId(), REMAINDER);
    return builder.build(
        Integer.MIN_VALUE,
        Map.of(in.productId(), product()),
        Map.of(in.storeId(), store()),
        (products, stores, lastSale) -> covariates(products, stores));
  }

  private void ownSales() {
    double[] quantity = in.history().quantity();
    Double[] price = in.history().unitPrice();
    builder.firstSale(in.productId(), in.storeId(), first);
    for (int i = 0; i < quantity.length; i++) {
      boolean priced = price != null && price[i] != null;
      builder.daySum(
          in.productId(),
          in.storeId(),
          first + i,
          quantity[i],
          priced ? price[i] * PAID_UNITS : Double.NaN,
          priced ? PAID_UNITS : 0);
    }
  }

  /**
   * A total without the series itself, as a series of its own. A float has not the digits of a sum,
   * so that what is left of it goes into a second one.
   */
  private void rest(
      String field,
      Instance.Totals totals,
      String product,
      String store,
      String remainderProduct,
      String remainderStore) {
    int from = totals == null ? first : Math.min(first, day(totals.from()));
    builder.firstSale(product, store, from);
    if (totals == null) {
      return;
    }
    double[] own = in.history().quantity();
    for (int i = 0; i < totals.quantity().length; i++) {
      int day = day(totals.from()) + i;
      double mine = day < first ? 0 : Math.max(0, (float) own[day - first]);
      double rest = totals.quantity()[i] - mine;
      if (rest < -1e-6 * Math.max(1, mine)) {
        throw new Refusal(
            field + ".quantity[" + i + "]",
            "must not be less than what the product itself sold in the store on "
                + LocalDate.ofEpochDay(day)
                + ", "
                + mine);
      }
      float most = (float) rest;
      most = most > rest ? Math.nextDown(most) : most;
      builder.daySum(product, store, day, Math.max(0, most), Double.NaN, 0);
      if (rest - most > 1e-9) {
        builder.firstSale(remainderProduct, remainderStore, from);
        builder.daySum(remainderProduct, remainderStore, day, rest - most, Double.NaN, 0);
      }
    }
  }

  private Product product() {
    Instance.ProductDetails p = in.product();
    return p == null
        ? Product.of(in.productId())
        : new Product(
            in.productId(),
            p.category(),
            p.department(),
            p.brand(),
            p.name(),
            number(p.price()),
            number(p.shelfLifeDays()));
  }

  private Store store() {
    Instance.StoreDetails s = in.store();
    if (s == null) {
      s = new Instance.StoreDetails(null, null, null, null, null, null, null);
    }
    return new Store(
        in.storeId(),
        region(),
        s.storeType(),
        s.assortment(),
        number(s.sizeSqft()),
        number(s.population()),
        number(s.medianIncome()),
        number(s.competitorDistanceMiles()));
  }

  /** Weather belongs to a region; that of a store without one to a region that nothing else has. */
  private String region() {
    String given = in.store() == null ? null : in.store().region();
    return given == null && in.weather() != null ? NOWHERE : given;
  }

  private Covariates covariates(Map<String, Integer> products, Map<String, Integer> stores) {
    Set<Table> tables = EnumSet.noneOf(Table.class);
    add(tables, Table.PRICES, in.prices());
    add(tables, Table.PROMOTIONS, in.promotions());
    add(tables, Table.EVENTS, in.events());
    add(tables, Table.WEATHER, in.weather());
    add(tables, Table.AVAILABILITY, in.availability());
    CovariateBuilder rows = new CovariateBuilder(tables, products, stores, origin);
    each(in.prices()).forEach(r -> price(rows, r));
    each(in.promotions()).forEach(r -> promotion(rows, r));
    each(in.events()).forEach(r -> event(rows, r));
    weather(rows);
    each(in.availability()).forEach(r -> stockout(rows, r));
    Covariates c = rows.build();
    return new Covariates(
        c.prices(),
        c.promotions(),
        c.events(),
        c.weather(),
        c.stockouts(),
        later(c.promotionsUntil(), in.promotionsUntil()),
        later(c.eventsUntil(), in.eventsUntil()),
        c.weatherUntil());
  }

  private void price(CovariateBuilder rows, PriceRow r) {
    rows.price(in.productId(), r.storeId(), day(r.validFrom()), r.price());
  }

  private void promotion(CovariateBuilder rows, PromotionRow r) {
    rows.promotion(
        r.promotionId() == null ? "" : r.promotionId(),
        r.productId(),
        r.storeId(),
        day(r.startDate()),
        day(r.endDate()),
        r.discountPct() == null ? Double.NaN : r.discountPct(),
        r.kind());
  }

  /** Another store's event counts in how usual its name is, and is nowhere else seen. */
  private void event(CovariateBuilder rows, EventRow r) {
    boolean elsewhere = r.storeId() != null && !r.storeId().equals(in.storeId());
    rows.event(
        day(r.date()),
        elsewhere ? null : r.storeId(),
        elsewhere ? OTHERS + OTHERS : r.region(),
        r.kind(),
        r.name());
  }

  private void weather(CovariateBuilder rows) {
    if (in.weather() != null) {
      for (int i = 0; i < in.weather().temperatureC().length; i++) {
        rows.weather(
            region(),
            day(in.weather().from()) + i,
            number(in.weather().temperatureC()[i]),
            number(in.weather().precipitationMm()[i]),
            Double.NaN,
            Double.NaN);
      }
    }
  }

  /** Another series' row counts in how long stores are open. */
  private void stockout(CovariateBuilder rows, StockoutRow r) {
    boolean own =
        (r.productId() == null || r.productId().equals(in.productId()))
            && (r.storeId() == null || r.storeId().equals(in.storeId()));
    rows.stockout(own ? in.productId() : OTHERS, in.storeId(), day(r.date()), r.stockoutHours());
  }

  private static void add(Set<Table> tables, Table table, Object rows) {
    if (rows != null) {
      tables.add(table);
    }
  }

  private static <T> List<T> each(List<T> rows) {
    return rows == null ? List.of() : rows;
  }

  private static int later(int day, LocalDate given) {
    return given == null ? day : Math.max(day, day(given));
  }

  private static int day(LocalDate date) {
    return (int) date.toEpochDay();
  }

  private static float number(Double value) {
    return value == null ? Float.NaN : value.floatValue();
  }
}
