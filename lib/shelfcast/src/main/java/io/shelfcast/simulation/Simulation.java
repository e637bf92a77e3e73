package io.shelfcast.simulation;

import io.shelfcast.progress.Progress;
import io.shelfcast.tables.MadeTables;
import io.shelfcast.tables.RowWriter;
import io.shelfcast.tables.Table;
import java.util.Set;

/**
 * An invented retailer's tables. The same options give the same rows, wherever they go.
 *
 * <p>Sales are Poisson about a mean that is known; {@link #truth} takes it. The mean includes all
 * that the other tables tell: plans, weather, closed days, hours out of stock.
 */
public final class Simulation implements MadeTables {

  /** Takes the true mean of each cell, from the first day that a series is offered on. */
  @FunctionalInterface
  public interface Truth {
    void mean(String productId, String storeId, int day, double mean);
  }

  private static final Truth UNTOLD = (product, store, day, mean) -> {};

  private static final int FIRST_SECOND = 8 * 3600;

  private final Retailer retailer;
  private final Progress progress;
  private Truth truth = UNTOLD;

  public Simulation(SimulationOptions options, Progress progress) {
    this.retailer = new Retailer(options);
    this.progress = progress;
  }

  /** Names who is told the true means while transactions are written. */
  public Simulation truth(Truth truth) {
    this.truth = truth;
    return this;
  }

  public int seriesCount() {
    return retailer.seriesCount();
  }

  @Override
  public Set<Table> tables() {
    return Table.loaded();
  }

  @Override
  public String source() {
    return "simulate, seed " + retailer.options.seed();
  }

  @Override
  public long write(Table table, RowWriter rows) {
    return switch (table) {
      case TRANSACTIONS -> transactions(rows);
      case AVAILABILITY -> availability(rows);
      default -> new PlanTables(retailer).write(table, rows);
    };
  }

  /** Writes what was sold of a series on the day that demand is at; returns the rows written. */
  @FunctionalInterface
  private interface Sale {
    int write(String product, String store, Demand demand, int series, int sold);
  }

  private long transactions(RowWriter rows) {
    return sales(
        "simulating", truth, (p, st, demand, s, sold) -> sell(rows, p, st, demand, s, sold));
  }

  @Override
  public long writeDailySales(RowWriter rows) {
    return sales(
        "summing sales by day",
        UNTOLD,
        (product, store, demand, series, sold) -> {
          rows.text(product);
          rows.text(store);
          rows.day(demand.day());
          rows.decimal(sold, 0);
          rows.decimal((long) sold * demand.paidCents(series), 2);
          rows.decimal(sold, 0);
          rows.decimal(parts(sold), 0);
          rows.endRow();
          return 1;
        });
  }

  /** Goes through all days and series, and returns the rows written. */
  private long sales(String task, Truth truth, Sale sale) {
    Demand demand = new Demand(retailer);
    int days = retailer.options.days();
    long count = 0;
    for (int done = 1; done <= days; done++) {
      demand.nextDay();
      for (int s = 0; s < retailer.seriesCount(); s++) {
        if (demand.day() >= retailer.seriesStart[s]) {
          String product = retailer.products.get(retailer.seriesProduct[s]).id();
          String store = retailer.stores.get(retailer.seriesStore[s]).id();
          double mean = demand.mean(s);
          truth.mean(product, store, demand.day(), mean);
          int sold = demand.sales(s, mean);
          if (sold > 0) {
            count += sale.write(product, store, demand, s, sold);
          }
        }
      }
      progress.step(task, done, days, "days");
    }
    return count;
  }

  /** How many rows a day's sales are split into. */
  private int parts(int sold) {
    return Math.min(sold, retailer.options.rowsPerDay());
  }

  /** Splits a day's sales, all rows but the last of the same size. */
  private int sell(
      RowWriter rows, String product, String store, Demand demand, int series, int sold) {
    int parts = parts(sold);
    int cents = demand.paidCents(series);
    int left = sold;
    for (int i = 0; i < parts; i++) {
      int units = i == parts - 1 ? left : sold / parts;
      left -= units;
      rows.timestamp(
          demand.day(),
          retailer.options.rowsPerDay() == 1
              ? 0
              : FIRST_SECOND + 3600 * Demand.OPEN_HOURS * i / parts + series % 3600);
      rows.text(product);
      rows.text(store);
      rows.decimal(units, 0);
      rows.decimal(cents, 2);
      rows.endRow();
    }
    return parts;
  }

  private long availability(RowWriter rows) {
    if (retailer.options.stockouts() == 0) {
      return 0;
    }
    Demand demand = new Demand(retailer);
    long count = 0;
    for (int i = 0; i < retailer.options.days(); i++) {
      demand.nextDay();
      for (int s = 0; s < retailer.seriesCount(); s++) {
        int hours = demand.day() >= retailer.seriesStart[s] ? demand.stockoutHours(s) : 0;
        if (hours > 0 && demand.offered(s)) {
          rows.text(retailer.products.get(retailer.seriesProduct[s]).id());
          rows.text(retailer.stores.get(retailer.seriesStore[s]).id());
          rows.day(demand.day());
          rows.decimal(hours, 0);
          rows.endRow();
          count++;
        }
      }
    }
    return count;
  }
}
