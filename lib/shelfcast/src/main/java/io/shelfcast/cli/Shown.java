package io.shelfcast.cli;

import java.nio.file.Path;

/** How things are written for people. */
public final class Shown {

  private Shown() {}

  /** A path, relative to the working directory where that is shorter. */
  public static String path(Path path) {
    return path(path, Path.of(""));
  }

  static String path(Path path, Path workingDirectory) {
    Path absolute = path.toAbsolutePath().normalize();
    Path here = workingDirectory.toAbsolutePath().normalize();
    if (!absolute.getRoot().equals(here.getRoot()) || absolute.equals(here)) {
      return absolute.toString();
    }
    String relative = here.relativize(absolute).toString();
    return relative.length() < absolute.toString().length() ? relative : absolute.toString();
  }
}
