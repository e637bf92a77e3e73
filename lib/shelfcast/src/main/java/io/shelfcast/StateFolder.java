package io.shelfcast;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The folder that keeps what Shelfcast makes: the embedded database under {@code .shelfcast/},
 * trained models under {@code models/}. It is {@code SHELFCAST_HOME} if that is set; else the
 * checkout, which is the nearest directory from the working directory upwards that holds {@code
 * jbang-catalog.json}; else the working directory.
 *
 * @param root absolute path
 */
public record StateFolder(Path root) {

  public static final String VARIABLE = "SHELFCAST_HOME";
  private static final String CHECKOUT_MARK = "jbang-catalog.json";

  public StateFolder {
    root = root.toAbsolutePath().normalize();
  }

  /** The folder for an environment and a working directory, both given. */
  public static StateFolder of(Map<String, String> environment, Path workingDirectory) {
    Path here = workingDirectory.toAbsolutePath().normalize();
    String set = environment.get(VARIABLE);
    if (set != null && !set.isBlank()) {
      Path root = here.resolve(set);
      if (Files.exists(root) && !Files.isDirectory(root)) {
        throw new ShelfcastException(
            VARIABLE + " is '" + set + "', which is a file: it must be a directory");
      }
      return new StateFolder(root);
    }
    for (Path at = here; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(CHECKOUT_MARK))) {
        return new StateFolder(at);
      }
    }
    return new StateFolder(here);
  }

  /** The folder for this process. */
  public static StateFolder current() {
    return of(System.getenv(), Path.of(""));
  }

  /** Where the embedded PostgreSQL lives. */
  public Path postgres() {
    return root.resolve(".shelfcast").resolve("postgres");
  }

  /** Where trained models live. */
  public Path models() {
    return root.resolve("models");
  }
}
