package io.shelfcast.registry;

import io.shelfcast.EncodedId;
import io.shelfcast.ShelfcastException;
import io.shelfcast.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The versions of every customer's model, in folders {@code models/<customer>/v<N>/}, and which of
 * them is the champion.
 *
 * <p>A version is written into {@code v<N>.partial}, then moved: it is there whole or not at all.
 * Its number is claimed by a file in {@code claims/} that stays, so that no number comes twice, not
 * even after a version was deleted. Any number of threads and processes may work at once.
 *
 * @param models the folder of all customers, made when needed
 */
public record ModelRegistry(Path models) {

  private static final Pattern VERSION = Pattern.compile("v([1-9][0-9]{0,8})(\\.partial)?");
  private static final String CHAMPION = "champion";

  public ModelRegistry {
    models = models.toAbsolutePath().normalize();
  }

  /** The registry of a state folder. */
  public static ModelRegistry of(StateFolder state) {
    return new ModelRegistry(state.models());
  }

  /**
   * Claims a customer's next version number, and clears away what killed runs have left.
   *
   * @return where to write the version, to be published or closed
   */
  public Draft claim(String customer) {
    Path folder = folder(customer);
    try {
      Files.createDirectories(claims(folder));
      sweep(folder);
      for (int version = last(folder) + 1; ; version++) {
        Claim claim = Claim.take(claim(folder, version));
        if (claim != null) {
          return Draft.begin(this, customer, version, folder, claim);
        }
      }
    } catch (IOException e) {
      throw new ShelfcastException("Cannot make a new version in " + folder + ": " + e, e);
    }
  }

  /** The published versions of a customer, ascending. */
  public List<Integer> versions(String customer) {
    Path folder = folder(customer);
    try {
      return numbers(folder).stream().filter(v -> Files.isDirectory(version(folder, v))).toList();
    } catch (IOException e) {
      throw new ShelfcastException("Cannot read " + folder + ": " + e, e);
    }
  }

  /**
   * The customer's champion.
   *
   * @throws ShelfcastException if the pointer is damaged
   */
  public OptionalInt champion(String customer) {
    Path pointer = folder(customer).resolve(CHAMPION);
    try {
      Matcher m = VERSION.matcher(Files.readString(pointer).strip());
      if (m.matches() && m.group(2) == null) {
        return OptionalInt.of(Integer.parseInt(m.group(1)));
      }
      throw new ShelfcastException(
          pointer + " is damaged: it must hold the name of a version, as in v1");
    } catch (NoSuchFileException e) {
      return OptionalInt.empty();
    } catch (IOException e) {
      throw new ShelfcastException("Cannot read " + pointer + ": " + e, e);
    }
  }

  /** Opens the champion, all of whose files are checked. */
  public ModelVersion open(String customer) {
    return open(customer, null);
  }

  /**
   * Opens a version, all of whose files are checked.
   *
   * @param version null for the champion
   * @throws ShelfcastException if there is none, saying which there are, or if a file is missing or
   *     not what was written, naming it
   */
  public ModelVersion open(String customer, Integer version) {
    OptionalInt champion = champion(customer);
    List<Integer> there = versions(customer);
    if (there.isEmpty()) {
      throw new ShelfcastException(
          "Customer '" + customer + "' has no model yet: 'jbang train' makes one");
    }
    if (version == null && champion.isEmpty()) {
      throw new ShelfcastException(
          "No model of customer '"
              + customer
              + "' is champion, as none has beaten seasonal naive: --version must name one of "
              + listed(there));
    }
    int wanted = version == null ? champion.getAsInt() : version;
    require(customer, wanted, there);
    Path directory = version(folder(customer), wanted);
    Digests.check(directory);
    return new ModelVersion(customer, wanted, directory);
  }

  /** Makes a published version the champion. */
  public void promote(String customer, int version) {
    require(customer, version, versions(customer));
    Path pointer = folder(customer).resolve(CHAMPION);
    try {
      Path beside = Files.createTempFile(pointer.getParent(), CHAMPION, ".partial");
      Files.writeString(beside, "v" + version + "\n");
      Files.move(
          beside, pointer, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ShelfcastException("Cannot write " + pointer + ": " + e, e);
    }
  }

  /**
   * Makes a published version the champion if there has never been one.
   *
   * @return whether it is the champion now; of several that ask at once, one is
   */
  public boolean promoteFirst(String customer, int version) {
    Path folder = folder(customer);
    if (champion(customer).isPresent()) {
      return champion(customer).getAsInt() == version;
    }
    try {
      // The claim of number 0, which no version has, tells who is first. Without a pointer
      // behind it, whoever had it was killed, and the next may.
      Path first = claim(folder, 0);
      Claim claim = Claim.takeOver(first);
      if (claim == null) {
        return false;
      }
      try (claim) {
        if (champion(customer).isEmpty()) {
          promote(customer, version);
        }
      }
      return champion(customer).getAsInt() == version;
    } catch (IOException e) {
      throw new ShelfcastException("Cannot make a champion in " + folder + ": " + e, e);
    }
  }

  private static void require(String customer, int version, List<Integer> there) {
    if (!there.contains(version)) {
      throw new ShelfcastException(
          "No version "
              + version
              + " of customer '"
              + customer
              + "'; there "
              + (there.isEmpty() ? "is none" : "are " + listed(there)));
    }
  }

  private static String listed(List<Integer> versions) {
    return versions.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** The folder of a customer. */
  Path folder(String customer) {
    return models.resolve(EncodedId.of(customer).name());
  }

  static Path version(Path folder, int version) {
    return folder.resolve("v" + version);
  }

  static Path partial(Path folder, int version) {
    return folder.resolve("v" + version + ".partial");
  }

  private static Path claims(Path folder) {
    return folder.resolve("claims");
  }

  private static Path claim(Path folder, int version) {
    return claims(folder).resolve("v" + version);
  }

  /** The highest number that was ever claimed or is there. */
  private static int last(Path folder) throws IOException {
    TreeSet<Integer> all = numbers(folder);
    all.addAll(numbers(claims(folder)));
    return all.isEmpty() ? 0 : all.last();
  }

  private static TreeSet<Integer> numbers(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return new TreeSet<>();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> VERSION.matcher(entry.getFileName().toString()))
          .filter(Matcher::matches)
          .map(m -> Integer.valueOf(m.group(1)))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Deletes drafts that nobody holds any more. */
  private static void sweep(Path folder) throws IOException {
    for (int version : numbers(folder)) {
      Path partial = partial(folder, version);
      if (Files.exists(partial)) {
        try (Claim claim = Claim.takeOver(claim(folder, version))) {
          if (claim != null) {
            Draft.delete(partial);
          }
        }
      }
    }
  }
}
