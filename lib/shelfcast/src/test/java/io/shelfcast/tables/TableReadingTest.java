package io.shelfcast.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.fixtures.DataFiles;
import io.shelfcast.progress.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableReadingTest {

  private static final String HEADER = "timestamp,product_id,store_id,quantity,unit_price\n";

  @TempDir Path dir;
  private DataFiles files;
  private final List<String> notes = new ArrayList<>();

  @BeforeEach
  void directory() {
    files = new DataFiles(dir);
  }

  @Test
  void everyRowOfTheCornerShopIsHandedOn() {
    Map<Table, Long> rows = new EnumMap<>(Table.class);
    DataDirectory shop = DataDirectory.of(CornerShop.directory());
    TableReading reading = new TableReading(shop, Progress.NONE);

    shop.tables().forEach(t -> rows.put(t, reading.read(t, row -> {})));
    reading.finish();

    assertThat(rows)
        .containsEntry(Table.TRANSACTIONS, 1012L)
        .containsEntry(Table.PRODUCTS, 3L)
        .containsEntry(Table.STORES, 2L)
        .containsEntry(Table.PRICES, 7L)
        .containsEntry(Table.PROMOTIONS, 7L)
        .containsEntry(Table.EVENTS, 15L)
        .containsEntry(Table.WEATHER, 254L)
        .containsEntry(Table.AVAILABILITY, 3L);
  }

  @Test
  void bomCrlfQuotesAndColumnsInAnyOrderAreRead() {
    String text =
        "\uFEFFquantity,\"store_id\", Timestamp ,PRODUCT_ID\r\n"
            + "2.5,\"a \"\"b\"\", c\",2024-02-29T23:59:58,\" Brötchen/../\"\r\n"
            + "\r\n"
            + " -1 ,S,2024-03-01,P\r\n";
    files.writeBytes("transactions.csv", text.getBytes(StandardCharsets.UTF_8));

    assertThat(transactions())
        .containsExactly(
            "2: 2024-02-29 86398 [ Brötchen/../] [a \"b\", c] 2.5 NaN",
            "4: 2024-03-01 0 [P] [S] -1.0 NaN");
  }

  @Test
  void aQuotedLineBreakCountsAsALineOfTheFile() {
    files
        .sales("2024-01-01,P,S,1")
        .write("products.csv", "product_id,name", "P,\"two\nlines\"", "Q,one", "Q,again");

    assertDefects(
        "products.csv, line 5: the same product_id as on line 4; keep one of the two rows");
  }

  @Test
  void unknownColumnsAreIgnoredWithANote() {
    files.write(
        "transactions.csv",
        "till,timestamp,product_id,store_id,quantity,clerk",
        "1,2024-01-01,P,S,1,x");

    assertThat(transactions()).containsExactly("2: 2024-01-01 0 [P] [S] 1.0 NaN");
    assertThat(notes).containsExactly("transactions.csv: not used: column till, clerk");
  }

  @Test
  void textOfDatesAndNumbersIsTheirsWithoutBlanks() {
    files.write("transactions.csv", HEADER.strip(), " 2024-01-01 08:30 ,P,S, 1.50 ,");
    List<String> texts = new ArrayList<>();

    TableReading reading = reading();
    reading.read(
        Table.TRANSACTIONS,
        r -> texts.addAll(List.of(r.text(0), r.text(3), String.valueOf(r.text(4)))));

    assertThat(texts).containsExactly("2024-01-01 08:30", "1.50", "null");
  }

  @Test
  void wrongHeaderIsToldWithTheRightOne() {
    files.write("transactions.csv", "date,product_id,store_id,qty", "2024-01-01,P,S,1");

    assertDefects(
        "transactions.csv, line 1: the header has no column timestamp; it must be"
            + " timestamp,product_id,store_id,quantity,[unit_price], and these are unknown: date, qty",
        "transactions.csv, line 1: the header has no column quantity; it must be"
            + " timestamp,product_id,store_id,quantity,[unit_price], and these are unknown: date, qty");
  }

  @Test
  void doubledHeaderColumnIsTold() {
    files.write(
        "transactions.csv",
        "timestamp,product_id,store_id,quantity,Quantity",
        "2024-01-01,P,S,1,1");

    assertDefects(
        "transactions.csv, line 1: column quantity stands twice in the header; keep one of them");
  }

  @Test
  void badValuesAreToldWithLineColumnValueAndWhatIsRight() {
    files.write(
        "transactions.csv",
        HEADER.strip(),
        "01.02.2024,P,S,1,1",
        "2024-02-30,P,S,1,1",
        "2024-01-01T10:00Z,P,S,1,1",
        "2024-01-01,P,S,\"3,5\",1",
        "2024-01-01,P,S,NaN,1",
        "2024-01-01,P,S,Infinity,1",
        "2024-01-01,,S,1,1",
        "2024-01-01,P,  ,1,1",
        "2024-01-01,P,S,,1",
        "2024-01-01,P,S,1,-0.5",
        "2024-01-01,\"P\nQ\",S,1,1",
        "2024-01-01,P,S");

    String date =
        "is not a date or store-local date and time from 1900 to 2199; write it like 2024-03-28 or"
            + " 2024-03-28 17:05:00, without a zone";
    String number = "is not a finite number; write it like 12.5";
    assertDefects(
        "transactions.csv, line 2, column timestamp: '01.02.2024' " + date,
        "transactions.csv, line 3, column timestamp: '2024-02-30' " + date,
        "transactions.csv, line 4, column timestamp: '2024-01-01T10:00Z' " + date,
        "transactions.csv, line 5, column quantity: '3,5' " + number,
        "transactions.csv, line 6, column quantity: 'NaN' " + number,
        "transactions.csv, line 7, column quantity: 'Infinity' " + number,
        "transactions.csv, line 8, column product_id: '' is missing; every row must have one",
        "transactions.csv, line 9, column store_id: '  ' is missing; every row must have one",
        "transactions.csv, line 10, column quantity: '' is missing; every row must have one",
        "transactions.csv, line 11, column unit_price: '-0.5' is negative; it must be at least 0",
        "transactions.csv, line 12, column product_id: 'P\\nQ' holds a line break, tab or other control character;"
            + " take it out",
        "transactions.csv, line 14: 3 fields, but the header has 5; a field that holds a comma, a quote or a line"
            + " break must stand in quotes");
  }

  @Test
  void severalDefectsOfOneRowAreAllTold() {
    files.sales("x,P,S,y");

    assertThatThrownBy(this::readAll)
        .hasMessageContaining("2 defects")
        .hasMessageContaining("column timestamp: 'x'")
        .hasMessageContaining("column quantity: 'y'");
  }

  @Test
  void defectsOfAllTablesAreToldTogether() {
    files
        .sales("2024-01-01,P,S,1")
        .write("products.csv", "product_id,price", "P,-1")
        .write("stores.csv", "store_id,size_sqft", "S,big")
        .write("prices.csv", "product_id,valid_from,price", "Q,2024-01-01,1", "P,2024-01-01,-2")
        .write(
            "promotions.csv",
            "promotion_id,product_id,store_id,start_date,end_date,discount_pct",
            "A,Q,,2024-01-01,2024-01-02,10",
            "B,,T,2024-01-01,2024-01-02,10",
            "C,,,2024-01-03,2024-01-02,10",
            "D,,,2024-01-03,2024-01-03,101",
            ",,,2024-01-03,2024-01-03,")
        .write("events.csv", "date,kind", "2024-01-01,holiday", "2024-01-01T00:00,closed")
        .write(
            "weather.csv",
            "region,date,temperature_c,precipitation_mm",
            "R,2024-01-01,70,0",
            "R,2024-01-02,1,1",
            "R,2024-01-02,2,2")
        .write("availability.csv", "product_id,store_id,date,stockout_hours", "P,S,2024-01-01,25");

    assertDefects(
        "products.csv, line 2, column price: '-1' is negative; it must be at least 0",
        "stores.csv, line 2, column size_sqft: 'big' is not a finite number; write it like 12.5",
        "prices.csv, line 2, column product_id: 'Q' is an unknown product; it must stand in transactions or in products",
        "prices.csv, line 3, column price: '-2' is negative; it must be at least 0",
        "promotions.csv, line 2, column product_id: 'Q' is an unknown product; it must stand in transactions or in"
            + " products",
        "promotions.csv, line 3, column store_id: 'T' is an unknown store; it must stand in transactions or in stores",
        "promotions.csv, line 4, column end_date: '2024-01-02' is before the start_date 2024-01-03; a promotion ends on"
            + " its start_date or later",
        "promotions.csv, line 5, column discount_pct: '101' is too large; it must be at most 100",
        "promotions.csv, line 6, column promotion_id: '' is missing; every row must have one",
        "events.csv, line 2, column kind: 'holiday' is unknown; it must be one of public_holiday, school_holiday, closed,"
            + " event",
        "events.csv, line 3, column date: '2024-01-01T00:00' is not a date from 1900 to 2199; write it like 2024-03-28",
        "weather.csv, line 2, column temperature_c: '70' is too large; it must be at most 60",
        "weather.csv, line 4: the same region, date as on line 3; keep one of the two rows",
        "availability.csv, line 2, column stockout_hours: '25' is too large; it must be at most 24");
  }

  @Test
  void productsOfTheirOwnTableAreKnownWithoutASale() {
    files
        .sales("2024-01-01,P,S,1")
        .write("products.csv", "product_id", "new")
        .write("stores.csv", "store_id", "next")
        .write("prices.csv", "product_id,store_id,valid_from,price", "new,next,2024-01-01,1");

    readAll();
  }

  @Test
  void idsToldBeforehandAreKnown() {
    files.write(
        "promotions.csv",
        "promotion_id,product_id,store_id,start_date,end_date",
        "A,P,S,2024-01-01,2024-01-02");
    TableReading reading = new TableReading(DataDirectory.ofPlans(dir), notesOnly());
    reading.knowProduct("P");
    reading.knowStore("S");

    assertThat(reading.read(Table.PROMOTIONS, row -> {})).isEqualTo(1);
    reading.finish();
  }

  @Test
  void readingStopsAtTheTwentiethDefect() {
    String[] rows = new String[30];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = "2024-01-01,P,S,bad" + (i + 2);
    }
    files.sales(rows);

    assertThatThrownBy(this::readAll)
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("the first 20 defects")
        .hasMessageContaining("line 21, column quantity: 'bad21'")
        .hasMessageNotContaining("bad22");
  }

  @Test
  void validRowsBetweenDefectsAreStillCheckedAndHandedOn() {
    files.sales("2024-01-01,P,S,x", "2024-01-02,P,S,1", "2024-01-03,P,S,y");
    TableReading reading = reading();

    assertThat(reading.read(Table.TRANSACTIONS, row -> {})).isEqualTo(1);
    assertThatThrownBy(reading::finish)
        .hasMessageContaining("line 2")
        .hasMessageContaining("line 4");
  }

  @Test
  void anEmptyFileIsToldWithTheHeaderItNeeds() {
    files.writeBytes("transactions.csv", new byte[0]);

    assertDefects(
        "transactions.csv: the file is empty; its first line must be the header"
            + " timestamp,product_id,store_id,quantity,[unit_price]");
  }

  @Test
  void transactionsWithoutARowAreRefused() {
    files.sales();

    assertDefects(
        "transactions.csv: there is no row after the header; at least one sale is needed");
  }

  @Test
  void aPlanWithoutARowIsAnEmptyPlan() {
    files.sales("2024-01-01,P,S,1").write("promotions.csv", "promotion_id,start_date,end_date");

    readAll();
  }

  @Test
  void aTruncatedGzipIsTold() throws Exception {
    StringBuilder text = new StringBuilder(HEADER);
    java.util.Random random = new java.util.Random(1);
    for (int i = 0; i < 20_000; i++) {
      text.append("2024-01-01,P").append(random.nextInt()).append(",S,1,2\n");
    }
    files.writeBytes("transactions.csv.gz", text.toString().getBytes(StandardCharsets.UTF_8));
    Path file = dir.resolve("transactions.csv.gz");
    byte[] whole = java.nio.file.Files.readAllBytes(file);
    java.nio.file.Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(this::readAll)
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("transactions.csv.gz, line ")
        .hasMessageContaining("the gzip file is cut off here; copy it again");
  }

  @Test
  void aTruncatedGzipOfAFewBytesIsTold() throws Exception {
    java.nio.file.Files.write(
        dir.resolve("transactions.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8});

    assertDefects("transactions.csv.gz: the gzip file is cut off here; copy it again");
  }

  @Test
  void aDamagedGzipIsTold() throws Exception {
    files.write("transactions.csv.gz", HEADER.strip(), "2024-01-01,P,S,1,1");
    Path file = dir.resolve("transactions.csv.gz");
    byte[] bytes = java.nio.file.Files.readAllBytes(file);
    bytes[bytes.length - 6] ^= 0x55; // the checksum
    java.nio.file.Files.write(file, bytes);

    assertThatThrownBy(this::readAll).hasMessageContaining("the gzip file is damaged");
  }

  @Test
  void plainTextNamedGzIsTold() throws Exception {
    java.nio.file.Files.writeString(dir.resolve("transactions.csv.gz"), HEADER);

    assertThatThrownBy(this::readAll).hasMessageContaining("Not in GZIP format");
  }

  @Test
  void compressedDataNamedCsvIsTold() throws Exception {
    files.write("transactions.csv.gz", HEADER.strip());
    java.nio.file.Files.move(dir.resolve("transactions.csv.gz"), dir.resolve("transactions.csv"));

    assertDefects("transactions.csv: the file is compressed; name it transactions.csv.gz");
  }

  @Test
  void whatIsNotUtf8IsToldWithItsLine() {
    files.writeBytes(
        "transactions.csv",
        (HEADER + "2024-01-01,P,S,1,1\n2024-01-01,Käse,S,1,1\n")
            .getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(this::readAll)
        .hasMessageContaining("transactions.csv, line 3, column product_id: 'K")
        .hasMessageContaining("not UTF-8; save the file in the encoding UTF-8");
  }

  @Test
  void aQuoteThatNeverEndsIsToldWhereItBegins() {
    files.sales("2024-01-01,P,S,1", "2024-01-02,\"P,S,1", "2024-01-03,P,S,1");

    assertThatThrownBy(this::readAll).hasMessageContaining("transactions.csv, line 3");
  }

  @Test
  void textAfterAClosingQuoteIsTold() {
    files.sales("2024-01-01,P,S,1", "2024-01-02,\"P\"x,S,1");

    assertThatThrownBy(this::readAll)
        .hasMessageContaining("transactions.csv, line 3: the CSV is broken near here");
  }

  @Test
  void aHugeValueIsCutInItsMessage() {
    files.sales("2024-01-01,P,S," + "9".repeat(500) + "x");

    assertThatThrownBy(this::readAll)
        .satisfies(
            e -> assertThat(e.getMessage().length()).isLessThan(dir.toString().length() + 300));
  }

  @Test
  void thousandsOfIdsStayTheirOwn() {
    String[] rows = new String[5000];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = "2024-01-01,P" + (i * 7919 % 5000) + ",S" + (i % 300) + ",1";
    }
    files.sales(rows);
    List<String> read = new ArrayList<>();

    reading()
        .read(
            Table.TRANSACTIONS, r -> read.add("2024-01-01," + r.text(1) + "," + r.text(2) + ",1"));

    assertThat(read).containsExactly(rows);
  }

  @Test
  void regionsThatNoStoreHasAreNotedInOneLine() {
    files
        .sales("2024-01-01,p,s,1")
        .write("stores.csv", "store_id,region", "s,north")
        .write("events.csv", "date,region,kind", "2024-01-01,north,event", "2024-01-01,,event")
        .write(
            "weather.csv",
            "region,date,temperature_c,precipitation_mm",
            "north,2024-01-01,1,0",
            "North,2024-01-01,1,0",
            "South,2024-01-01,1,0");

    readAll();

    assertThat(notes)
        .containsExactly(
            "weather.csv: no store of stores.csv is in region 'North' (regions of events and"
                + " weather without a store: 2); such rows are not used");
  }

  private List<String> transactions() {
    List<String> rows = new ArrayList<>();
    TableReading reading = reading();
    reading.read(
        Table.TRANSACTIONS,
        r ->
            rows.add(
                r.line()
                    + ": "
                    + LocalDate.ofEpochDay(r.day(0))
                    + " "
                    + r.second(0)
                    + " ["
                    + r.text(1)
                    + "] ["
                    + r.text(2)
                    + "] "
                    + r.number(3)
                    + " "
                    + r.number(4)));
    reading.finish();
    return rows;
  }

  private TableReading reading() {
    return new TableReading(DataDirectory.of(dir), notesOnly());
  }

  private Progress notesOnly() {
    return new Progress() {
      @Override
      public void step(String task, long done, long total, String note) {}

      @Override
      public void say(String line) {
        notes.add(line);
      }
    };
  }

  private void readAll() {
    DataDirectory directory = DataDirectory.of(dir);
    TableReading reading = new TableReading(directory, notesOnly());
    directory.tables().forEach(t -> reading.read(t, row -> {}));
    reading.finish();
  }

  private void assertDefects(String... defects) {
    String count = defects.length == 1 ? "1 defect" : defects.length + " defects";
    assertThatThrownBy(this::readAll)
        .isInstanceOf(ShelfcastException.class)
        .hasMessage(
            "The data in "
                + dir
                + " cannot be used, "
                + count
                + ":\n  "
                + String.join("\n  ", defects));
  }
}
