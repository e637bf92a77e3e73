package io.shelfcast.tables;

import io.shelfcast.ShelfcastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes text files that are there whole or not at all. */
public final class WholeText {

  private WholeText() {}

  /**
   * Writes a file beside its place, then moves it there, over an earlier one; its directory is made
   * where it is lacking.
   *
   * @throws ShelfcastException if the file cannot be written
   */
  public static void write(Path file, String text) {
    Path target = file.toAbsolutePath();
    Path beside = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.createDirectories(target.getParent());
      try {
        Files.writeString(beside, text);
        Files.move(
            beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw new ShelfcastException("Cannot write " + file + ": " + e, e);
    }
  }
}
