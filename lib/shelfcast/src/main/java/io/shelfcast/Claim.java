package io.shelfcast;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A file that stands for a right, and a lock on it that says whether its holder is still at work:
 * the system drops the lock of a process that is killed.
 */
public final class Claim implements AutoCloseable {

  /**
   * What this process holds. A file's lock belongs to the process as a whole, and on POSIX systems
   * it is lost as soon as any other channel on the file is closed; so a file held here must not
   * even be opened again.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /** Nothing tells when another process lets go of a file. */
  private static final long POLL_NANOS = 2_000_000;

  private final Path file;
  private final FileChannel channel;

  private Claim(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Makes a claim that nobody has ever made; null if somebody has. */
  public static Claim take(Path file) throws IOException {
    try {
      return hold(file, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      return null;
    }
  }

  /** Takes over a claim that may be there, but that nobody holds; null if somebody does. */
  public static Claim takeOver(Path file) throws IOException {
    return hold(file, StandardOpenOption.CREATE);
  }

  /**
   * Takes over a claim that may be there, waiting for whoever holds it.
   *
   * @param patience how long
   * @return null if it was held all the time
   */
  public static Claim await(Path file, Duration patience) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    do {
      Claim claim = takeOver(file);
      if (claim != null) {
        return claim;
      }
      LockSupport.parkNanos(POLL_NANOS);
    } while (System.nanoTime() < end);
    return null;
  }

  private static Claim hold(Path path, StandardOpenOption create) throws IOException {
    Path file = path.getParent().toRealPath().resolve(path.getFileName());
    if (!HELD.add(file)) {
      return null;
    }
    FileChannel channel = null;
    FileLock lock = null;
    try {
      channel = FileChannel.open(file, create, StandardOpenOption.WRITE);
      lock = channel.tryLock();
      return lock == null ? null : new Claim(file, channel);
    } finally {
      if (lock == null) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD.remove(file);
  }
}
