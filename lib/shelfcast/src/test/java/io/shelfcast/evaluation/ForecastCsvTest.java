package io.shelfcast.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.models.Forecasts;
import io.shelfcast.sales.SalesPanel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastCsvTest {

  @TempDir private Path dir;

  private final SalesPanel panel = Shop.with("a \"b\"", "s,1", 1, 2).and("c", "s,1", 3, 4).panel();

  private final Forecasts forecasts =
      new Forecasts(
          "lstm",
          1,
          2,
          new int[] {1, 0},
          new float[] {1, 2.5f, 3, 1e-4f},
          new float[] {0, 0, 0, 0},
          new float[] {1, 2, 3, 4},
          new float[] {2, 3, 4, 12_000_000});

  @Test
  void everyCellIsARow() throws IOException {
    Path file = dir.resolve("new folder/f.csv");

    assertThat(ForecastCsv.write(panel, List.of(forecasts), file)).isEqualTo(4);

    assertThat(file)
        .hasContent(
            """
            product_id,store_id,origin,date,model,forecast,p10,p50,p90
            c,"s,1",1970-01-02,1970-01-03,lstm,1,0,1,2
            c,"s,1",1970-01-02,1970-01-04,lstm,2.5,0,2,3
            "a ""b""\","s,1",1970-01-02,1970-01-03,lstm,3,0,3,4
            "a ""b""\","s,1",1970-01-02,1970-01-04,lstm,0.0001,0,4,12000000
            """);
  }

  @Test
  void earlierFileStaysWhereTheNewOneFails() throws IOException {
    Path file = Files.writeString(dir.resolve("f.csv"), "old");
    Forecasts wrong =
        new Forecasts(
            "lstm", 1, 1, new int[] {9}, new float[1], new float[1], new float[1], new float[1]);

    assertThatThrownBy(() -> ForecastCsv.write(panel, List.of(forecasts, wrong), file))
        .isInstanceOf(RuntimeException.class);

    assertThat(file).hasContent("old");
    assertThat(dir).isDirectoryNotContaining(f -> !f.equals(file));
  }

  @Test
  void fileThatCannotBeWrittenIsNamed() throws IOException {
    Path notAFolder = Files.createFile(dir.resolve("x"));

    assertThatThrownBy(
            () -> ForecastCsv.write(panel, List.of(forecasts), notAFolder.resolve("f.csv")))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageStartingWith("Cannot write " + notAFolder.resolve("f.csv"));
  }
}
