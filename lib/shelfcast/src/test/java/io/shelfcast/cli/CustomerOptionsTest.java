package io.shelfcast.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.StateFolder;
import io.shelfcast.database.Database;
import io.shelfcast.database.EmbeddedPostgres;
import io.shelfcast.database.Loader;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CustomerOptionsTest {

  @TempDir Path folder;

  private static CustomerOptions options(String... args) {
    return CommandLine.populateCommand(new CustomerOptions(), args);
  }

  @Test
  void customerIsTheSampleThenTheOnlyOneThenMustBeNamed() {
    StateFolder state = new StateFolder(folder.resolve("state"));
    Database database = Database.open(state, Map.of());
    try {
      assertThatThrownBy(() -> options().in(database)).hasMessageContaining("no customer yet");
      assertThatThrownBy(() -> options().in(database)).isInstanceOf(ShelfcastException.class);
      assertThat(options("--customer", "x").inOrSample(database, Progress.NONE)).isEqualTo("x");
      assertThat(database.customers(9)).isEmpty();
      assertThat(options().inOrSample(database, Progress.NONE)).isEqualTo("bakery");
      assertThat(database.customers(9)).containsExactly("bakery");
      assertThat(options().inOrSample(database, Progress.NONE)).isEqualTo("bakery");
      assertThat(options().in(database)).isEqualTo("bakery");

      new Loader(database, Progress.NONE)
          .load("corner", CornerShop.directory(), Loader.Mode.REPLACE);
      assertThatThrownBy(() -> options().inOrSample(database, Progress.NONE))
          .isInstanceOf(ShelfcastException.class)
          .hasMessageContaining("--customer must name one of bakery, corner");
      assertThat(options("--customer", "corner").in(database)).isEqualTo("corner");
    } finally {
      new EmbeddedPostgres(state).stop();
    }
  }

  @Test
  void sampleIsThatOfTheCheckoutNamedOrElseTheOneAround() throws IOException {
    Path named = Files.createDirectories(folder.resolve("a b/data-samples/bakery"));
    Path around = Files.createDirectories(folder.resolve("around/data-samples/bakery"));
    Files.createFile(folder.resolve("around/jbang-catalog.json"));
    Path inside = Files.createDirectories(folder.resolve("around/notebooks"));
    Map<String, String> environment =
        Map.of(Sample.CHECKOUT_VARIABLE, folder.resolve("a b").toString());
    assertThat(Sample.directory(environment, inside)).isEqualTo(named);
    assertThat(Sample.directory(Map.of(), inside)).isEqualTo(around);
    assertThatThrownBy(() -> Sample.directory(Map.of(), folder))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("data-samples/bakery");
  }

  @Test
  void pathsAreShownFromTheWorkingDirectoryWhereThatIsShorter() {
    Path here = folder.resolve("here");
    assertThat(Shown.path(here.resolve("models/x"), here))
        .isEqualTo(Path.of("models/x").toString());
    assertThat(Shown.path(here, here)).isEqualTo(here.toString());
    Path far = here.getRoot().resolve("far");
    assertThat(Shown.path(far, here)).isEqualTo(far.toString());
  }
}
