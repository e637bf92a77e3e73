package io.shelfcast.database;

import io.shelfcast.ShelfcastException;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The data directory of the embedded server and what is done to it. Its folder holds {@code
 * cluster/data}, {@code cluster/password} (mode 0600), {@code port} and {@code server.log}. The
 * caller holds the folder's lock for everything that changes something.
 */
final class PostgresCluster {

  /** What is found at the cluster's port. */
  enum Answer {
    /** Our server, ready. */
    OURS,
    /** Our server, started before the folder was moved here. */
    MOVED,
    /** No server, one that is not ready, or somebody else's. */
    NONE
  }

  private static final String NAME = "shelfcast";
  private static final String SETTINGS =
      """

      # Shelfcast: one machine's own server, bulk loads and daily sums.
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      shared_buffers = 128MB
      work_mem = 64MB
      maintenance_work_mem = 128MB
      max_wal_size = 2GB
      wal_level = minimal
      max_wal_senders = 0
      jit = off
      log_checkpoints = off
      """;
  private static final int PROBE_SECONDS = 10;
  private static final long LARGE_LOG = 4_000_000;
  private static final Pattern FATAL =
      Pattern.compile("(?:FATAL|PANIC|ERROR|could not|error while)[^\\n]*");
  private static final Pattern PASSING =
      Pattern.compile(
          "already exists|still in use|in use|not start in time|starting up|shutting down");

  private final Path folder;
  private final Path data;

  PostgresCluster(Path folder) {
    this.folder = folder;
    this.data = folder.resolve(EmbeddedPostgres.CLUSTER).resolve("data");
  }

  /**
   * PostgreSQL's own launcher goes through a shell, in whose quotes these would not stay
   * themselves.
   */
  static void refuseUnusable(Path folder) {
    if (File.separatorChar == '/' && folder.toString().matches("(?s).*[\"$`\\\\\\n].*")) {
      throw new ShelfcastException(
          "PostgreSQL cannot run in a folder with one of \" $ ` \\ in its path: set SHELFCAST_HOME to another folder, not "
              + folder);
    }
  }

  Postmaster postmaster() {
    return new Postmaster(data);
  }

  Path log() {
    return folder.resolve("server.log");
  }

  /** Makes the data directory, its password and its database, unless they are there. */
  void create(ServerUser user, Path binaries) throws IOException, InterruptedException {
    Path cluster = folder.resolve(EmbeddedPostgres.CLUSTER);
    if (Files.exists(cluster)) {
      user.own(cluster);
      return;
    }
    Path beside = Files.createTempDirectory(folder, Leftovers.PREFIX);
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    Path password = beside.resolve("password");
    Files.createFile(password);
    if (Leftovers.posix(password)) {
      Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    }
    Files.writeString(password, HexFormat.of().formatHex(secret) + "\n");
    user.own(beside);
    user.own(password);
    Path made = beside.resolve("data");
    // The builtin provider makes C.UTF-8 independent of the locales that a machine has.
    run(
            user.command(
                bin(binaries, "initdb"),
                "-D",
                made.toString(),
                "--username=" + NAME,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions"),
            null)
        .ifPresent(PostgresCluster::failed);
    Path conf = made.resolve("postgresql.conf");
    Files.writeString(conf, Files.readString(conf) + SETTINGS);
    Path sql = Files.writeString(beside.resolve("create.sql"), "CREATE DATABASE " + NAME + "\n");
    run(user.command(bin(binaries, "postgres"), "--single", "-D", made.toString(), "postgres"), sql)
        .ifPresent(PostgresCluster::failed);
    Files.delete(sql);
    Files.move(beside, cluster, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void failed(String problem) {
    throw new ShelfcastException("The embedded PostgreSQL cannot be made: " + problem);
  }

  /** Asks who answers at the cluster's port. */
  Answer answer() {
    Optional<PostgresAddress> address = addressIfKnown();
    if (address.isEmpty()) {
      return Answer.NONE;
    }
    try (Connection connection = address.get().connect(PROBE_SECONDS);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT current_setting('data_directory')")) {
      row.next();
      // A copy of the folder has the same port and password: only the path tells whose server this
      // is.
      return Path.of(row.getString(1)).equals(data) ? Answer.OURS : Answer.MOVED;
    } catch (SQLException e) {
      return Answer.NONE;
    }
  }

  /** Starts the server and waits until it is ready; returns what went wrong, if anything. */
  Optional<String> launch(ServerUser user, Path binaries) throws IOException, InterruptedException {
    if (Files.exists(log()) && Files.size(log()) > LARGE_LOG) {
      Files.delete(log());
    }
    if (!Files.exists(log())) {
      Files.createFile(log());
    }
    user.own(log());
    long before = Files.size(log());
    int port = freePort(port().orElse(0));
    Optional<String> failure =
        run(
            user.command(
                bin(binaries, "pg_ctl"),
                "start",
                "-D",
                data.toString(),
                "-l",
                log().toString(),
                "-w",
                "-t",
                "60",
                "-o",
                "-p " + port),
            null);
    return failure.map(f -> cause(tail(before)).orElse(f));
  }

  /** Stops the server, ending its clients' work. */
  void stop(ServerUser user, Path binaries) throws IOException, InterruptedException {
    run(
            user.command(
                bin(binaries, "pg_ctl"),
                "stop",
                "-D",
                data.toString(),
                "-m",
                "fast",
                "-w",
                "-t",
                "60"),
            null)
        .ifPresent(
            f -> {
              throw new ShelfcastException(
                  "The embedded PostgreSQL in " + folder + " does not stop: " + f);
            });
  }

  /** Whether a failed start may succeed a little later, or with another port. */
  static boolean passing(String problem) {
    return PASSING.matcher(problem).find();
  }

  PostgresAddress address() {
    return addressIfKnown()
        .orElseThrow(() -> new ShelfcastException("No embedded PostgreSQL in " + folder));
  }

  private Optional<PostgresAddress> addressIfKnown() {
    try {
      Optional<Integer> port = port();
      if (port.isEmpty()) {
        return Optional.empty();
      }
      String password = Files.readString(data.resolveSibling("password")).strip();
      return Optional.of(
          new PostgresAddress(
              "jdbc:postgresql://127.0.0.1:" + port.get() + "/" + NAME, NAME, password));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new ShelfcastException(
          "Cannot read the password of the embedded PostgreSQL in "
              + folder
              + ": run as the user who made it, or set SHELFCAST_HOME to a folder of your own",
          e);
    }
  }

  private Optional<Integer> port() throws IOException {
    try {
      return Optional.of(Integer.parseInt(Files.readString(folder.resolve("port")).strip()));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * The wished port if nobody has it, else another one; kept, so that other commands find the
   * server.
   */
  private int freePort(int wished) throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    int port;
    try (ServerSocket socket = new ServerSocket(wished, 1, loopback)) {
      port = socket.getLocalPort();
    } catch (java.net.BindException e) {
      try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
        port = socket.getLocalPort();
      }
    }
    if (port != wished) {
      Path beside = Files.writeString(folder.resolve("port.new"), port + "\n");
      Files.move(
          beside,
          folder.resolve("port"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
    return port;
  }

  /**
   * Runs a program of PostgreSQL; returns its complaint if it fails. Nothing of the caller's
   * environment reaches it.
   */
  private Optional<String> run(List<String> command, Path input)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, Leftovers.PREFIX, ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      if (input != null) {
        builder.redirectInput(input.toFile());
      }
      Map<String, String> environment = builder.environment();
      environment
          .keySet()
          .removeIf(name -> name.startsWith("PG") || name.startsWith("LC_") || name.equals("LANG"));
      environment.put("LC_ALL", "C");
      int code = builder.directory(folder.toFile()).start().waitFor();
      String said = Files.readString(output, java.nio.charset.StandardCharsets.ISO_8859_1);
      return code == 0
          ? Optional.empty()
          : Optional.of(
              cause(said)
                  .orElse(
                      "exit code " + code + ": " + said.strip().replaceAll("\\s*\\R\\s*", " ")));
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static Optional<String> cause(String said) {
    Matcher first = FATAL.matcher(said);
    return first.find() ? Optional.of(first.group().strip()) : Optional.empty();
  }

  private String tail(long from) {
    try (var channel = Files.newByteChannel(log())) {
      channel.position(from);
      var bytes = java.nio.ByteBuffer.allocate((int) Math.min(65536, channel.size() - from));
      channel.read(bytes);
      return new String(
          bytes.array(), 0, bytes.position(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static String bin(Path binaries, String program) {
    return binaries.resolve("bin").resolve(program).toString();
  }
}
