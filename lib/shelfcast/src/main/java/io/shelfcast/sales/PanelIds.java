package io.shelfcast.sales;

import java.util.HashMap;
import java.util.Map;

/** The indexes of a panel's products and stores by their ids, for many look-ups. */
public record PanelIds(Map<String, Integer> products, Map<String, Integer> stores) {

  public static PanelIds of(SalesPanel panel) {
    Map<String, Integer> products = new HashMap<>();
    panel.products().forEach(p -> products.put(p.id(), products.size()));
    Map<String, Integer> stores = new HashMap<>();
    panel.stores().forEach(s -> stores.put(s.id(), stores.size()));
    return new PanelIds(products, stores);
  }

  /** The series of a product in a store in the panel of these ids; -1 where there is none. */
  public int series(SalesPanel panel, String productId, String storeId) {
    Integer product = products.get(productId);
    Integer store = stores.get(storeId);
    return product == null || store == null ? -1 : panel.seriesAt(product, store);
  }
}
