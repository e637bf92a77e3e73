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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plans for days to come, given at forecast time: tables of promotions, events, prices or weather,
 * in the canonical form, and of the products that stores take up.
 *
 * <p>Their rows are added to the customer's own. A row takes the place of the customer's with the
 * same key: a price of the same product, store and first day; a promotion of the same id, product,
 * store and first day; an event of the same day, store, region and kind; the weather of the same
 * region and day.
 */
public final class Plans {

  private static final Set<Table> PLANS =
      EnumSet.of(Table.PROMOTIONS, Table.EVENTS, Table.PRICES, Table.WEATHER, Table.ASSORTMENT);

  private Plans() {}

  /**
   * What plans tell.
   *
   * @param panel with their promotions, events, prices and weather
   * @param assortment what stores take up, in the order of the file
   */
  public record Planned(SalesPanel panel, Assortment assortment) {}

  /** Whether a directory has a table of what stores take up. */
  public static boolean haveAssortment(Path directory) {
    return DataDirectory.ofPlans(directory).has(Table.ASSORTMENT);
  }

  /**
   * The panel with a directory's plans.
   *
   * @throws ShelfcastException if the directory has other tables or none, or listing the rows'
   *     defects; a product or store that the panel does not know is one
   */
  public static SalesPanel add(SalesPanel panel, Path directory, Progress progress) {
    return read(panel, Catalogue.NONE, directory, progress).panel();
  }

  /**
   * As {@link #add}, where products and stores are known too that have sold nothing so far.
   *
   * @param catalogue of all that the customer tells of
   */
  public static Planned read(
      SalesPanel panel, Catalogue catalogue, Path directory, Progress progress) {
    DataDirectory plans = DataDirectory.ofPlans(directory);
    for (Table table : plans.tables()) {
      if (!PLANS.contains(table)) {
        throw new ShelfcastException(
            plans.file(table)
                + " is no plan: plans are promotions, events, prices, weather and assortment; 'jbang load --append' adds sales");
      }
    }
    TableReading reading = new TableReading(plans, progress);
    PanelIds ids = PanelIds.of(panel);
    known(ids.products(), catalogue.products()).forEach(reading::knowProduct);
    known(ids.stores(), catalogue.stores()).forEach(reading::knowStore);
    CovariateBuilder rows =
        new CovariateBuilder(plans.tables(), ids.products(), ids.stores(), panel.lastDay());
    List<Assortment.Entry> takenUp = new ArrayList<>();
    for (Table table : plans.tables()) {
      reading.read(table, row(table, rows, takenUp));
    }
    reading.finish();
    return new Planned(
        panel.withCovariates(merged(panel.covariates(), rows.build())), new Assortment(takenUp));
  }

  private static Set<String> known(Map<String, ?> sold, Map<String, ?> told) {
    Set<String> ids = new HashSet<>(sold.keySet());
    ids.addAll(told.keySet());
    return ids;
  }

  private static Consumer<Row> row(
      Table table, CovariateBuilder rows, List<Assortment.Entry> takenUp) {
    return switch (table) {
      case PRICES -> rows::price;
      case PROMOTIONS -> rows::promotion;
      case EVENTS -> rows::event;
      case WEATHER -> rows::weather;
      case ASSORTMENT -> row -> takenUp.add(Assortment.Entry.of(row));
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
