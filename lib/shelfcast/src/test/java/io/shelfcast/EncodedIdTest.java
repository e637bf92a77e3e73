package io.shelfcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedIdTest {

  @ParameterizedTest
  @CsvSource({
    "bakery-2, bakery-2",
    "Bakery, _42akery",
    "../etc, _2e_2e_2fetc",
    "a b, a_20b",
    "a_b, a_5fb",
    "ü, _c3_bc",
    "'', _",
    "_, _5f",
    "con, _63on",
    "com1, _63om1",
    "com, com",
    "CON, _43_4f_4e",
    "-rf, _2drf",
  })
  void isWrittenLikeThis(String id, String name) {
    assertThat(EncodedId.of(id).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "../..",
        "/",
        "\\",
        "C:\\x",
        "a/b",
        "nul",
        "NUL",
        "nul.txt",
        "_",
        "__",
        "_20",
        "käse \"jung\"",
        "ka\u0308se",
        "日本",
        "🥐",
        "'; DROP TABLE x; --",
        "<b>&amp;</b>",
        "a\nb\tc\0d",
        "A",
        "a",
        "lpt9",
        "%2e",
        "trailing."
      })
  void givesTheIdBackFromASafeName(String id) {
    EncodedId encoded = EncodedId.of(id);
    assertThat(encoded.name()).matches("[a-z0-9_][a-z0-9_-]*");
    assertThat(new EncodedId(encoded.name()).id()).isEqualTo(id);
  }

  @Test
  void givesAnyTextBack() {
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      StringBuilder id = new StringBuilder();
      for (int k = random.nextInt(12); k > 0; k--) {
        int c = random.nextInt(4) == 0 ? random.nextInt(0x10ffff) : random.nextInt(256);
        id.appendCodePoint(c >= 0xd800 && c < 0xe000 ? '_' : c);
      }
      assertThat(EncodedId.of(id.toString()).id()).isEqualTo(id.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "_4", "_zz", "a_", "_61", "__", "con", "ü", "_ff", "_2E"})
  void refusesNamesThatItDoesNotGive(String name) {
    assertThatThrownBy(() -> new EncodedId(name).id())
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining(name);
  }

  @Test
  void refusesWhatNoFileSystemTakes() {
    assertThat(EncodedId.of("a".repeat(EncodedId.LONGEST)).name()).hasSize(EncodedId.LONGEST);
    for (String id : List.of("a".repeat(EncodedId.LONGEST + 1), "🥐".repeat(20))) {
      assertThatThrownBy(() -> EncodedId.of(id))
          .isInstanceOf(ShelfcastException.class)
          .hasMessageContaining("at most 200");
    }
    assertThatThrownBy(() -> EncodedId.of("half \ud83e"))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("text");
  }
}
