package io.shelfcast.charts;

import io.shelfcast.ShelfcastException;

/** This machine cannot draw text; the message says what to install. */
public final class FiguresUnavailable extends ShelfcastException {

  private static final long serialVersionUID = 1;

  FiguresUnavailable(String cause) {
    super(
        "No figures: Java cannot draw text on this machine; install fontconfig, freetype and a"
            + " font (Debian: apt-get install fontconfig libfreetype6 fonts-dejavu-core) ["
            + cause.lines().findFirst().orElse("")
            + "]");
  }
}
