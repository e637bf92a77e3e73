package io.shelfcast.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.FolderTree;
import io.shelfcast.ShelfcastException;
import io.shelfcast.StateFolder;
import io.shelfcast.fixtures.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedPostgresTest {

  private StateFolder state;
  private EmbeddedPostgres postgres;

  /**
   * The first start ever, with its process killed while it unpacks and again while it makes the
   * data directory.
   */
  @BeforeAll
  void startAfterTwoKillsInTheMiddle() throws Exception {
    state = new StateFolder(Files.createTempDirectory("länger leben "));
    postgres = new EmbeddedPostgres(state);
    Path folder = Files.createDirectories(state.postgres());
    killWhenMade(folder, Leftovers.PREFIX);
    assertThat(names(folder)).noneMatch(n -> n.startsWith("binaries"));
    killWhenMade(folder, "binaries");
    assertThat(names(folder)).doesNotContain("cluster");
    postgres.start();
    assertThat(names(folder)).noneMatch(n -> n.startsWith(Leftovers.PREFIX));
  }

  @AfterAll
  void stop() throws IOException {
    postgres.stop();
    FolderTree.delete(state.root());
  }

  private void killWhenMade(Path folder, String prefix) throws Exception {
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      Process child = ChildProcess.start("start", state.root().toString());
      boolean made = false;
      while (!made) {
        var key = watch.take();
        made = key.pollEvents().stream().anyMatch(e -> e.context().toString().startsWith(prefix));
        key.reset();
      }
      ChildProcess.kill(child);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.map(p -> p.getFileName().toString()).toList();
    }
  }

  @Test
  void aSecondStartFindsTheServer() {
    PostgresAddress first = postgres.start();
    String started = ask(first, "SELECT pg_postmaster_start_time()");
    assertThat(postgres.start()).isEqualTo(first);
    assertThat(postgres.running()).contains(first);
    assertThat(ask(first, "SELECT pg_postmaster_start_time()")).isEqualTo(started);
  }

  @Test
  void stopsWhenAskedAndKeepsItsData() {
    PostgresAddress address = postgres.start();
    run(address, "CREATE TABLE kept_over_stop AS SELECT 42 AS answer");
    assertThat(postgres.stop()).isTrue();
    assertThat(postgres.running()).isEmpty();
    assertThat(postgres.stop()).isFalse();
    assertThat(ask(postgres.start(), "SELECT answer FROM kept_over_stop")).isEqualTo("42");
  }

  @Test
  void listensOnLoopbackAloneAndAsksForThePassword() {
    PostgresAddress address = postgres.start();
    assertThat(ask(address, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(ask(address, "SHOW unix_socket_directories")).isEmpty();
    assertThat(ask(address, "SHOW fsync")).isEqualTo("on");
    assertThat(ask(address, "SHOW server_encoding")).isEqualTo("UTF8");
    PostgresAddress guess = new PostgresAddress(address.jdbcUrl(), address.user(), "guess");
    assertThatThrownBy(guess::connect)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password");
  }

  @Test
  void passwordIsReadableByItsOwnerAlone() throws IOException {
    postgres.start();
    Path password = state.postgres().resolve("cluster").resolve("password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(password).strip()).hasSize(48);
  }

  @Test
  void outlivesTheProcessThatStartedIt() throws Exception {
    postgres.stop();
    Process child = ChildProcess.start("start", state.root().toString());
    String url = ChildProcess.line(child);
    ChildProcess.kill(child);
    assertThat(postgres.running()).isPresent();
    assertThat(postgres.start().psqlUrl()).isEqualTo(url);
  }

  @Test
  void twoProcessesAtOnceShareOneServer() throws Exception {
    postgres.stop();
    Process one = ChildProcess.start("start", state.root().toString());
    Process two = ChildProcess.start("start", state.root().toString());
    assertThat(ChildProcess.line(one)).isNotNull().isEqualTo(ChildProcess.line(two));
    ChildProcess.kill(one);
    ChildProcess.kill(two);
    assertThat(postgres.running()).isPresent();
  }

  @Test
  void startsAgainAfterTheServerItselfWasKilled() throws Exception {
    PostgresAddress address = postgres.start();
    run(address, "CREATE TABLE kept_over_kill AS SELECT 7 AS answer");
    killServer();
    assertThat(ask(postgres.start(), "SELECT answer FROM kept_over_kill")).isEqualTo("7");
  }

  @Test
  void startsWhereTheOldProcessIdBelongsToAnotherProgram() throws Exception {
    postgres.start();
    killServer();
    List<String> lines = new java.util.ArrayList<>(Files.readAllLines(pidFile()));
    lines.set(0, String.valueOf(ProcessHandle.current().pid()));
    Files.write(pidFile(), lines);
    assertThat(ask(postgres.start(), "SELECT 1")).isEqualTo("1");
  }

  @Test
  void takesAnotherPortWhereItsOwnIsTaken() throws Exception {
    PostgresAddress before = postgres.start();
    postgres.stop();
    int port = Integer.parseInt(before.jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1"));
    try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      other.setSoTimeout(1);
      PostgresAddress now = postgres.start();
      assertThat(now.jdbcUrl()).isNotEqualTo(before.jdbcUrl());
      assertThat(ask(now, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void worksAfterItsFolderWasMoved() throws Exception {
    postgres.start();
    Path moved = state.root().resolveSibling(state.root().getFileName() + " moved");
    Files.move(state.root(), moved);
    EmbeddedPostgres there = new EmbeddedPostgres(new StateFolder(moved));
    assertThat(ask(there.start(), "SHOW data_directory")).startsWith(moved.toString());
    there.stop();
    Files.move(moved, state.root());
    assertThat(ask(postgres.start(), "SELECT 1")).isEqualTo("1");
  }

  @Test
  void tellsOfABrokenDataDirectoryInOneLine() throws Exception {
    postgres.start();
    postgres.stop();
    Path version = state.postgres().resolve("cluster/data/PG_VERSION");
    Files.writeString(version, "9.6\n");
    try {
      assertThatThrownBy(postgres::start)
          .isInstanceOf(ShelfcastException.class)
          .hasMessageContaining("incompatible")
          .hasMessageNotContaining("\n");
    } finally {
      Files.writeString(version, "17\n");
    }
  }

  @Test
  void refusesAFolderThatItsLauncherCannotName(@TempDir Path folder) {
    EmbeddedPostgres odd = new EmbeddedPostgres(new StateFolder(folder.resolve("a$b")));
    assertThatThrownBy(odd::start)
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("SHELFCAST_HOME");
  }

  private void killServer() throws Exception {
    ProcessHandle server =
        new Postmaster(state.postgres().resolve("cluster/data")).serving().orElseThrow();
    server.destroyForcibly();
    server.onExit().get();
  }

  private Path pidFile() {
    return state.postgres().resolve("cluster/data/postmaster.pid");
  }

  private static void run(PostgresAddress address, String sql) {
    try (Connection connection = address.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static String ask(PostgresAddress address, String sql) {
    try (Connection connection = address.connect();
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
