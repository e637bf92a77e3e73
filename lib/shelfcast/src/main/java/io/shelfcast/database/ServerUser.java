package io.shelfcast.database;

import com.sun.security.auth.module.UnixSystem;
import io.shelfcast.ShelfcastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * As whom the server runs. PostgreSQL refuses to run as root, so root starts it through util-linux:
 * in a user namespace of its own ({@code unshare -U}), where the process still has root's files but
 * is nobody; or, where namespaces are forbidden as in many containers, as another user ({@code
 * setpriv}), to whom the data then belong. If that user cannot enter the folder (a checkout under
 * {@code /root}), it is given the one capability that lets it.
 *
 * @param prefix what stands before a command; empty for an ordinary user
 * @param uid owner of the server's files
 */
record ServerUser(List<String> prefix, long uid) {

  private static final long NOBODY = 65534;

  static ServerUser of(Path folder) throws IOException {
    if (!Leftovers.posix(folder)) {
      return new ServerUser(List.of(), -1);
    }
    long me = new UnixSystem().getUid();
    Path cluster = folder.resolve(EmbeddedPostgres.CLUSTER);
    long owner = Files.exists(cluster) ? owner(cluster) : me;
    if (me != 0) {
      if (owner != me) {
        throw new ShelfcastException(
            "The database in "
                + folder
                + " belongs to user id "
                + owner
                + ", not to yours ("
                + me
                + "): run as that user, or set SHELFCAST_HOME to a folder of your own");
      }
      return new ServerUser(List.of(), me);
    }
    return forRoot(folder, owner, List.of(unshared(), as(NOBODY, false), as(NOBODY, true)));
  }

  /**
   * The first candidate that works on this machine; a database of another user's is run as that
   * user.
   */
  static ServerUser forRoot(Path folder, long owner, List<ServerUser> candidates)
      throws IOException {
    List<ServerUser> allowed = owner == 0 ? candidates : List.of(as(owner, false), as(owner, true));
    for (ServerUser candidate : allowed) {
      if (candidate.canEnter(folder)) {
        return candidate;
      }
    }
    throw new ShelfcastException(
        "PostgreSQL does not run as root, and neither 'unshare -U' nor 'setpriv --reuid' works here: run as an"
            + " ordinary user, install util-linux, or set SHELFCAST_DB_URL to a database of your own");
  }

  static ServerUser unshared() {
    return new ServerUser(List.of("unshare", "-U", "--"), 0);
  }

  static ServerUser as(long uid, boolean pastPermissions) {
    List<String> prefix =
        new ArrayList<>(List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"));
    if (pastPermissions) {
      // The secure bit makes access(2), by which PostgreSQL looks for its files, honour the
      // capability.
      prefix.addAll(
          List.of(
              "--inh-caps=+dac_override",
              "--ambient-caps=+dac_override",
              "--securebits=+no_setuid_fixup"));
    }
    // The shell between makes an ambient capability effective before the program is looked up.
    prefix.addAll(List.of("--", "/bin/sh", "-c", "exec \"$0\" \"$@\""));
    return new ServerUser(prefix, uid);
  }

  private boolean canEnter(Path folder) throws IOException {
    List<String> probe =
        command(
            "/bin/sh",
            "-c",
            "test \"$(id -u)\" -ne 0 && test -x \"$0\" && cd \"$0\"",
            folder.toString());
    try {
      return new ProcessBuilder(probe)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShelfcastException("Interrupted while starting PostgreSQL", e);
    }
  }

  List<String> command(String... words) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(List.of(words));
    return all;
  }

  /**
   * Hands a file or a tree to the server's user; the top last, so that an interrupted change is
   * seen and repeated.
   */
  void own(Path tree) throws IOException {
    if (uid < 0 || owner(tree) == uid) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(tree)) {
      paths = walk.toList();
    }
    for (int i = paths.size() - 1; i >= 0; i--) {
      Files.setAttribute(paths.get(i), "unix:uid", (int) uid, LinkOption.NOFOLLOW_LINKS);
    }
  }

  private static long owner(Path path) throws IOException {
    return Integer.toUnsignedLong(
        (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS));
  }
}
