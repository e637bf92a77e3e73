package io.shelfcast.cli;

import io.shelfcast.ShelfcastException;
import io.shelfcast.benchmark.BenchmarkSet;
import io.shelfcast.evaluation.Backtest;
import io.shelfcast.sales.Extract;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which origins a backtest forecasts from, and what is known there; a picocli mixin. */
public final class BacktestOptions {

  /** Whether the weather of the days forecast is known. */
  enum Weather {
    OBSERVED,
    CLIMATOLOGY;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @Option(names = "--windows", paramLabel = "N", description = "How many origins.")
  private int windows = 8;

  @Option(names = "--step", paramLabel = "DAYS", description = "From one origin to the next.")
  private int step = 7;

  @Option(names = "--refit", description = "Train anew at each origin.")
  private boolean refit;

  @Option(
      names = "--weather",
      paramLabel = "KIND",
      description =
          "observed: as it came, like a forecast without error; climatology: after an origin, the"
              + " mean of the day of the year.")
  private Weather weather = Weather.OBSERVED;

  /** Horizon, windows and step, of data sets that have none of their own. */
  public BenchmarkSet.Protocol protocol(ModelOptions model) {
    try {
      return new BenchmarkSet.Protocol(model.options().horizon(), windows, step);
    } catch (ShelfcastException e) {
      throw new ParameterException(verb.commandLine(), e.getMessage(), e);
    }
  }

  /** The backtest asked for, with a horizon, windows and step of its own. */
  public Backtest backtest(BenchmarkSet.Protocol p, ModelOptions model, Extract extract) {
    Backtest b = backtest(model, extract);
    return new Backtest(
        b.options().withHorizon(p.horizon()),
        p.windows(),
        p.step(),
        b.historyDays(),
        b.refit(),
        b.observedWeather(),
        b.weights());
  }

  /**
   * The backtest asked for.
   *
   * @throws ParameterException if a value is none that it can be
   */
  public Backtest backtest(ModelOptions model, Extract extract) {
    int days = extract.historyDays() == null ? 0 : extract.historyDays();
    boolean observed = weather == Weather.OBSERVED;
    try {
      return new Backtest(model.options(), windows, step, days, refit, observed, model.weights());
    } catch (ShelfcastException e) {
      throw new ParameterException(verb.commandLine(), e.getMessage(), e);
    }
  }
}
