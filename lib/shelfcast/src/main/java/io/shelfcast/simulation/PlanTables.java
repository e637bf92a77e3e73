package io.shelfcast.simulation;

import io.shelfcast.tables.RowWriter;
import io.shelfcast.tables.Table;

/** The tables that do not depend on sales: master data, plans, weather. */
final class PlanTables {

  private final Retailer retailer;

  PlanTables(Retailer retailer) {
    this.retailer = retailer;
  }

  long write(Table table, RowWriter rows) {
    return switch (table) {
      case PRODUCTS -> products(rows);
      case STORES -> stores(rows);
      case PRICES -> prices(rows);
      case PROMOTIONS -> promotions(rows);
      case EVENTS -> events(rows);
      case WEATHER -> weather(rows);
      default -> throw new IllegalArgumentException("Invalid table: " + table);
    };
  }

  private long products(RowWriter rows) {
    for (SimulatedProduct p : retailer.products) {
      rows.text(p.id());
      rows.text(p.category().label());
      rows.text(p.category().department);
      rows.text(p.national() ? "National" : "Private");
      rows.text(p.name());
      rows.decimal(p.cents(), 2);
      if (p.category().shelfLifeDays > 0) {
        rows.decimal(p.category().shelfLifeDays, 0);
      } else {
        rows.missing();
      }
      rows.endRow();
    }
    return retailer.products.size();
  }

  private long stores(RowWriter rows) {
    for (SimulatedStore s : retailer.stores) {
      rows.text(s.id());
      rows.text(Weather.region(s.region()));
      rows.text(s.type());
      rows.text(s.assortment());
      rows.decimal(Math.round(4_000 * s.size()), 0);
      rows.decimal(s.population(), 0);
      rows.decimal(s.income(), 0);
      rows.decimal(s.competitorTenthMiles(), 1);
      rows.endRow();
    }
    return retailer.stores.size();
  }

  private long prices(RowWriter rows) {
    for (Plans.Price p : retailer.prices) {
      rows.text(retailer.products.get(p.product()).id());
      rows.text(store(p.store()));
      rows.day(p.validFrom());
      rows.decimal(p.cents(), 2);
      rows.endRow();
    }
    return retailer.prices.size();
  }

  private long promotions(RowWriter rows) {
    for (Plans.Promotion p : retailer.promotions) {
      rows.text(p.id());
      rows.text(p.product() < 0 ? null : retailer.products.get(p.product()).id());
      rows.text(store(p.store()));
      rows.day(p.startDay());
      rows.day(p.endDay());
      rows.decimal(p.discountPct(), 0);
      rows.text(p.kind());
      rows.endRow();
    }
    return retailer.promotions.size();
  }

  private long events(RowWriter rows) {
    var events =
        retailer.calendar.events().stream().filter(e -> e.region() < retailer.regions).toList();
    for (Calendar.Event e : events) {
      rows.day(e.day());
      rows.text(store(e.store()));
      rows.text(e.region() < 0 ? null : Weather.region(e.region()));
      rows.text(e.kind());
      rows.text(e.name());
      rows.endRow();
    }
    return events.size();
  }

  private long weather(RowWriter rows) {
    long count = 0;
    for (int day = retailer.options.firstDay(); day <= retailer.options.plannedUntil(); day++) {
      for (int r = 0; r < retailer.regions; r++) {
        rows.text(Weather.region(r));
        rows.day(day);
        rows.decimal(retailer.weather.tenthDegrees(r, day), 1);
        rows.decimal(retailer.weather.tenthMillimetres(r, day), 1);
        rows.missing();
        rows.missing();
        rows.endRow();
        count++;
      }
    }
    return count;
  }

  private String store(int store) {
    return store < 0 ? null : retailer.stores.get(store).id();
  }
}
