package io.shelfcast.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictTest {

  @TempDir Path folder;

  private static Verdict verdict() {
    Shop shop =
        Shop.with("a \"quoted\"", "x/../ü", 4, 5, 6, 0, 0)
            .and("b", "x/../ü", 1, 1, 1, 1, 1)
            .forecast("ensemble", 2, 2, 1, 1, 1, 1)
            .forecast("seasonal-naive", 2, 2, 1, 0, 1, 1);
    return Verdict.of(shop.evaluate(), Level.PRODUCT_STORE_DAY, shop.panel(), null);
  }

  @Test
  void readsBackWhatItWrote() {
    Verdict verdict = verdict();
    Verdict read = Verdict.fromJson(verdict.toJson());
    assertThat(read).isEqualTo(verdict);
    assertThat(read.evaluation().seriesScores().get(0).point().wape()).as("nothing sold").isNaN();
    assertThat(read.toJson()).isEqualTo(verdict.toJson());
  }

  @Test
  void jsonHasStableKeysAndNoNaN() {
    String json = verdict().toJson();
    assertThat(json).doesNotContain("NaN").contains("\"wape\" : null");
    assertThat(json.indexOf("\"gate\"")).isLessThan(json.indexOf("\"advice\""));
    assertThat(json.indexOf("\"advice\"")).isLessThan(json.indexOf("\"evaluation\""));
    assertThat(json)
        .containsSubsequence(
            "\"model\" : \"ensemble\"",
            "\"level\" : \"product-store-day\"",
            "\"cells\"",
            "\"actual\"",
            "\"forecast\"",
            "\"mae\"",
            "\"wape\"",
            "\"mape\"",
            "\"mapeLeftOut\"",
            "\"coverage\"",
            "\"bias\"",
            "\"mase\"",
            "\"rmsse\"");
    assertThat(json).contains("\"1970-01-03\"");
  }

  @Test
  void fileIsWrittenWholeAndNothingIsLeftBeside() throws IOException {
    Path file = folder.resolve("metrics.json");
    Files.writeString(file, "old");
    verdict().write(file);
    assertThat(Verdict.read(file)).isEqualTo(verdict());
    assertThat(folder).isDirectoryContaining(p -> p.equals(file));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aFileThatIsNoVerdictIsRefusedInOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("metrics.json"), "{\"gate\": 3");
    assertThatThrownBy(() -> Verdict.read(file))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageStartingWith("Not the metrics of an evaluation: ");
    assertThatThrownBy(() -> Verdict.read(folder.resolve("none.json")))
        .hasMessageStartingWith("Cannot read ");
  }
}
