package io.shelfcast.cli;

import io.shelfcast.ShelfcastException;
import io.shelfcast.monitoring.Limits;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What day monitoring takes as today, and beyond what it raises an alert; a picocli mixin. */
public final class MonitorOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "Take this day as today; look at nothing later.")
  private LocalDate asOf;

  @Option(
      names = "--stale-after",
      paramLabel = "DAYS",
      description = "Alert when the last sale is older.")
  private int staleAfter = Limits.DEFAULT.staleAfterDays();

  @Option(
      names = "--recent-days",
      paramLabel = "DAYS",
      description = "Days compared with those that the champion learnt from.")
  private int recentDays = Limits.DEFAULT.recentDays();

  @Option(
      names = "--drift-share",
      paramLabel = "SHARE",
      description = "Alert when more of the features have drifted.")
  private double driftShare = Limits.DEFAULT.driftShare();

  /** Today's clock, or one that stands at noon of the day given. */
  public Clock clock() {
    ZoneId zone = ZoneId.systemDefault();
    return asOf == null
        ? Clock.system(zone)
        : Clock.fixed(asOf.atTime(12, 0).atZone(zone).toInstant(), zone);
  }

  /**
   * The limits asked for.
   *
   * @throws ParameterException if a value is none that it can be
   */
  public Limits limits() {
    Limits d = Limits.DEFAULT;
    try {
      return new Limits(
          staleAfter,
          recentDays,
          d.pastWeeks(),
          d.fewestWeeks(),
          d.psi(),
          driftShare,
          d.productShare());
    } catch (ShelfcastException e) {
      throw new ParameterException(verb.commandLine(), e.getMessage(), e);
    }
  }
}
