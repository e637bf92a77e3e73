package io.shelfcast.registry;

import io.shelfcast.Claim;
import io.shelfcast.ShelfcastException;
import io.shelfcast.database.Database;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Moves the champion's pointer and logs why, both or neither.
 *
 * <p>A change is prepared beside the pointer, then its row is added to {@code deployments}, then
 * the pointer is moved. The row is the decision: whoever is killed before it has decided nothing;
 * whoever is killed after it, the next one moves the pointer for ({@link #settle}).
 *
 * @param log null where decisions are not logged
 * @param notice is told in one line where there is no table to log in
 */
public record Promotions(ModelRegistry registry, DeploymentLog log, Consumer<String> notice) {

  /** Logged in a database, where it has the table. */
  public static Promotions logged(
      ModelRegistry registry, Database database, Consumer<String> notice) {
    return new Promotions(registry, new DeploymentLog(database), notice);
  }

  /** Not logged, and settles nothing that is. */
  public static Promotions unlogged(ModelRegistry registry) {
    return new Promotions(registry, null, line -> {});
  }

  /**
   * Makes a published version the champion; {@code why} is told who was it before.
   *
   * @throws ShelfcastException if the version is not there or is damaged
   */
  public void promote(int version, Deployment why) {
    registry.open(why.customer(), version);
    try (Claim lock = registry.lock(why.customer())) {
      settleLocked(why.customer());
      decide(version, why);
    } catch (IOException e) {
      throw released(why.customer(), e);
    }
  }

  /**
   * As {@link #promote(int, Deployment)}, if the champion is still the one that was looked at.
   *
   * @param expected that one, empty for none
   * @throws ShelfcastException if somebody has changed it meanwhile
   */
  public void promote(int version, OptionalInt expected, Deployment why) {
    registry.open(why.customer(), version);
    try (Claim lock = registry.lock(why.customer())) {
      settleLocked(why.customer());
      OptionalInt now = registry.champion(why.customer());
      if (!now.equals(expected)) {
        throw new ShelfcastException(
            "The champion of customer '"
                + why.customer()
                + "' was changed meanwhile, to "
                + (now.isPresent() ? "version " + now.getAsInt() : "none")
                + ": version "
                + version
                + " was not judged against it; run again");
      }
      decide(version, why);
    } catch (IOException e) {
      throw released(why.customer(), e);
    }
  }

  /**
   * Makes a published version the champion if there has never been one.
   *
   * @return whether it is the champion now; of several that ask at once, one is
   */
  public boolean promoteFirst(int version, Deployment why) {
    registry.open(why.customer(), version);
    try (Claim lock = registry.lock(why.customer())) {
      settleLocked(why.customer());
      if (registry.champion(why.customer()).isEmpty()) {
        decide(version, why);
      }
      return registry.champion(why.customer()).getAsInt() == version;
    } catch (IOException e) {
      throw released(why.customer(), e);
    }
  }

  /**
   * Makes the champion before this one the champion again: the newest that is whole. The one rolled
   * back is no longer among those to fall back on.
   *
   * @param why its versions are filled in
   * @return the champion now
   * @throws ShelfcastException if there is none to go back to
   */
  public ModelVersion rollback(Deployment why) {
    String customer = why.customer();
    try (Claim lock = registry.lock(customer)) {
      settleLocked(customer);
      List<Integer> champions = registry.championFile(customer).read();
      for (int i = 1; i < champions.size(); i++) {
        ModelVersion former = whole(customer, champions.get(i));
        if (former != null) {
          List<Integer> left = champions.subList(i, champions.size());
          change(left, why.from(champions.get(0)).to(former.version()));
          return former;
        }
      }
      throw new ShelfcastException(
          "Customer '"
              + customer
              + "' has no champion to go back to"
              + (champions.size() > 1 ? " that is whole" : "")
              + ": 'jbang models promote --version N' makes any version champion");
    } catch (IOException e) {
      throw released(customer, e);
    }
  }

  private ModelVersion whole(String customer, int version) {
    try {
      return registry.open(customer, version);
    } catch (ShelfcastException e) {
      notice.accept("Version " + version + " cannot be gone back to: " + e.getMessage());
      return null;
    }
  }

  /** Logs a decision that leaves the champion as it is. */
  public void note(Deployment why) {
    if (logs(why)) {
      log.append(why);
    }
  }

  /**
   * Ends what a killed process has begun: moves the pointer where the decision is logged, forgets
   * it where it is not.
   */
  public void settle(String customer) {
    if (registry.championFile(customer).pending().isEmpty()) {
      return;
    }
    try (Claim lock = registry.lock(customer)) {
      settleLocked(customer);
    } catch (IOException e) {
      throw released(customer, e);
    }
  }

  private void settleLocked(String customer) {
    ChampionFile file = registry.championFile(customer);
    for (UUID decision : log == null ? List.<UUID>of() : file.pending()) {
      if (log.exists() && log.contains(decision)) {
        file.settle(decision);
      } else {
        file.drop(decision);
      }
    }
  }

  private void decide(int version, Deployment why) {
    List<Integer> champions = championsBefore(why.customer());
    List<Integer> next = new ArrayList<>(List.of(version));
    boolean back = why.decision() == Deployment.Decision.ROLLED_BACK && champions.contains(version);
    // Those rolled back are not to be fallen back on.
    champions.stream()
        .skip(back ? champions.indexOf(version) : 0)
        .filter(v -> v != version)
        .forEach(next::add);
    boolean told = why.fromVersion() != null || champions.isEmpty();
    change(next, told ? why : why.from(champions.get(0)));
  }

  /** A pointer that is damaged must not keep a sound version from taking its place. */
  private List<Integer> championsBefore(String customer) {
    try {
      return registry.championFile(customer).read();
    } catch (ShelfcastException e) {
      notice.accept(e.getMessage());
      return List.of();
    }
  }

  private void change(List<Integer> champions, Deployment why) {
    ChampionFile file = registry.championFile(why.customer());
    file.prepare(why.id(), champions);
    if (logs(why)) {
      // If this fails, it may still have been done, the answer lost: the row will tell.
      log.append(why);
    }
    file.settle(why.id());
  }

  private boolean logs(Deployment why) {
    if (log == null) {
      return false;
    }
    boolean exists = log.exists();
    if (!exists) {
      notice.accept(
          "Not logged in table deployments, which is not there: 'jbang database migrate' makes it ("
              + why.decision()
              + (why.toVersion() == null ? "" : ", version " + why.toVersion())
              + ")");
    }
    return exists;
  }

  private static ShelfcastException released(String customer, IOException e) {
    return new ShelfcastException(
        "Cannot release the registry of customer '" + customer + "': " + e, e);
  }
}
