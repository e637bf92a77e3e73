package io.shelfcast.simulation;

import io.shelfcast.Claim;
import io.shelfcast.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder in the making, beside the place that it is moved to when it is complete. Closed without
 * that, or interrupted, it goes; that of a process that was killed goes when the next begins.
 */
final class UnfinishedFolder implements AutoCloseable {

  /** First by name, so that it is deleted last: without it nobody would dare to delete the rest. */
  private static final String CLAIM = ".in-use";

  private final Path target;
  private final Path path;
  private final Claim claim;
  private final Thread interrupted = new Thread(this::deleteInHaste);

  private UnfinishedFolder(Path target, Path path) throws IOException {
    this.target = target;
    this.path = path;
    Files.createDirectories(path);
    claim = Claim.take(path.resolve(CLAIM));
    Runtime.getRuntime().addShutdownHook(interrupted);
  }

  /**
   * Makes one, and takes those away that dead processes left beside the same target.
   *
   * @param target absolute
   */
  static UnfinishedFolder begin(Path target) throws IOException {
    if (Files.isDirectory(target.getParent())) {
      sweep(target);
    }
    String name = target.getFileName() + "." + UUID.randomUUID() + ".tmp";
    return new UnfinishedFolder(target, target.resolveSibling(name));
  }

  private static void sweep(Path target) throws IOException {
    Pattern ours =
        Pattern.compile(Pattern.quote(target.getFileName() + ".") + "[0-9a-f-]{36}\\.tmp");
    List<Path> left;
    try (Stream<Path> beside = Files.list(target.getParent())) {
      left = beside.filter(p -> ours.matcher(p.getFileName().toString()).matches()).toList();
    }
    for (Path folder : left) {
      if (Files.exists(folder.resolve(CLAIM))) {
        try (Claim claim = Claim.takeOver(folder.resolve(CLAIM))) {
          if (claim != null) {
            FolderTree.delete(folder);
          }
        } catch (IOException e) {
          // somebody else deletes it, or the user may not: it is in nobody's way
        }
      }
    }
  }

  /** Where to write. */
  Path path() {
    return path;
  }

  /** Moves the folder to its place, where there is none or an empty one. */
  void complete() throws IOException {
    Files.delete(path.resolve(CLAIM));
    Files.deleteIfExists(target);
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes what was not completed. */
  @Override
  public void close() throws IOException {
    try (claim) {
      FolderTree.delete(path);
    }
    try {
      Runtime.getRuntime().removeShutdownHook(interrupted);
    } catch (IllegalStateException e) {
      // it runs already, and finds nothing to delete
    }
  }

  /** Of a program that ends while another thread may still be writing. */
  private void deleteInHaste() {
    for (int attempt = 0; attempt < 5 && Files.exists(path); attempt++) {
      try {
        FolderTree.delete(path);
      } catch (IOException e) {
        // a file came while others went: again
      }
    }
  }
}
