package io.shelfcast.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.FolderTree;
import io.shelfcast.ShelfcastException;
import io.shelfcast.fixtures.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {

  private static final String SHOP = "../Käse \"jung\"";

  @TempDir Path folder;
  private ModelRegistry registry;

  @BeforeEach
  void open() {
    registry = new ModelRegistry(folder.resolve("models"));
  }

  private ModelVersion publish() {
    try (Draft draft = registry.claim(SHOP)) {
      Files.writeString(draft.directory().resolve("model.json"), "{}");
      Files.writeString(draft.directory().resolve("report.html"), "v" + draft.version());
      return draft.publish();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> List<T> atOnce(int threads, IntFunction<T> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<T>> tasks =
          IntStream.range(0, threads).<Callable<T>>mapToObj(i -> () -> work.apply(i)).toList();
      List<T> results = new java.util.ArrayList<>();
      for (Future<T> future : pool.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void versionIsNotThereBeforeItIsPublishedAndWholeAfter() throws IOException {
    try (Draft draft = registry.claim(SHOP)) {
      Files.writeString(draft.directory().resolve("model.json"), "{}");
      assertThat(registry.versions(SHOP)).isEmpty();
      ModelVersion version = draft.publish();
      assertThat(version.directory()).isEqualTo(draft.published()).isDirectory();
    }
    assertThat(registry.versions(SHOP)).containsExactly(1);
    assertThat(registry.open(SHOP, 1).directory().resolve("model.json")).hasContent("{}");
  }

  @Test
  void customersFolderLiesWithinTheModels() throws IOException {
    publish();
    try (var entries = Files.list(folder)) {
      assertThat(entries).containsExactly(folder.resolve("models"));
    }
    try (var entries = Files.list(folder.resolve("models"))) {
      assertThat(entries.map(p -> p.getFileName().toString()))
          .containsExactly("_2e_2e_2f_4b_c3_a4se_20_22jung_22");
    }
  }

  @Test
  void closedDraftLeavesNothingButItsNumber() {
    try (Draft draft = registry.claim(SHOP)) {
      assertThat(draft.directory()).isDirectory();
    }
    assertThat(registry.versions(SHOP)).isEmpty();
    assertThat(publish().version()).isEqualTo(2);
    assertThat(ModelRegistry.partial(registry.folder(SHOP), 1)).doesNotExist();
  }

  @Test
  void numberOfADeletedVersionDoesNotComeAgain() throws IOException {
    publish();
    FolderTree.delete(publish().directory());
    assertThat(registry.versions(SHOP)).containsExactly(1);
    assertThat(publish().version()).isEqualTo(3);
  }

  @Test
  void claimsAtOnceGetDifferentVersionsAndNoneIsSweptAway() throws Exception {
    List<ModelVersion> published = atOnce(16, i -> publish());
    assertThat(published).extracting(ModelVersion::version).doesNotHaveDuplicates().hasSize(16);
    assertThat(registry.versions(SHOP)).hasSize(16);
    assertThat(published)
        .allSatisfy(
            v -> assertThat(v.directory().resolve("report.html")).hasContent("v" + v.version()));
  }

  @Test
  void leftoverOfAKilledRunIsIgnoredAndSweptAwayButNotADraftAtWork() throws IOException {
    publish();
    Path leftover =
        Files.createDirectory(ModelRegistry.partial(registry.folder(SHOP), 5)).resolve("model");
    Files.writeString(leftover, "half");
    assertThat(registry.versions(SHOP)).containsExactly(1);
    try (Draft atWork = registry.claim(SHOP);
        Draft next = registry.claim(SHOP)) {
      assertThat(leftover.getParent()).doesNotExist();
      assertThat(atWork.directory()).isDirectory();
      assertThat(List.of(atWork.version(), next.version())).containsExactly(6, 7);
    }
  }

  @Test
  void draftOfAnotherProcessStaysUntilThatIsKilled() throws Exception {
    Process other = ChildProcess.startMain(Holder.class, registry.models().toString());
    try {
      Path draft = Path.of(ChildProcess.line(other));
      assertThat(publish().version()).isEqualTo(2);
      assertThat(draft.resolve("model.json")).hasContent("half");

      ChildProcess.kill(other);
      assertThat(publish().version()).isEqualTo(3);
      assertThat(draft).doesNotExist();
      assertThat(registry.versions(SHOP)).containsExactly(2, 3);
    } finally {
      ChildProcess.kill(other);
    }
  }

  /** Claims a version, writes half of it, tells where, and waits to be killed. */
  static final class Holder {
    public static void main(String... args) throws IOException {
      Draft draft = new ModelRegistry(Path.of(args[0])).claim(SHOP);
      Files.writeString(draft.directory().resolve("model.json"), "half");
      System.out.println(draft.directory());
      System.in.read();
    }
  }

  @Test
  void championIsTheFirstThatAsksAndThenWhoeverIsPromoted() throws Exception {
    for (int i = 0; i < 8; i++) {
      publish();
    }
    assertThat(registry.champion(SHOP)).isEmpty();
    List<Boolean> first = atOnce(8, i -> registry.promoteFirst(SHOP, i + 1));
    assertThat(first).filteredOn(won -> won).hasSize(1);
    assertThat(registry.champion(SHOP)).hasValue(first.indexOf(true) + 1);

    registry.promote(SHOP, 3);
    assertThat(registry.open(SHOP).version()).isEqualTo(3);
    assertThat(registry.promoteFirst(SHOP, 4)).isFalse();
    List<Integer> seen =
        atOnce(
            8,
            i -> {
              registry.promote(SHOP, i + 1);
              return registry.champion(SHOP).getAsInt();
            });
    assertThat(seen).allSatisfy(version -> assertThat(version).isBetween(1, 8));
    assertThat(registry.folder(SHOP)).isDirectoryNotContaining("glob:**/*.partial");
  }

  @Test
  void openingSaysWhichVersionsThereAre() {
    assertThatThrownBy(() -> registry.open(SHOP)).hasMessageContaining("no model yet");
    publish();
    publish();
    assertThatThrownBy(() -> registry.open(SHOP))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("--version must name one of 1, 2");
    assertThatThrownBy(() -> registry.open(SHOP, 7)).hasMessageContaining("known are 1, 2");
    assertThatThrownBy(() -> registry.promote(SHOP, 7)).hasMessageContaining("known are 1, 2");
  }

  @Test
  void openingNamesTheFileThatIsMissingOrDamaged() throws IOException {
    Path directory = publish().directory();
    Files.writeString(directory.resolve("report.html"), "v2");
    assertThatThrownBy(() -> registry.open(SHOP, 1))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("report.html is not what was written");
    Files.delete(directory.resolve("model.json"));
    assertThatThrownBy(() -> registry.open(SHOP, 1)).hasMessageContaining("model.json is missing");
    Files.writeString(directory.resolve(Digests.FILE), "");
    assertThatThrownBy(() -> registry.open(SHOP, 1)).hasMessageContaining("SHA256SUMS is empty");
    Files.write(directory.resolve(Digests.FILE), new byte[] {(byte) 0xff, 0});
    assertThatThrownBy(() -> registry.open(SHOP, 1)).hasMessageContaining("SHA256SUMS is not what");
    Files.delete(directory.resolve(Digests.FILE));
    assertThatThrownBy(() -> registry.open(SHOP, 1)).hasMessageContaining("SHA256SUMS is missing");
  }

  @Test
  void damagedPointerIsNamed() throws IOException {
    publish();
    Files.writeString(registry.folder(SHOP).resolve("champion"), "../v1");
    assertThatThrownBy(() -> registry.open(SHOP))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("champion is damaged");
  }

  @Test
  void championBeforeServesWhereTheChampionIsDamagedAndOneLineSaysSo() throws IOException {
    for (int v = 1; v <= 4; v++) {
      publish();
      registry.promote(SHOP, v);
    }
    FolderTree.delete(registry.open(SHOP, 4).directory());
    Files.delete(registry.open(SHOP, 3).directory().resolve("report.html"));
    List<String> said = new java.util.ArrayList<>();
    assertThat(registry.open(SHOP, null, said::add).version()).isEqualTo(2);
    assertThat(registry.open(SHOP).version()).isEqualTo(2);
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("THE CHAMPION OF CUSTOMER '../Käse \"jung\"' IS DAMAGED")
        .contains("version 2, is used", "No version 4");
    assertThat(registry.champion(SHOP)).as("opening changes nothing").hasValue(4);
    for (int v = 1; v <= 2; v++) {
      Files.writeString(registry.open(SHOP, v).directory().resolve("model.json"), "x");
    }
    assertThatThrownBy(() -> registry.open(SHOP)).hasMessageContaining("No version 4");
  }

  @Test
  void listThatLostItsEndIsDamaged() throws IOException {
    Path sums = publish().directory().resolve(Digests.FILE);
    List<String> lines = Files.readAllLines(sums);
    Files.write(sums, lines.subList(0, 1));
    assertThatThrownBy(() -> registry.open(SHOP, 1))
        .hasMessageContaining("SHA256SUMS does not tell of report.html");
  }

  @Test
  void pruneKeepsTheChampionTheOneBeforeItAndTheLastAndNoNumberComesAgain() throws IOException {
    for (int v = 1; v <= 8; v++) {
      publish();
    }
    registry.promote(SHOP, 1);
    registry.promote(SHOP, 2);
    registry.promote(SHOP, 4);
    assertThat(registry.prune(SHOP, 2)).containsExactly(1, 3, 5, 6);
    assertThat(registry.versions(SHOP)).containsExactly(2, 4, 7, 8);
    assertThat(registry.prune(SHOP, 2)).isEmpty();
    assertThat(registry.prune(SHOP, 1)).containsExactly(7);
    assertThat(publish().version()).isEqualTo(9);
    FolderTree.delete(registry.open(SHOP, 9).directory());
    assertThat(publish().version()).isEqualTo(10);
    assertThat(registry.prune("nobody", 1)).isEmpty();
    assertThatThrownBy(() -> registry.prune(SHOP, 0)).hasMessageContaining("--keep is 0");
  }

  @Test
  void pruneKeepsAFormerChampionThatIsWhole() throws IOException {
    for (int v = 1; v <= 5; v++) {
      publish();
    }
    registry.promote(SHOP, 1);
    registry.promote(SHOP, 2);
    registry.promote(SHOP, 3);
    Files.delete(registry.open(SHOP, 2).directory().resolve("model.json"));
    Files.delete(registry.open(SHOP, 3).directory().resolve("model.json"));
    assertThat(registry.prune(SHOP, 1)).containsExactly(2, 4);
    assertThat(registry.open(SHOP).version()).isEqualTo(1);
  }

  @Test
  void oneCustomersChampionIsNeverAnothers() {
    List<String> ids =
        List.of("a", "A", "a/../b", "b", "../b", "a\u0308", "ä", "champion", "v1", "");
    for (String id : ids) {
      try (Draft draft = registry.claim(id)) {
        Files.writeString(draft.directory().resolve("model.json"), id);
        draft.publish();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      assertThat(registry.champion(id)).isEmpty();
      registry.promote(id, 1);
    }
    for (String id : ids) {
      assertThat(registry.open(id).directory().resolve("model.json")).hasContent(id);
      assertThat(registry.versions(id)).containsExactly(1);
    }
    assertThat(folder.resolve("models")).isDirectoryContaining(p -> true);
    assertThat(folder).isDirectoryNotContaining(p -> !p.getFileName().toString().equals("models"));
  }
}
