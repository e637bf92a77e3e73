package io.shelfcast.cli;

import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Keeps the libraries' logs quiet, unless they are asked for. */
public final class Logs {

  /** Tells with long traces what the worker says in a line; held here, or it would be forgotten. */
  private static final Logger SCHEDULER = Logger.getLogger("com.github.kagkarlsson.scheduler");

  private Logs() {}

  /** Lets only severe messages through, or those for information too. */
  public static void configure(boolean verbose) {
    Logger root = LogManager.getLogManager().getLogger("");
    Level level = verbose ? Level.INFO : Level.SEVERE;
    root.setLevel(level);
    SCHEDULER.setLevel(verbose ? Level.INFO : Level.OFF);
    for (var handler : root.getHandlers()) {
      handler.setLevel(level);
    }
  }
}
