package io.shelfcast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfcast.ShelfcastException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {

  @ParameterizedTest
  @CsvSource({
    "365, 7, 60",
    "365, 7, 0",
    "1150, 7, 60",
    "1150, 48, 60",
    "1150, 60, 60",
    "90, 7, 60",
    "62, 7, 0",
    "365, 28, 60",
    "365, 1, 60",
    "400, 60, 60"
  })
  void windowsFollowOneAnotherWithoutOverlapOrGap(int days, int horizon, int validationDays) {
    Windows w = Windows.of(1000, 1000 + days - 1, horizon, validationDays);
    List<Windows.Range> inOrder = new ArrayList<>(List.of(w.training()));
    for (int b = 0; b < w.stopping().size(); b++) {
      inOrder.add(w.stopping().get(b));
      inOrder.add(w.calibration().get(b));
    }
    if (validationDays > 0) {
      inOrder.add(w.validation());
    }
    assertThat(inOrder.get(0).first()).isEqualTo(1000);
    for (int i = 1; i < inOrder.size(); i++) {
      assertThat(inOrder.get(i).first()).isEqualTo(inOrder.get(i - 1).last() + 1);
    }
    assertThat(inOrder.get(inOrder.size() - 1).last()).isEqualTo(1000 + days - 1);
    for (Windows.Range r : inOrder) {
      assertThat(r.days()).isGreaterThanOrEqualTo(horizon);
    }
  }

  @Test
  void validationIsTheLastSixtyDaysCutToWholeHorizons() {
    assertThat(Windows.of(1, 365, 7, 60).validation()).isEqualTo(new Windows.Range(310, 365));
    assertThat(Windows.of(1, 365, 60, 60).validation()).isEqualTo(new Windows.Range(306, 365));
  }

  @Test
  void validationTakesAtMostAThird() {
    assertThat(Windows.of(1, 90, 7, 60).validation().days()).isEqualTo(28);
  }

  @Test
  void stoppingAndCalibrationAreTwoBlocksEachApartInTime() {
    Windows w = Windows.of(1, 365, 7, 60);
    assertThat(w.stopping())
        .containsExactly(new Windows.Range(254, 267), new Windows.Range(282, 295));
    assertThat(w.calibration())
        .containsExactly(new Windows.Range(268, 281), new Windows.Range(296, 309));
    assertThat(w.fitLast()).isEqualTo(309);
  }

  @Test
  void tooShortAHistoryIsRefusedWithTheDaysItWouldTake() {
    assertThatThrownBy(() -> Windows.of(1, 100, 60, 60))
        .isInstanceOf(ShelfcastException.class)
        .hasMessageContaining("horizon of 60 days")
        .hasMessageContaining("are needed");
  }

  @Test
  void whatTheRefusalAsksForIsEnough() {
    for (int horizon : new int[] {1, 7, 14, 28, 60}) {
      for (int validation : new int[] {0, 60}) {
        String message = null;
        try {
          Windows.of(1, 10, horizon, validation);
        } catch (ShelfcastException e) {
          message = e.getMessage();
        }
        assertThat(message).isNotNull();
        int need = Integer.parseInt(message.replaceAll(".*at least (\\d+) are needed.*", "$1"));
        assertThat(Windows.of(1, need, horizon, validation).training().days()).isPositive();
      }
    }
  }
}
