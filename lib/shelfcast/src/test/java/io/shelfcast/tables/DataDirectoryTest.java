package io.shelfcast.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.DataFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @TempDir Path dir;

  @Test
  void tablesComeInTheOrderInWhichTheyRefer() {
    assertThat(DataDirectory.of(CornerShop.directory()).tables())
        .containsExactlyElementsOf(Table.loaded());
  }

  @Test
  void compressedFilesAreFound() {
    new DataFiles(dir).write("transactions.csv.gz", "x").write("prices.csv", "x");

    DataDirectory directory = DataDirectory.of(dir);

    assertThat(directory.tables()).containsExactly(Table.TRANSACTIONS, Table.PRICES);
    assertThat(directory.file(Table.TRANSACTIONS)).hasFileName("transactions.csv.gz");
    assertThat(directory.has(Table.STORES)).isFalse();
  }

  @Test
  void missingTransactionsAreToldWithWhatIsThere() {
    new DataFiles(dir).write("transaction.csv", "x").write("products.csv", "x");

    assertThatThrownBy(() -> DataDirectory.of(dir))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageStartingWith("No transactions in " + dir)
        .hasMessageContaining("must hold transactions.csv or transactions.csv.gz")
        .hasMessageEndingWith("it holds products.csv, transaction.csv");
  }

  @Test
  void plansNeedNoTransactionsButSomeTable() {
    assertThatThrownBy(() -> DataDirectory.ofPlans(dir))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("it holds nothing");

    new DataFiles(dir).write("promotions.csv", "x");

    assertThat(DataDirectory.ofPlans(dir).tables()).containsExactly(Table.PROMOTIONS);
  }

  @Test
  void assortmentIsAPlanAndNoDataToLoad() {
    new DataFiles(dir).write("assortment.csv.gz", "x");

    assertThat(DataDirectory.ofPlans(dir).tables()).containsExactly(Table.ASSORTMENT);
    assertThatThrownBy(() -> DataDirectory.ofAdditions(dir))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageEndingWith(
            "it must hold one of promotions, events, prices, weather as .csv or .csv.gz; it holds assortment.csv.gz");
    new DataFiles(dir).sales();
    assertThat(DataDirectory.of(dir).tables()).containsExactly(Table.TRANSACTIONS);
  }

  @Test
  void aTableInTwoFilesIsRefused() {
    new DataFiles(dir).sales().write("events.csv", "x").write("events.csv.gz", "x");

    assertThatThrownBy(() -> DataDirectory.of(dir))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("Both events.csv and events.csv.gz")
        .hasMessageContaining("keep one");
  }

  @Test
  void aFileAndALackingDirectoryAreToldApart() {
    new DataFiles(dir).sales();

    assertThatThrownBy(() -> DataDirectory.of(dir.resolve("transactions.csv")))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("is a file: give the directory");
    assertThatThrownBy(() -> DataDirectory.of(dir.resolve("nowhere")))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageStartingWith("No directory");
    assertThatThrownBy(() -> DataDirectory.ofPlans(dir.resolve("nowhere")))
        .hasMessageStartingWith("No directory")
        .hasMessageContaining("promotions.csv")
        .hasMessageNotContaining("transactions");
  }

  @Test
  void aTableThatIsLackingHasNoFile() {
    new DataFiles(dir).sales();

    assertThatThrownBy(() -> DataDirectory.of(dir).file(Table.WEATHER))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("No weather.csv or weather.csv.gz in " + dir);
  }
}
