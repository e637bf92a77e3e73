package io.shelfcast.database;

import io.shelfcast.ShelfcastException;
import io.shelfcast.StateFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * A PostgreSQL server of the state folder's own. Its process is detached: it outlives the command
 * that started it, is shared by commands that run at the same time, and runs until {@link #stop()}.
 * It listens on loopback only and asks for a random password.
 *
 * <p>Whatever is killed, and when, the next {@link #start()} finds its way: everything is made
 * beside and moved, starts are serialised by a file lock that dies with its process, and a server
 * that is up, coming up, going down or half dead is told by asking it, not by what a file says.
 */
public final class EmbeddedPostgres {

  static final String CLUSTER = "cluster";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_MILLIS = 50;

  private final Path folder;
  private final Duration patience;

  public EmbeddedPostgres(StateFolder state) {
    this(state.postgres(), PATIENCE);
  }

  /**
   * @param folder for binaries and data
   * @param patience how long to wait for a server that is recovering or whose remains are in the
   *     way
   */
  EmbeddedPostgres(Path folder, Duration patience) {
    this.folder = folder.toAbsolutePath().normalize();
    this.patience = patience;
  }

  /** The folder of binaries, data and log. */
  public Path folder() {
    return folder;
  }

  /** Whether there are data already. */
  public boolean exists() {
    return Files.exists(folder.resolve(CLUSTER));
  }

  /** The address of the running server; empty if none runs. */
  public Optional<PostgresAddress> running() {
    return cluster().answer() == PostgresCluster.Answer.OURS
        ? Optional.of(cluster().address())
        : Optional.empty();
  }

  /** Starts the server unless it runs, and returns its address. */
  public PostgresAddress start() {
    Optional<PostgresAddress> running = running();
    return running.isPresent() ? running.get() : locked(this::startLocked);
  }

  /** Stops the server, ending what its clients are doing; returns whether there was one. */
  public boolean stop() {
    if (!Files.exists(folder.resolve(CLUSTER))) {
      return false;
    }
    return locked(
        () -> {
          PostgresCluster cluster = cluster();
          if (cluster.postmaster().serving().isEmpty()) {
            return false;
          }
          cluster.stop(ServerUser.of(folder), PostgresBinaries.unpack(folder));
          return true;
        });
  }

  private PostgresAddress startLocked() throws IOException, InterruptedException {
    Leftovers.remove(folder);
    ServerUser user = ServerUser.of(folder);
    Path binaries = PostgresBinaries.unpack(folder);
    user.own(folder);
    PostgresCluster cluster = cluster();
    cluster.create(user, binaries);
    long deadline = System.nanoTime() + patience.toNanos();
    String problem = "it does not answer";
    while (true) {
      PostgresCluster.Answer answer = cluster.answer();
      if (answer == PostgresCluster.Answer.OURS) {
        return cluster.address();
      }
      boolean alive = cluster.postmaster().serving().isPresent();
      if (alive && answer == PostgresCluster.Answer.MOVED) {
        cluster.stop(user, binaries);
      } else if (!alive) {
        cluster.postmaster().disownReusedId();
        Optional<String> failure = cluster.launch(user, binaries);
        if (failure.isPresent()) {
          problem = failure.get();
          if (!PostgresCluster.passing(problem)) {
            break;
          }
        }
      }
      if (System.nanoTime() > deadline) {
        break;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    throw new ShelfcastException(
        "The embedded PostgreSQL in "
            + folder
            + " does not start: "
            + problem
            + " (log: "
            + cluster.log()
            + ")");
  }

  private PostgresCluster cluster() {
    return new PostgresCluster(folder);
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException, InterruptedException;
  }

  /**
   * Runs alone on this machine. The lock is the process's, so threads of one process take turns
   * first.
   */
  private <T> T locked(Work<T> work) {
    synchronized (EmbeddedPostgres.class) {
      try {
        PostgresCluster.refuseUnusable(folder);
        Files.createDirectories(folder);
        try (FileChannel file =
                FileChannel.open(
                    folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = file.lock()) {
          return work.run();
        }
      } catch (IOException e) {
        throw new ShelfcastException(
            "The embedded PostgreSQL in " + folder + " does not start: " + reason(e), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ShelfcastException("Interrupted while starting PostgreSQL", e);
      }
    }
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException f) {
      String what =
          f.getReason() != null
              ? f.getReason()
              : f.getClass().getSimpleName().replace("Exception", "");
      return f.getFile() + ": " + what;
    }
    return String.valueOf(e.getMessage());
  }
}
