package io.shelfcast.cli;

import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Keeps the libraries' logs quiet, unless they are asked for. */
public final class Logs {

  private Logs() {}

  /** Lets only severe messages through, or those for information too. */
  public static void configure(boolean verbose) {
    Logger root = LogManager.getLogManager().getLogger("");
    Level level = verbose ? Level.INFO : Level.SEVERE;
    root.setLevel(level);
    for (var handler : root.getHandlers()) {
      handler.setLevel(level);
    }
  }
}
