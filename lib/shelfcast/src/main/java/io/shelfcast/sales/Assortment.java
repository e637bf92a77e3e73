package io.shelfcast.sales;

import io.shelfcast.tables.Row;
import io.shelfcast.tables.Table;
import java.util.ArrayList;
import java.util.List;

/** Products that stores take up, each pair of them once. */
public record Assortment(List<Entry> entries) {

  /** Nothing is taken up. */
  public static final Assortment NONE = new Assortment(List.of());

  private static final int START_DATE = Table.ASSORTMENT.column("start_date");

  public Assortment {
    entries = List.copyOf(entries);
  }

  /**
   * A product in a store.
   *
   * @param startDay epoch day from which on it is sold there; {@link Integer#MIN_VALUE} for the
   *     first day to forecast
   */
  public record Entry(String productId, String storeId, int startDay) {

    static Entry of(Row row) {
      return new Entry(
          row.text(0),
          row.text(1),
          row.missing(START_DATE) ? Integer.MIN_VALUE : row.day(START_DATE));
    }

    /** For a message. */
    @Override
    public String toString() {
      return "product '" + productId + "' in store '" + storeId + "'";
    }
  }

  /** The entries of which a panel knows no sale yet. */
  public Assortment withoutSales(SalesPanel panel) {
    PanelIds ids = PanelIds.of(panel);
    return new Assortment(
        entries.stream()
            .filter(
                e -> {
                  int series = ids.series(panel, e.productId, e.storeId);
                  return series < 0 || !panel.started(series);
                })
            .toList());
  }

  /**
   * A panel that has a series for each entry too, without a past. Products, stores and series that
   * the panel has keep their indexes; its covariates say nothing of further ones.
   *
   * @param catalogue what is known of products and stores that the panel lacks
   */
  public SalesPanel addTo(SalesPanel panel, Catalogue catalogue) {
    PanelIds ids = PanelIds.of(panel);
    List<Product> products = new ArrayList<>(panel.products());
    List<Store> stores = new ArrayList<>(panel.stores());
    List<int[]> added = new ArrayList<>();
    for (Entry e : entries) {
      if (ids.series(panel, e.productId, e.storeId) < 0) {
        added.add(
            new int[] {
              ids.products()
                  .computeIfAbsent(
                      e.productId,
                      id -> add(products, catalogue.products().getOrDefault(id, Product.of(id)))),
              ids.stores()
                  .computeIfAbsent(
                      e.storeId,
                      id -> add(stores, catalogue.stores().getOrDefault(id, Store.of(id))))
            });
      }
    }
    return panel.withSeries(
        products,
        stores,
        added.stream().mapToInt(s -> s[0]).toArray(),
        added.stream().mapToInt(s -> s[1]).toArray());
  }

  private static <T> int add(List<T> list, T place) {
    list.add(place);
    return list.size() - 1;
  }
}
