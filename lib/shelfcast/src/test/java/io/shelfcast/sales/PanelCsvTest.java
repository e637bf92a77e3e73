package io.shelfcast.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.shelfcast.ShelfcastException;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.DataFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelCsvTest {

  @TempDir Path dir;

  @Test
  void rowsAreDenseAndInThePanelsOrder() {
    new DataFiles(dir)
        .sales("2024-01-03,Q,S,0.25", "2024-01-01,P,S,2", "2024-01-03,P,S,16777217")
        .write("events.csv", "date,kind", "2024-01-02,closed");

    assertThat(written(CsvSales.read(dir, "shop")))
        .hasContent(
            """
            product_id,store_id,date,quantity,closed,store_recorded
            P,S,2024-01-01,2,0,1
            P,S,2024-01-02,0,1,0
            P,S,2024-01-03,16777216,0,1
            Q,S,2024-01-03,0.25,0,1
            """);
  }

  @Test
  void unitPricesAreWrittenWhereThereAreAny() {
    new DataFiles(dir)
        .write(
            "transactions.csv",
            "timestamp,product_id,store_id,quantity,unit_price",
            "2024-01-01,P,S,2,1.99",
            "2024-01-03,P,S,1,");

    assertThat(written(CsvSales.read(dir, "shop")))
        .hasContent(
            """
            product_id,store_id,date,quantity,unit_price,closed,store_recorded
            P,S,2024-01-01,2,1.99,0,1
            P,S,2024-01-02,0,,0,0
            P,S,2024-01-03,1,,0,1
            """);
  }

  @Test
  void oddIdsComeBackAsTheyWere() throws IOException {
    new DataFiles(dir)
        .sales(
            "2024-01-01,\"a, \"\"b\"\"\",../etc,1",
            "2024-01-01,\" blank \",Ä/ö\\ü,1",
            "2024-01-01,';DROP TABLE x;--,#1,1",
            "2024-01-01,😀,=1+1,1");

    SalesPanel panel = CsvSales.read(dir, "shop");

    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(written(panel))) {
      List<String> ids =
          csv.stream().skip(1).map(r -> r.getField(0) + "|" + r.getField(1)).toList();
      assertThat(ids)
          .containsExactlyInAnyOrder(
              "a, \"b\"|../etc", " blank |Ä/ö\\ü", "';DROP TABLE x;--|#1", "😀|=1+1");
    }
  }

  @Test
  void aNameInGzIsCompressed() throws IOException {
    SalesPanel panel = CsvSales.read(CornerShop.directory(), "shop");
    Path plain = written(panel);
    Path zipped = dir.resolve("panel.csv.gz");

    assertThat(PanelCsv.write(panel, zipped)).isEqualTo(676);

    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(zipped))) {
      assertThat(in).hasSameContentAs(Files.newInputStream(plain));
    }
  }

  @Test
  void theFileReplacesAnEarlierOneAndNothingLiesBesideIt() throws IOException {
    Path target = dir.resolve("made/for it/panel.csv");
    SalesPanel panel = CsvSales.read(CornerShop.directory(), "shop");

    PanelCsv.write(panel, target);
    Files.writeString(target, "old");
    PanelCsv.write(panel, target);

    assertThat(target).content().startsWith("product_id,").hasLineCount(677);
    assertThat(target.getParent()).isDirectoryContaining(target::equals);
    try (var files = Files.list(target.getParent())) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aFileThatCannotBeReplacedIsToldAndNothingIsLeftBesideIt() throws IOException {
    Path target = Files.createDirectories(dir.resolve("panel.csv/full")).getParent();
    SalesPanel panel = CsvSales.read(CornerShop.directory(), "shop");

    assertThatThrownBy(() -> PanelCsv.write(panel, target))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageStartingWith("Cannot write " + target);
    try (var files = Files.list(dir)) {
      assertThat(files).containsExactly(target);
    }
  }

  private Path written(SalesPanel panel) {
    Path file = dir.resolve("panel.csv");
    PanelCsv.write(panel, file);
    return file;
  }
}
