package io.shelfcast.registry;

import io.shelfcast.Claim;
import io.shelfcast.EncodedId;
import io.shelfcast.FolderTree;
import io.shelfcast.ShelfcastException;
import io.shelfcast.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  private static final Logger LOG = LoggerFactory.getLogger(ModelRegistry.class);

  /** How long to wait for another process that decides; it may be waiting for a database. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

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
    return championFile(customer).read().stream().mapToInt(v -> v).findFirst();
  }

  /** Those that were champion before, newest first; some may be pruned. */
  public List<Integer> formerChampions(String customer) {
    return championFile(customer).read().stream().skip(1).toList();
  }

  /** Opens the champion, all of whose files are checked; see {@link #open(String, Consumer)}. */
  public ModelVersion open(String customer) {
    return open(customer, LOG::error);
  }

  /**
   * Opens a version, all of whose files are checked.
   *
   * @param version null for the champion
   * @throws ShelfcastException if there is none, saying which there are, or if a file is missing or
   *     not what was written, naming it
   */
  public ModelVersion open(String customer, Integer version) {
    return open(customer, version, LOG::error);
  }

  /** As {@link #open(String, Integer)}, with a notice as in {@link #open(String, Consumer)}. */
  public ModelVersion open(String customer, Integer version, Consumer<String> notice) {
    return version == null ? open(customer, notice) : checked(customer, version);
  }

  /**
   * Opens the champion, all of whose files are checked. Where it is damaged, the champion before it
   * that is whole goes on serving.
   *
   * @param notice is told of that in one line
   * @throws ShelfcastException if there is no champion, or none that is whole
   */
  public ModelVersion open(String customer, Consumer<String> notice) {
    List<Integer> champions = championFile(customer).read();
    if (champions.isEmpty()) {
      List<Integer> there = versions(customer);
      throw new ShelfcastException(
          there.isEmpty()
              ? "Customer '" + customer + "' has no model yet: 'jbang train' makes one"
              : "No model of customer '"
                  + customer
                  + "' is champion, as none has beaten seasonal naive: --version must name one of "
                  + listed(there));
    }
    try {
      return checked(customer, champions.get(0));
    } catch (ShelfcastException e) {
      return formerInPlace(customer, champions, e, notice);
    }
  }

  private ModelVersion formerInPlace(
      String customer,
      List<Integer> champions,
      ShelfcastException damage,
      Consumer<String> notice) {
    for (int former : champions.subList(1, champions.size())) {
      try {
        ModelVersion version = checked(customer, former);
        notice.accept(
            "THE CHAMPION OF CUSTOMER '"
                + customer
                + "' IS DAMAGED, the one before it, version "
                + former
                + ", is used: "
                + damage.getMessage());
        return version;
      } catch (ShelfcastException e) {
        damage.addSuppressed(e);
      }
    }
    throw damage;
  }

  private ModelVersion checked(String customer, int version) {
    require(customer, version, versions(customer));
    Path directory = version(folder(customer), version);
    Digests.check(directory);
    return new ModelVersion(customer, version, directory);
  }

  /** Makes a published version the champion, without a row in the log. */
  public void promote(String customer, int version) {
    Promotions.unlogged(this).promote(version, Deployment.unasked(customer, version));
  }

  /**
   * Makes a published version the champion if there has never been one, without a row in the log.
   *
   * @return whether it is the champion now; of several that ask at once, one is
   */
  public boolean promoteFirst(String customer, int version) {
    return Promotions.unlogged(this).promoteFirst(version, Deployment.unasked(customer, version));
  }

  /**
   * Deletes versions: all but the champion, the newest champion before it that is whole, and the
   * last ones. Their numbers do not come again.
   *
   * @param keep how many of the last ones stay, at least 1
   * @return those deleted, ascending
   */
  public List<Integer> prune(String customer, int keep) {
    if (keep < 1) {
      throw new ShelfcastException("--keep is " + keep + ": it must be at least 1");
    }
    Path folder = folder(customer);
    if (versions(customer).isEmpty()) {
      return List.of();
    }
    try (Claim lock = lock(customer)) {
      List<Integer> there = versions(customer);
      Set<Integer> kept =
          new HashSet<>(there.subList(Math.max(0, there.size() - keep), there.size()));
      List<Integer> champions = championFile(customer).read();
      champions.stream().limit(1).forEach(kept::add);
      // The one to fall back on must be whole, or the last that can serve would be deleted.
      champions.stream()
          .skip(1)
          .filter(there::contains)
          .filter(version -> whole(customer, version))
          .limit(1)
          .forEach(kept::add);
      List<Integer> pruned = there.stream().filter(v -> !kept.contains(v)).toList();
      for (int version : pruned) {
        // First out of the list in one move: a version is never seen half deleted.
        Path partial = partial(folder, version);
        Files.move(version(folder, version), partial, StandardCopyOption.ATOMIC_MOVE);
        FolderTree.delete(partial);
      }
      return pruned;
    } catch (IOException e) {
      throw new ShelfcastException("Cannot prune " + folder + ": " + e, e);
    }
  }

  private boolean whole(String customer, int version) {
    try {
      checked(customer, version);
      return true;
    } catch (ShelfcastException e) {
      return false;
    }
  }

  /** The folder for what was learnt in judging a customer's versions; it outlives them. */
  public Path evidence(String customer) {
    return folder(customer).resolve("evidence");
  }

  ChampionFile championFile(String customer) {
    return new ChampionFile(folder(customer));
  }

  /**
   * Holds off all others that change which version is champion, or delete versions: the claim of
   * number 0, which no version has.
   */
  Claim lock(String customer) {
    Path folder = folder(customer);
    try {
      Files.createDirectories(claims(folder));
      Claim claim = Claim.await(claim(folder, 0), PATIENCE);
      if (claim == null) {
        throw new ShelfcastException(
            "Another process is changing the champion in " + folder + "; run again");
      }
      return claim;
    } catch (IOException e) {
      throw new ShelfcastException("Cannot write to " + folder + ": " + e, e);
    }
  }

  private static void require(String customer, int version, List<Integer> there) {
    if (!there.contains(version)) {
      throw new ShelfcastException(
          "No version "
              + version
              + " of customer '"
              + customer
              + "': "
              + (there.isEmpty() ? "there is none yet" : "known are " + listed(there)));
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
            FolderTree.delete(partial);
          }
        }
      }
    }
  }
}
