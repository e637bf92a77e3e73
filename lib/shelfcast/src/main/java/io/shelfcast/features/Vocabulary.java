package io.shelfcast.features;

import io.shelfcast.sales.Covariates;
import io.shelfcast.sales.Product;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.sales.Store;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
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

  /** All texts of a panel. */
  public static Vocabulary of(SalesPanel panel) {
    List<Covariates.Promotion> promotions = panel.covariates().promotions();
    return new Vocabulary(
        words(panel.products(), Vocabulary::category),
        words(panel.products(), Product::id),
        words(panel.stores(), Vocabulary::storeType),
        words(panel.stores(), Store::id),
        words(panel.stores(), Store::region),
        promotions == null ? List.of() : words(promotions, Covariates.Promotion::kind));
  }

  static String category(Product p) {
    return p.category() != null ? p.category() : p.department();
  }

  static String storeType(Store s) {
    String text =
        Stream.of(s.type(), s.assortment())
            .filter(Objects::nonNull)
            .reduce((a, b) -> a + " " + b)
            .orElse(null);
    return text;
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
