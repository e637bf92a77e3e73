package io.shelfcast.cli;

import io.shelfcast.ShelfcastException;
import io.shelfcast.simulation.SimulationOptions;
import java.time.LocalDate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How large an invented retailer is, and how its demand looks; a picocli mixin. */
public final class RetailerOptions {

  private static final SimulationOptions DEFAULT = SimulationOptions.DEFAULT;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @Option(names = "--stores", paramLabel = "N", description = "Number of stores.")
  private int stores = DEFAULT.stores();

  @Option(names = "--products", paramLabel = "N", description = "Number of products.")
  private int products = DEFAULT.products();

  @Option(
      names = "--assortment",
      paramLabel = "SHARE",
      description = "Share of the products that a store carries.")
  private double assortment = DEFAULT.assortment();

  @Option(names = "--days", paramLabel = "N", description = "Days of sales.")
  private int days = DEFAULT.days();

  @Option(names = "--start", paramLabel = "DATE", description = "First day of sales.")
  private LocalDate start = DEFAULT.start();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed and options give the same retailer, to the byte.")
  private long seed = DEFAULT.seed();

  @Option(
      names = "--level",
      paramLabel = "UNITS",
      description = "Units a day that a middling product sells in a middling store.")
  private double level = DEFAULT.level();

  @Option(
      names = "--sparsity",
      paramLabel = "SHARE",
      description = "Share of the products that sell less than one unit in two days.")
  private double sparsity = DEFAULT.sparsity();

  @Option(
      names = "--stockouts",
      paramLabel = "SHARE",
      description = "Share of the days on which a product is out of stock for some hours.")
  private double stockouts = DEFAULT.stockouts();

  @Option(
      names = "--rows-per-day",
      paramLabel = "N",
      description =
          "Transactions that a day's sales of a product in a store are split into, at most.")
  private int rowsPerDay = DEFAULT.rowsPerDay();

  @Option(
      names = "--plan-days",
      paramLabel = "N",
      description = "Days after the last sale for which plans and weather are given.")
  private int planDays = DEFAULT.planDays();

  /**
   * The retailer asked for.
   *
   * @throws ParameterException if a value is none that it can be
   */
  public SimulationOptions retailer() {
    try {
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
    } catch (ShelfcastException e) {
      throw new ParameterException(verb.commandLine(), e.getMessage(), e);
    }
  }
}
