package io.shelfcast.features;

import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.Product;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.Store;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The texts that features number: each sorted by alphabet, a text's number being its place from 1
 * on. A model keeps the vocabulary of its training, so that a category added later is missing (NaN)
 * and does not renumber the others.
 */
public record Vocabulary(
    List<String> categories,
    List<String> products,
    List<String> storeTypes,
    List<String> stores,
    List<String> regions,
    List<String> promotionKinds) {

  /**
   * The texts of a panel's products and stores with a sale up to its last day, so that one sold
   * only later changes no number, and those of all promotions, which are planned ahead.
   */
  public static Vocabulary of(SalesPanel panel) {
    List<Product> products = started(panel, s -> panel.products().get(panel.product(s)));
    List<Store> stores = started(panel, s -> panel.stores().get(panel.store(s)));
    List<Covariates.Promotion> promotions = panel.covariates().promotions();
    return new Vocabulary(
        words(products, Vocabulary::category),
        words(products, Product::id),
        words(stores, Vocabulary::storeType),
        words(stores, Store::id),
        words(stores, Store::region),
        promotions == null ? List.of() : words(promotions, Covariates.Promotion::kind));
  }

  private static <T> List<T> started(SalesPanel panel, IntFunction<T> place) {
    return IntStream.range(0, panel.seriesCount())
        .filter(panel::started)
        .mapToObj(place)
        .distinct()
        .toList();
  }

  static String category(Product p) {
    return p.category() != null ? p.category() : p.department();
  }

  static String storeType(Store s) {
    return Stream.of(s.type(), s.assortment())
        .filter(Objects::nonNull)
        .reduce((a, b) -> a + " " + b)
        .orElse(null);
  }

  /** The number of a text in a list of this vocabulary, or NaN. */
  static float number(List<String> words, String text) {
    if (text == null) {
      return Float.NaN;
    }
    int i = java.util.Collections.binarySearch(words, text);
    return i < 0 ? Float.NaN : i + 1;
  }

  private static <T> List<String> words(List<T> rows, Function<T, String> text) {
    return rows.stream().map(text).filter(Objects::nonNull).distinct().sorted().toList();
  }
}
