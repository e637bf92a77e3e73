package io.shelfcast.sales;

import io.shelfcast.ShelfcastException;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.Covariates.Event;
import io.shelfcast.sales.Covariates.Price;
import io.shelfcast.sales.Covariates.Promotion;
import io.shelfcast.sales.Covariates.Weather;
import io.shelfcast.tables.DataDirectory;
import io.shelfcast.tables.Row;
import io.shelfcast.tables.Table;
import io.shelfcast.tables.TableReading;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plans for days to come, given at forecast time: tables of promotions, events, prices or weather,
 * in the canonical form.
 *
 * <p>Their rows are added to the customer's own. A row takes the place of the customer's with the
 * same key: a price of the same product, store and first day; a promotion of the same id, product,
 * store and first day; an event of the same day, store, region and kind; the weather of the same
 * region and day.
 */
public final class Plans {

  private static final Set<Table> PLANS =
      EnumSet.of(Table.PROMOTIONS, Table.EVENTS, Table.PRICES, Table.WEATHER);

  private Plans() {}

  /**
   * The panel with a directory's plans.
   *
   * @throws ShelfcastException if the directory has other tables or none, or listing the rows'
   *     defects; a product or store that the panel does not know is one
   */
  public static SalesPanel add(SalesPanel panel, Path directory, Progress progress) {
    DataDirectory plans = DataDirectory.ofPlans(directory);
    for (Table table : plans.tables()) {
      if (!PLANS.contains(table)) {
        throw new ShelfcastException(
            plans.file(table)
                + " is no plan: plans are promotions, events, prices and weather; 'jbang load --append' adds sales");
      }
    }
    return panel.withCovariates(merged(panel.covariates(), read(panel, plans, progress)));
  }

  private static Covariates read(SalesPanel panel, DataDirectory plans, Progress progress) {
    TableReading reading = new TableReading(plans, progress);
    Map<String, Integer> products = new HashMap<>();
    panel.products().forEach(p -> products.put(p.id(), products.size()));
    products.keySet().forEach(reading::knowProduct);
    Map<String, Integer> stores = new HashMap<>();
    panel.stores().forEach(s -> stores.put(s.id(), stores.size()));
    stores.keySet().forEach(reading::knowStore);
    CovariateBuilder rows = new CovariateBuilder(plans.tables(), products, stores, panel.lastDay());
    for (Table table : plans.tables()) {
      reading.read(table, row(table, rows));
    }
    reading.finish();
    return rows.build();
  }

  private static Consumer<Row> row(Table table, CovariateBuilder rows) {
    return switch (table) {
      case PRICES -> rows::price;
      case PROMOTIONS -> rows::promotion;
      case EVENTS -> rows::event;
      case WEATHER -> rows::weather;
      default -> throw new IllegalArgumentException(table.baseName());
    };
  }

  private static Covariates merged(Covariates own, Covariates given) {
    return new Covariates(
        merged(
            own.prices(),
            given.prices(),
            (Price p) -> List.of(p.product(), p.store(), p.validFrom())),
        merged(
            own.promotions(),
            given.promotions(),
            (Promotion p) -> List.of(p.id(), p.product(), p.store(), p.startDay())),
        merged(
            own.events(),
            given.events(),
            (Event e) -> List.of(e.day(), e.store(), String.valueOf(e.region()), e.kind())),
        merged(own.weather(), given.weather(), (Weather w) -> List.of(w.region(), w.day())),
        own.stockouts(),
        until(own.promotions(), own.promotionsUntil(), given.promotions(), given.promotionsUntil()),
        until(own.events(), own.eventsUntil(), given.events(), given.eventsUntil()),
        until(own.weather(), own.weatherUntil(), given.weather(), given.weatherUntil()));
  }

  private static int until(List<?> own, int ownUntil, List<?> given, int givenUntil) {
    if (own == null || given == null) {
      return own == null ? givenUntil : ownUntil;
    }
    return Math.max(ownUntil, givenUntil);
  }

  private static <T> List<T> merged(List<T> own, List<T> given, Function<T, ?> key) {
    if (own == null || given == null) {
      return own == null ? given : own;
    }
    Set<Object> replaced = given.stream().map(key).collect(Collectors.toSet());
    return Stream.concat(
            own.stream().filter(row -> !replaced.contains(key.apply(row))), given.stream())
        .toList();
  }
}
