package io.shelfcast.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The server process named in a data directory's {@code postmaster.pid}, which may be long dead.
 */
final class Postmaster {

  /** No process has this id on any system; the largest is 2^22 on Linux. */
  private static final long DEAD = 99_999_999;

  private final Path data;

  Postmaster(Path data) {
    this.data = data;
  }

  /** The process that the file names, if it is alive and serves this directory. */
  Optional<ProcessHandle> serving() throws IOException {
    return named().filter(this::serves);
  }

  /**
   * Makes the file harmless if its process id now belongs to some other program, which PostgreSQL
   * would take for a running server and refuse to start. The file itself stays: it names the shared
   * memory by which PostgreSQL finds out whether parts of the old server still run.
   */
  void disownReusedId() throws IOException {
    Optional<ProcessHandle> named = named();
    if (named.isEmpty() || serves(named.get())) {
      return;
    }
    List<String> lines = new java.util.ArrayList<>(Files.readAllLines(pidFile()));
    lines.set(0, String.valueOf(DEAD));
    Path beside =
        Files.writeString(data.resolve("postmaster.pid.new"), String.join("\n", lines) + "\n");
    if (Leftovers.posix(beside)) {
      Files.setAttribute(beside, "unix:uid", Files.getAttribute(pidFile(), "unix:uid"));
      Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(pidFile()));
    }
    Files.move(
        beside, pidFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Optional<ProcessHandle> named() throws IOException {
    try {
      List<String> lines = Files.readAllLines(pidFile());
      return lines.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Math.abs(Long.parseLong(lines.get(0).strip())));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * A postmaster works in its data directory, also after that was renamed; its command line names
   * it too.
   */
  private boolean serves(ProcessHandle process) {
    Path workingDirectory = Path.of("/proc", String.valueOf(process.pid()), "cwd");
    try {
      return Files.isSameFile(workingDirectory, data);
    } catch (IOException e) {
      ProcessHandle.Info info = process.info();
      return info.arguments()
          .map(a -> List.of(a).contains(data.toString()))
          .or(
              () ->
                  info.command()
                      .map(c -> Path.of(c).getFileName().toString().startsWith("postgres")))
          .orElse(false);
    }
  }

  private Path pidFile() {
    return data.resolve("postmaster.pid");
  }
}
