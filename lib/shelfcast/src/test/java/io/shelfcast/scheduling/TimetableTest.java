package io.shelfcast.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static Timetable sundays(ZoneId zone) {
    return Timetable.weekly(DayOfWeek.SUNDAY, LocalTime.of(2, 0), zone);
  }

  @ParameterizedTest
  @CsvSource({
    // an ordinary week, and the very moment at which it is due
    "Europe/Berlin,    2024-06-05T12:00:00Z, 2024-06-09T02:00+02:00",
    "Europe/Berlin,    2024-06-08T23:59:59Z, 2024-06-09T02:00+02:00",
    "Europe/Berlin,    2024-06-09T00:00:00Z, 2024-06-16T02:00+02:00",
    // 2024-03-31 02:00 is not on any clock in Berlin, 2024-03-10 02:00 on none in New York
    "Europe/Berlin,    2024-03-28T12:00:00Z, 2024-03-31T03:00+02:00",
    "America/New_York, 2024-03-07T12:00:00Z, 2024-03-10T03:00-04:00",
    // 2024-10-27 02:00 is on it twice in Berlin: the first counts
    "Europe/Berlin,    2024-10-24T12:00:00Z, 2024-10-27T02:00+02:00",
    "Europe/Berlin,    2024-10-27T00:00:00Z, 2024-11-03T02:00+01:00",
    "Europe/Berlin,    2024-10-27T00:30:00Z, 2024-11-03T02:00+01:00",
    "Europe/Berlin,    2024-10-27T01:00:00Z, 2024-11-03T02:00+01:00",
    // the year ends on a Sunday, a leap day is one, a zone that had no summer time
    "Europe/Berlin,    2023-12-31T12:00:00Z, 2024-01-07T02:00+01:00",
    "UTC,              2032-02-26T00:00:00Z, 2032-02-29T02:00Z",
    "Asia/Kolkata,     2024-06-05T12:00:00Z, 2024-06-09T02:00+05:30",
  })
  void sundayAtTwoIsToldByTheWallClock(ZoneId zone, Instant after, String due) {
    assertThat(sundays(zone).after(after)).isEqualTo(ZonedDateTime.parse(due).toInstant());
  }

  @Test
  void everySundayOfTenYearsComesOnce() {
    List<LocalDate> sundays =
        LocalDate.of(2020, 1, 5).datesUntil(LocalDate.of(2030, 1, 1), Period.ofWeeks(1)).toList();
    for (ZoneId zone : List.of(BERLIN, NEW_YORK, ZoneId.of("Australia/Lord_Howe"))) {
      List<LocalDate> days = new ArrayList<>();
      Instant at = Instant.parse("2020-01-02T00:00:00Z");
      for (int i = 0; i < sundays.size(); i++) {
        at = sundays(zone).after(at);
        days.add(at.atZone(zone).toLocalDate());
      }
      assertThat(days).isEqualTo(sundays);
    }
  }

  /** 02:30 is shown twice; asked between the two, it has been. */
  @Test
  void timeThatIsShownTwiceIsNotDueTheSecondTime() {
    Timetable half = Timetable.weekly(DayOfWeek.SUNDAY, LocalTime.of(2, 30), BERLIN);
    Instant first = Instant.parse("2024-10-27T00:30:00Z");
    assertThat(half.after(first.minusSeconds(1))).isEqualTo(first);
    assertThat(half.after(first.plus(Duration.ofMinutes(45))))
        .isEqualTo(Instant.parse("2024-11-03T01:30:00Z"));
  }

  @Test
  void everyHourGoesOnAcrossBothChanges() {
    Timetable hourly = new Timetable("0 * * * *", BERLIN);
    assertThat(hourly.after(Instant.parse("2024-03-31T00:00:00Z")))
        .isEqualTo(Instant.parse("2024-03-31T01:00:00Z"));
    assertThat(hourly.after(Instant.parse("2024-10-27T01:00:00Z")))
        .isEqualTo(Instant.parse("2024-10-27T02:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "'30 4 1 * *',    2024-06-05T12:00:00Z, 2024-07-01T02:30:00Z",
    "'0 2 * * 7',     2024-06-05T12:00:00Z, 2024-06-09T00:00:00Z",
    "'0 2 * * 0',     2024-06-05T12:00:00Z, 2024-06-09T00:00:00Z",
    "'0 22 * * MON-FRI', 2024-06-08T12:00:00Z, 2024-06-10T20:00:00Z",
    "'0 0 29 2 *',    2024-06-05T12:00:00Z, 2028-02-28T23:00:00Z",
    "'*/15 * * * *',  2024-06-05T12:00:00Z, 2024-06-05T12:15:00Z",
  })
  void linesOfCronAreRead(String cron, Instant after, Instant due) {
    assertThat(new Timetable(cron, BERLIN).after(after)).isEqualTo(due);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "0 2 * *",
        "0 2 * * SUN 2024",
        "61 2 * * *",
        "0 2 * * CAT",
        "@weekly",
        "0 0 30 2 *",
        "'; DROP"
      })
  void whatIsNoLineOfCronIsRefused(String cron) {
    assertThatThrownBy(() -> new Timetable(cron, BERLIN))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("expected");
  }

  @Test
  void itIsShownInWords() {
    assertThat(sundays(BERLIN)).hasToString("every Sunday at 02:00 (Europe/Berlin)");
    assertThat(new Timetable(" 30  4 1 * *", BERLIN))
        .hasToString("cron '30 4 1 * *' (Europe/Berlin)");
  }
}
