package io.shelfcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

  @TempDir Path folder;

  @Test
  void isTheOneThatTheVariableNames() {
    assertThat(StateFolder.of(Map.of("SHELFCAST_HOME", "there"), folder).root())
        .isEqualTo(folder.resolve("there"));
  }

  @Test
  void isElseTheCheckoutAround() throws IOException {
    Files.createFile(folder.resolve("jbang-catalog.json"));
    Path inside = Files.createDirectories(folder.resolve("a/b"));
    assertThat(StateFolder.of(Map.of("SHELFCAST_HOME", " "), inside).root()).isEqualTo(folder);
  }

  @Test
  void isElseTheWorkingDirectory() {
    assertThat(StateFolder.of(Map.of(), folder).root()).isEqualTo(folder);
  }

  @Test
  void cannotBeAFile() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> StateFolder.of(Map.of("SHELFCAST_HOME", file.toString()), folder))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("SHELFCAST_HOME");
  }
}
