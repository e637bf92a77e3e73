package io.shelfcast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.fixtures.DataFiles;
import io.shelfcast.fixtures.Kiosk;
import io.shelfcast.models.Forecasts;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two series, the second of which starts between the origins: 2024-01-04 and -06, two days each.
 */
class PeerForecastsTest {

  private static final int[] ORIGINS = {Kiosk.day("2024-01-04"), Kiosk.day("2024-01-06")};
  private static final String HEADER = "product_id,store_id,origin,date,forecast";
  private static final String[] WHOLE = {
    "figs,east,2024-01-04,2024-01-05,1",
    "figs,east,2024-01-04,2024-01-06,2",
    "figs,east,2024-01-06,2024-01-07,3",
    "figs,east,2024-01-06,2024-01-08,4",
    "tea,east,2024-01-06,2024-01-08,6.5",
    "tea,east,2024-01-06,2024-01-07,5"
  };

  private final SalesPanel panel =
      new Kiosk().sells("figs", "east", 0, 7, i -> 5).sells("tea", "east", 5, 7, i -> 2).panel();

  private Path file;

  @BeforeEach
  void place(@TempDir Path dir) {
    file = dir.resolve("peer.csv");
  }

  private Path write(String header, String... rows) {
    String[] lines = new String[rows.length + 1];
    lines[0] = header;
    System.arraycopy(rows, 0, lines, 1, rows.length);
    new DataFiles(file.getParent()).write(file.getFileName().toString(), lines);
    return file;
  }

  private PeerForecasts.Read read() {
    return PeerForecasts.read("tool", file, panel, ORIGINS, 2);
  }

  private void refused(String message) {
    assertThatThrownBy(this::read)
        .isInstanceOf(ShelfcastException.class)
        .hasMessage(file + message);
  }

  @Test
  void everyCellFindsItsPlaceInWhateverOrder() {
    write(HEADER, WHOLE);

    PeerForecasts.Read read = read();

    assertThat(read.intervals()).isFalse();
    assertThat(read.forecasts()).extracting(Forecasts::model).containsExactly("tool", "tool");
    assertThat(read.forecasts().get(0).series()).containsExactly(0);
    assertThat(read.forecasts().get(0).mean()).containsExactly(1, 2);
    assertThat(read.forecasts().get(1).mean()).containsExactly(3, 4, 5, 6.5f);
    assertThat(read.forecasts().get(1).p90()).containsExactly(3, 4, 5, 6.5f);
  }

  @Test
  void compressedFileWithIntervalsAndColumnsInAnotherOrderIsRead() {
    file = file.resolveSibling("peer.csv.gz");
    String[] rows = new String[WHOLE.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = "9,0,8,note," + WHOLE[i];
    }
    write("p90,p10,p50,comment," + HEADER, rows);

    assertThat(read().intervals()).isTrue();
    assertThat(read().forecasts().get(1).p10()).containsOnly(0);
    assertThat(read().forecasts().get(1).p50()).containsOnly(8);
    assertThat(read().forecasts().get(1).p90()).containsOnly(9);
  }

  @Test
  void rowsOfOtherOriginsAndFartherDaysAreNotUsed() {
    String[] more = java.util.Arrays.copyOf(WHOLE, WHOLE.length + 2);
    more[WHOLE.length] = "figs,east,2024-01-03,2024-01-04,99";
    more[WHOLE.length + 1] = "figs,east,2024-01-06,2024-01-09,99";
    write(HEADER, more);

    assertThat(read().forecasts().get(1).mean()).containsExactly(3, 4, 5, 6.5f);
  }

  @Test
  void ofSeveralModelsTheOneOfThatNameCounts() {
    String[] rows = new String[2 * WHOLE.length];
    for (int i = 0; i < WHOLE.length; i++) {
      rows[2 * i] = "other," + WHOLE[i] + "00";
      rows[2 * i + 1] = "tool," + WHOLE[i];
    }
    write("model," + HEADER, rows);
    assertThat(read().forecasts().get(0).mean()).containsExactly(1, 2);

    assertThatThrownBy(() -> PeerForecasts.read("third", file, panel, ORIGINS, 2))
        .hasMessage(file + " has no rows of model 'third', but of other, tool");
  }

  @Test
  void missingCellsAreCountedAndTheFirstIsNamed() {
    write(HEADER, java.util.Arrays.copyOf(WHOLE, 4));

    refused(
        ": 2 of 4 cells from 2024-01-06 are missing, the first of them product 'tea' in store"
            + " 'east' on 2024-01-07");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "figs,east,2024-01-04,05.01.2024,1"
            + "| column date: '05.01.2024' must be a date like 2019-04-30",
        "figs,east,soon,2024-01-05,1| column origin: 'soon' must be a date like 2019-04-30",
        "figs,east,2024-01-04,2024-01-04,1| column date: '2024-01-04' must be after the origin",
        "figs,east,2024-01-04,2024-01-05,| column forecast: '' must be a number",
        "figs,east,2024-01-04,2024-01-05,NaN| column forecast: 'NaN' must be a number",
        "figs,west,2024-01-04,2024-01-05,1"
            + "| column product_id: there are no sales of 'figs' in store 'west'",
        "figs,east,2024-01-04| there are 3 fields, the header has 5"
      })
  void badRowIsNamedByLineAndColumn(String row, String what) {
    write(HEADER, WHOLE[2], row);

    refused(", line 3: " + what);
  }

  @Test
  void secondForecastOfACellIsRefused() {
    write(HEADER, WHOLE[0], WHOLE[1], WHOLE[0]);

    refused(", line 4: a second forecast of the same product, store, origin and date; keep one");
  }

  @Test
  void headerMustHaveTheColumns() {
    String right =
        "; it must be product_id,store_id,origin,date,forecast and, as it may be, model,p10,p50,p90";
    write("product_id,store,origin,date,forecast", WHOLE);
    refused(", line 1: the header has no column store_id" + right);
    write(HEADER + ",p10,p90", "figs,east,2024-01-04,2024-01-05,1,0,2");
    refused(", line 1: the header has no column p50" + right);
    write(HEADER + ",date", "figs,east,2024-01-04,2024-01-05,1,x");
    refused(", line 1: column date stands twice in the header; keep one of them");
  }

  @Test
  void lackingOrEmptyFileIsNamed() {
    assertThatThrownBy(this::read)
        .hasMessage("There is no file " + file + ", which shall be of tool");
    new DataFiles(file.getParent()).writeBytes("peer.csv", new byte[0]);
    assertThatThrownBy(this::read).hasMessageStartingWith(file + ": the file is empty");
  }
}
