package io.shelfcast.registry;

import io.shelfcast.ShelfcastException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** SHA-256 of each file of a version, in a form that {@code sha256sum -c} reads. */
final class Digests {

  static final String FILE = "SHA256SUMS";
  private static final String GAP = "  ";
  private static final int HEX_DIGITS = 64;

  private Digests() {}

  static void write(Path directory) throws IOException {
    StringBuilder lines = new StringBuilder();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        lines.append(sha256(file)).append(GAP).append(file.getFileName()).append('\n');
      }
    }
    Files.writeString(directory.resolve(FILE), lines);
  }

  /** Demands that every file is there and what was written. */
  static void check(Path directory) {
    Path sums = directory.resolve(FILE);
    Set<String> known = new HashSet<>(Set.of(FILE));
    for (String line : lines(sums)) {
      if (line.length() <= HEX_DIGITS + GAP.length()) {
        throw new ShelfcastException("Damaged model: " + sums + " is not what was written");
      }
      Path file = directory.resolve(line.substring(HEX_DIGITS + GAP.length()));
      known.add(file.getFileName().toString());
      try {
        if (!sha256(file).equals(line.substring(0, HEX_DIGITS))) {
          throw new ShelfcastException(
              "Damaged model: " + file + " is not what was written, its SHA-256 differs");
        }
      } catch (NoSuchFileException e) {
        throw new ShelfcastException("Damaged model: " + file + " is missing", e);
      } catch (IOException e) {
        throw new ShelfcastException("Cannot read " + file + ": " + e, e);
      }
    }
    allKnown(directory, known);
  }

  /** A list that lost its end must not pass for whole. */
  private static void allKnown(Path directory, Set<String> known) {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (!known.contains(name) && !name.startsWith(".")) {
          throw new ShelfcastException(
              "Damaged model: " + directory.resolve(FILE) + " does not tell of " + name);
        }
      }
    } catch (IOException e) {
      throw new ShelfcastException("Cannot read " + directory + ": " + e, e);
    }
  }

  private static List<String> lines(Path sums) {
    try {
      List<String> lines = Files.readAllLines(sums);
      if (lines.isEmpty()) {
        throw new ShelfcastException("Damaged model: " + sums + " is empty");
      }
      return lines;
    } catch (NoSuchFileException e) {
      throw new ShelfcastException("Damaged model: " + sums + " is missing", e);
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new ShelfcastException("Damaged model: " + sums + " is not what was written", e);
    } catch (IOException e) {
      throw new ShelfcastException("Cannot read " + sums + ": " + e, e);
    }
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
