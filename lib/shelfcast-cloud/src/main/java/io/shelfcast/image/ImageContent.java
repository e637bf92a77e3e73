package io.shelfcast.image;

import io.shelfcast.ShelfcastException;
import io.shelfcast.container.ServingContainer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The jars that serving needs, found on this process's class path. Which they are, the module
 * {@code shelfcast-container} has listed when it was built.
 *
 * @param own Shelfcast's jars (or, in tests, folders of classes), which change often
 * @param libraries all others
 */
public record ImageContent(List<Path> own, List<Path> libraries) {

  private static final String OWN_GROUP = "io.shelfcast";

  /** {@code group:artifact:jar[:classifier]:version:scope}. */
  private static final Pattern ENTRY =
      Pattern.compile("\\s+([^:\\s]+):([^:]+):jar:(?:([^:]+):)?([^:]+):(?:compile|runtime)\\b.*");

  /** What this process could run itself. */
  public static ImageContent ofClassPath() {
    return of(System.getProperty("java.class.path"));
  }

  static ImageContent of(String path) {
    List<Path> classPath = new ArrayList<>();
    for (String entry : path.split(File.pathSeparator)) {
      classPath.add(Path.of(entry).toAbsolutePath());
    }
    List<Path> own = new ArrayList<>();
    List<Path> libraries = new ArrayList<>();
    own.add(found(OWN_GROUP, "shelfcast-container", null, classPath));
    for (String line : listed()) {
      Matcher m = ENTRY.matcher(line);
      if (m.matches()) {
        boolean ours = m.group(1).equals(OWN_GROUP);
        (ours ? own : libraries).add(found(m.group(1), m.group(2), m.group(3), classPath));
      }
    }
    return new ImageContent(own, libraries);
  }

  private static List<String> listed() {
    try (InputStream in = ServingContainer.class.getResourceAsStream("content.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new ShelfcastException("Cannot read the list of jars: " + e, e);
    }
  }

  /**
   * A jar in a Maven repository, of whichever version is in use: {@code
   * .../group/artifact/version/artifact-version[-classifier].jar}; or what a module has built here,
   * its folder of classes or its jar.
   */
  private static Path found(
      String group, String artifact, String classifier, List<Path> classPath) {
    Path folder = Path.of(group.replace('.', '/'), artifact);
    Path target = Path.of(artifact, "target");
    String tail = classifier == null ? "" : "-" + classifier;
    for (Path entry : classPath) {
      Path version = entry.getParent();
      boolean repository =
          version != null
              && version.getParent() != null
              && version.getParent().endsWith(folder)
              && entry
                  .getFileName()
                  .toString()
                  .equals(artifact + "-" + version.getFileName() + tail + ".jar");
      boolean module =
          group.equals(OWN_GROUP)
              && version != null
              && version.endsWith(target)
              && (entry.endsWith("classes") || entry.toString().endsWith(".jar"))
              && !entry.toString().endsWith("-tests.jar");
      if ((repository || module) && Files.exists(entry)) {
        return entry;
      }
    }
    throw new ShelfcastException(
        "The image needs "
            + group
            + ":"
            + artifact
            + (classifier == null ? "" : ":" + classifier)
            + ", which is not on the class path");
  }
}
