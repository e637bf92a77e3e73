package io.shelfcast.database;

import io.shelfcast.FolderTree;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Half-made directories that a killed process left: everything is made under a name of this prefix,
 * then moved.
 */
final class Leftovers {

  static final String PREFIX = "new-";

  private Leftovers() {}

  /**
   * Removes what earlier processes left in a folder. What cannot be removed now is left to the next
   * start.
   */
  static void remove(Path folder) throws IOException {
    List<Path> left;
    try (Stream<Path> entries = Files.list(folder)) {
      left = entries.filter(p -> p.getFileName().toString().startsWith(PREFIX)).toList();
    }
    left.forEach(Leftovers::delete);
  }

  private static void delete(Path tree) {
    try {
      FolderTree.delete(tree);
    } catch (IOException e) {
      // An initdb whose parent was killed may still be writing here; it ends by itself.
    }
  }

  static boolean posix(Path path) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
