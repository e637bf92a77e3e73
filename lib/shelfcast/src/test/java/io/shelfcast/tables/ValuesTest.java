package io.shelfcast.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @Test
  void numbersAreTheSameToTheBitAsTheLibraryReadsThem() {
    Random random = new Random(3);
    for (int i = 0; i < 200_000; i++) {
      String text =
          switch (i % 4) {
            case 0 -> String.valueOf(random.nextInt(2_000_000) - 1_000_000);
            case 1 -> String.valueOf(random.nextInt(10_000_000) / 100.0);
            case 2 ->
                String.valueOf(Double.longBitsToDouble(random.nextLong() & 0xBFFFFFFFFFFFFFFFL));
            default -> random.nextInt(1000) + "." + Math.abs(random.nextLong());
          };
      assertThat(number(text)).as(text).isEqualTo(Double.parseDouble(text));
    }
  }

  @ParameterizedTest
  @CsvSource({"7,7", "-7,-7", "+7,7", "007,7", ".5,0.5", "5.,5", "1e3,1000", "-1.5E-2,-0.015"})
  void decimalsInEveryUsualFormAreNumbers(String text, double value) {
    assertThat(number(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "Infinity",
        "-Infinity",
        "inf",
        "1e999",
        "0x10",
        "0x1p3",
        "5d",
        "5f",
        "1,5",
        "1.2.3",
        "1 000",
        "--1",
        "-",
        "+",
        ".",
        "e5",
        "1e",
        "abc",
        "٣"
      })
  void anythingElseIsNoNumber(String text) {
    assertThat(number(text)).isNaN();
  }

  @Test
  void everyDayOfTheCalendarIsRead() {
    LocalDate end = LocalDate.of(2200, 1, 1);
    for (LocalDate date = LocalDate.of(1900, 1, 1); date.isBefore(end); date = date.plusDays(1)) {
      assertThat(day(date.toString())).isEqualTo((int) date.toEpochDay());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-02-29",
        "2023-04-31",
        "2023-13-01",
        "2023-00-10",
        "2023-01-00",
        "2023-1-1",
        "23-01-01",
        "2023/01/01",
        "01.02.2023",
        "1899-12-31",
        "2200-01-01",
        "20230101",
        "2023-01-0x",
        "-023-01-01"
      })
  void whatIsNoDayOfTheCalendarIsRefused(String text) {
    assertThat(day(text)).isEqualTo(Values.BAD);
  }

  @ParameterizedTest
  @CsvSource({
    "2023-01-01 00:00, 0",
    "2023-01-01T00:00, 0",
    "2023-01-01 17:05, 61500",
    "2023-01-01T17:05:09, 61509",
    "2023-01-01 23:59:59.999999, 86399"
  })
  void timesAreSecondsOfTheDay(String text, int second) {
    assertThat(second(text)).isEqualTo(second);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-01-01 24:00",
        "2023-01-01 12:60",
        "2023-01-01 12:00:60",
        "2023-01-01 12",
        "2023-01-01 1:00",
        "2023-01-01_12:00",
        "2023-01-01T12:00Z",
        "2023-01-01T12:00:00Z",
        "2023-01-01T12:00:00+02:00",
        "2023-01-01 12:00:00.",
        "2023-01-01 12:00 PM",
        "2023-01-01 ",
        "2023-01-011"
      })
  void aTimeWithAZoneOrOutsideTheDayIsRefused(String text) {
    assertThat(second(text)).isEqualTo(Values.BAD);
  }

  private static double number(String text) {
    return Values.number(("#" + text + "#").toCharArray(), 1, text.length());
  }

  private static int day(String text) {
    return Values.day(("#" + text + "#").toCharArray(), 1, text.length());
  }

  private static int second(String text) {
    return Values.second(("#" + text + "#").toCharArray(), 1, text.length());
  }
}
