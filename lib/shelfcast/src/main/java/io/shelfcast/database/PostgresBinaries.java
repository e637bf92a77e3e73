package io.shelfcast.database;

import io.shelfcast.ShelfcastException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the PostgreSQL of the binaries jar on the class path, once for each version of it. */
final class PostgresBinaries {

  private PostgresBinaries() {}

  /**
   * Returns the directory of {@code bin}, {@code lib} and {@code share}, unpacked under {@code
   * folder} if need be.
   */
  static Path unpack(Path folder) throws IOException {
    String resource = resource();
    Path target = folder.resolve("binaries-" + digest(resource).substring(0, 12));
    if (Files.exists(target)) {
      return target;
    }
    Path beside = Files.createTempDirectory(folder, Leftovers.PREFIX);
    try (InputStream in = open(resource);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(beside, entry, tar);
      }
    }
    if (Leftovers.posix(beside)) {
      Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return Files.move(beside, target, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  private static void write(Path root, TarArchiveEntry entry, InputStream content)
      throws IOException {
    Path path = root.resolve(entry.getName()).normalize();
    if (!path.startsWith(root)) {
      throw new IOException("the archive has a path outside itself: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, path);
      if (Leftovers.posix(path)) {
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
            path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
  }

  private static String digest(String resource) throws IOException {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(open(resource), sha)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The name under which the binaries jars keep their archive for this machine. */
  private static String resource() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system =
        os.contains("win") && !os.contains("darwin")
            ? "windows"
            : os.contains("mac") ? "darwin" : "linux";
    String arch = System.getProperty("os.arch");
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    return "postgres-" + system + "-" + (arm ? "arm_64" : "x86_64") + ".txz";
  }

  private static InputStream open(String resource) {
    InputStream in = PostgresBinaries.class.getClassLoader().getResourceAsStream(resource);
    if (in == null) {
      throw new ShelfcastException(
          "No embedded PostgreSQL for this machine on the class path ("
              + resource
              + "): add the fitting artifact of"
              + " io.zonky.test.postgres, or set SHELFCAST_DB_URL to a database of your own");
    }
    return in;
  }
}
