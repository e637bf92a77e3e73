package io.shelfcast.simulation;

import io.shelfcast.ShelfcastException;
import java.time.LocalDate;
import java.util.Locale;

/**
 * How large an invented retailer is, and how its demand looks. What happens on a day depends on
 * neither the number of days nor that of stores and products: a larger retailer has the smaller one
 * in it, and a longer history goes on where a shorter one ends.
 *
 * <p>At most ten million series.
 *
 * @param stores how many stores, 1..10,000
 * @param products how many products, 1..1,000,000
 * @param assortment share of the products that a store carries, above 0 and up to 1
 * @param days days of sales, at least 1
 * @param start first day of sales
 * @param seed of everything
 * @param level units a day that a middling product sells in a middling store
 * @param sparsity share of the products that sell seldom: one unit in some days, or weeks
 * @param stockouts share of the days on which a product is out of stock for some hours
 * @param rowsPerDay transactions that the sales of a series and day are split into, at most
 * @param planDays days after the last sale for which plans and weather are given
 */
public record SimulationOptions(
    int stores,
    int products,
    double assortment,
    int days,
    LocalDate start,
    long seed,
    double level,
    double sparsity,
    double stockouts,
    int rowsPerDay,
    int planDays) {

  /** Ten stores, fifty products, two years. */
  public static final SimulationOptions DEFAULT =
      new SimulationOptions(10, 50, 1, 730, LocalDate.of(2023, 1, 2), 1, 6, .2, .005, 1, 60);

  private static final int MOST_SERIES = 10_000_000;

  public SimulationOptions {
    between("--stores", stores, 1, 10_000);
    between("--products", products, 1, 1_000_000);
    between("--assortment", assortment, 1e-6, 1);
    double series = assortment * stores * products;
    if (series > MOST_SERIES) {
      throw new ShelfcastException(
          String.format(
              Locale.ROOT,
              "--stores x --products x --assortment come to %,.0f series: there must be at most %,d",
              series,
              MOST_SERIES));
    }
    between("--days", days, 1, 36_525);
    between("--level", level, 1e-3, 10_000);
    between("--sparsity", sparsity, 0, 1);
    between("--stockouts", stockouts, 0, 1);
    between("--rows-per-day", rowsPerDay, 1, 1_000);
    between("--plan-days", planDays, 0, 3_650);
    if (start.getYear() < 1900 || start.getYear() > 2200) {
      throw new ShelfcastException("--start is " + start + ": it must be of 1900 to 2200");
    }
  }

  /** The same with another size. */
  public SimulationOptions sized(int stores, int products, int days) {
    return new SimulationOptions(
        stores,
        products,
        assortment,
        days,
        start,
        seed,
        level,
        sparsity,
        stockouts,
        rowsPerDay,
        planDays);
  }

  private static void between(String option, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new ShelfcastException(
          option + " is " + plain(value) + ": it must be " + plain(least) + " to " + plain(most));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  int firstDay() {
    return (int) start.toEpochDay();
  }

  int lastDay() {
    return firstDay() + days - 1;
  }

  int plannedUntil() {
    return lastDay() + planDays;
  }
}
