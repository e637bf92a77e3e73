package io.shelfcast.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import io.shelfcast.ShelfcastException;
import io.shelfcast.container.ServingContainer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The image that serves a model on Vertex AI: a base with Java 17 or newer, and the jars of
 * serving. Runs as a user without rights. The same jars and base give the same image, to the
 * digest.
 *
 * @param base an image's name in a registry, {@code tar:///path/to/image.tar}, or {@code scratch}
 * @param cache folder in which layers are kept between builds
 * @param content the jars
 */
public record ServingImage(String base, Path cache, ImageContent content) {

  /** A Java runtime on a system with glibc. */
  public static final String DEFAULT_BASE = "eclipse-temurin:17-jre";

  static final String FOLDER = "/app";

  /** Nobody's number, as in distroless images. */
  static final String USER = "65532:65532";

  private static final String SCRATCH = "scratch";
  private static final String NATIVE = "libgomp.so.1";
  private static final int HTTP = 8080;

  /** The image of what this process has on its class path. */
  public static ServingImage of(String base, Path cache) {
    return new ServingImage(base, cache, ImageContent.ofClassPath());
  }

  /** What was built: its digest ({@code sha256:...}), and where it is. */
  public record Built(String digest, String at) {}

  /**
   * Builds the image and writes it as a file that Docker, Podman and Skopeo read.
   *
   * @param name of the image in it
   */
  public Built toTar(Path tar, String name, Consumer<String> log) {
    Path partial = tar.resolveSibling(tar.getFileName() + ".partial");
    try {
      JibContainer image = build(Containerizer.to(TarImage.at(partial).named(name)), log);
      Files.move(
          partial,
          tar,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      return new Built(image.getDigest().toString(), tar.toString());
    } catch (InvalidImageReferenceException e) {
      throw wrongName(name, e);
    } catch (IOException e) {
      throw new ShelfcastException("Cannot write " + tar + ": " + e, e);
    } finally {
      try {
        Files.deleteIfExists(partial);
      } catch (IOException e) {
        log.accept("Cannot delete " + partial + ": " + e);
      }
    }
  }

  /**
   * Builds the image and pushes it. Credentials are those of Docker's configuration and its
   * helpers, or, for Google's registries, the Application Default Credentials.
   *
   * @param name with registry and tag, {@code europe-docker.pkg.dev/project/repository/name:tag}
   */
  public Built push(String name, Consumer<String> log) {
    try {
      com.google.cloud.tools.jib.api.ImageReference reference =
          com.google.cloud.tools.jib.api.ImageReference.parse(name);
      CredentialRetrieverFactory credentials =
          CredentialRetrieverFactory.forImage(reference, event -> {});
      RegistryImage target =
          RegistryImage.named(reference)
              .addCredentialRetriever(credentials.dockerConfig())
              .addCredentialRetriever(credentials.wellKnownCredentialHelpers())
              .addCredentialRetriever(credentials.googleApplicationDefaultCredentials());
      boolean here = reference.getRegistry().matches("(localhost|127\\.0\\.0\\.1|\\[::1\\])(:.*)?");
      // Without TLS to this machine alone.
      Containerizer containerizer = Containerizer.to(target).setAllowInsecureRegistries(here);
      JibContainer image = build(containerizer, log);
      return new Built(image.getDigest().toString(), reference.toStringWithQualifier());
    } catch (InvalidImageReferenceException e) {
      throw wrongName(name, e);
    }
  }

  private static ShelfcastException wrongName(String name, Exception e) {
    return new ShelfcastException(
        "'" + name + "' is no name of an image: it must be like registry/name:tag", e);
  }

  private JibContainer build(Containerizer containerizer, Consumer<String> log) {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new ShelfcastException(
          "The image must be built on Linux: the native libraries in use here are not those it needs");
    }
    try {
      Files.createDirectories(cache);
      return plan()
          .containerize(
              containerizer
                  .setToolName("shelfcast")
                  .setBaseImageLayersCache(cache.resolve("base"))
                  .setApplicationLayersCache(cache.resolve("layers"))
                  .addEventHandler(
                      LogEvent.class,
                      e -> {
                        if (e.getLevel() == LogEvent.Level.LIFECYCLE) {
                          log.accept(e.getMessage().strip());
                        }
                      }));
    } catch (RegistryException e) {
      throw new ShelfcastException("The registry refuses: " + e.getMessage(), e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ShelfcastException("Cannot build the image: " + cause.getMessage(), e);
    } catch (InvalidImageReferenceException e) {
      throw wrongName(base, e);
    } catch (IOException | CacheDirectoryCreationException e) {
      throw new ShelfcastException("Cannot build the image: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShelfcastException("Building the image was interrupted", e);
    }
  }

  private JibContainerBuilder begin() throws InvalidImageReferenceException {
    if (base.equals(SCRATCH)) {
      return Jib.fromScratch();
    }
    if (base.startsWith(Jib.TAR_IMAGE_PREFIX)) {
      Path tar = Path.of(base.substring(Jib.TAR_IMAGE_PREFIX.length()));
      if (!Files.isRegularFile(tar)) {
        throw new ShelfcastException("--base is '" + base + "': there is no file " + tar);
      }
      return Jib.from(TarImage.at(tar));
    }
    return Jib.from(base);
  }

  private JibContainerBuilder plan() throws InvalidImageReferenceException, IOException {
    return begin()
        .addFileEntriesLayer(layer("libraries", FOLDER + "/lib/", content.libraries()))
        .addFileEntriesLayer(nativeLayer())
        .addFileEntriesLayer(layer("shelfcast", FOLDER + "/shelfcast/", content.own()))
        .setFormat(ImageFormat.OCI)
        .setCreationTime(Instant.EPOCH)
        .setUser(USER)
        .setWorkingDirectory(AbsoluteUnixPath.get(FOLDER))
        .setExposedPorts(Port.tcp(HTTP))
        .setEnvironment(
            Map.of(
                "OMP_NUM_THREADS", "1",
                "LD_LIBRARY_PATH", FOLDER + "/native",
                "HOME", "/tmp"))
        .setEntrypoint(entrypoint());
  }

  /** DL4J and XGBoost work outside of the heap, so that the heap gets half of the memory. */
  private List<String> entrypoint() {
    StringBuilder classPath = new StringBuilder();
    for (Path own : content.own()) {
      classPath.append(FOLDER).append("/shelfcast/").append(name(own)).append(':');
    }
    return List.of(
        "java",
        "-XX:MaxRAMPercentage=50",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.awt.headless=true",
        "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
        "-Dorg.bytedeco.javacpp.nopointergc=true",
        "-cp",
        classPath + FOLDER + "/lib/*",
        ServingContainer.class.getName());
  }

  private static FileEntriesLayer layer(String name, String folder, List<Path> files)
      throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    for (Path file : files) {
      layer.addEntryRecursive(file, AbsoluteUnixPath.get(folder + name(file)));
    }
    return layer.build();
  }

  private static String name(Path file) {
    return Files.isDirectory(file)
        ? file.getParent().getParent().getFileName().toString()
        : file.getFileName().toString();
  }

  /** XGBoost needs OpenMP's library, which slim images lack and ND4J's jar has. */
  private FileEntriesLayer nativeLayer() throws IOException {
    for (Path jar : content.libraries()) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        ZipEntry found =
            zip.stream()
                .filter(e -> e.getName().endsWith("/linux-x86_64-avx2/" + NATIVE))
                .findFirst()
                .orElse(null);
        if (found != null) {
          Path copy = cache.resolve(NATIVE);
          try (InputStream in = zip.getInputStream(found)) {
            Files.copy(in, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
          }
          return FileEntriesLayer.builder()
              .setName("native")
              .addEntry(copy, AbsoluteUnixPath.get(FOLDER + "/native/" + NATIVE))
              .build();
        }
      }
    }
    throw new ShelfcastException("No jar of the image has " + NATIVE);
  }
}
