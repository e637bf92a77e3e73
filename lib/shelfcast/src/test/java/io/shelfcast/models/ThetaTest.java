package io.shelfcast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThetaTest {

  /** What {@code theta/reference.py} wrote: forecasts of statsmodels. */
  record Reference(
      String name, double sold, int days, double alpha, double[] sales, double[] forecast) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Reference> references() throws IOException {
    try (InputStream in = ThetaTest.class.getResourceAsStream("/theta/reference.json")) {
      return Arrays.stream(new ObjectMapper().readValue(in, Reference[].class));
    }
  }

  @ParameterizedTest
  @MethodSource("references")
  void forecastsAreThoseOfStatsmodels(Reference reference) {
    Theta theta = Theta.fit(reference.sales());

    double mean = Arrays.stream(reference.sales()).average().orElseThrow();
    for (int a = 1; a <= reference.forecast().length; a++) {
      assertThat(theta.forecast(a))
          .as("%d days ahead", a)
          .isCloseTo(reference.forecast()[a - 1], within(2e-3 * mean));
    }
  }

  @Test
  void whatNeverChangesGoesOn() {
    double[] sales = new double[50];
    Arrays.fill(sales, 7);

    Theta theta = Theta.fit(sales);

    assertThat(IntStream.of(1, 7, 60).mapToDouble(theta::forecast))
        .allSatisfy(f -> assertThat(f).isCloseTo(7, within(1e-9)));
    assertThat(theta.quantile(1, 1.28)).isCloseTo(7, within(1e-9));
  }

  @Test
  void halfOfTheTrendGoesOn() {
    Theta theta = Theta.fit(IntStream.range(0, 60).mapToDouble(t -> 100 + t).toArray());

    assertThat(theta.forecast(11) - theta.forecast(1)).isCloseTo(5, within(1e-6));
  }

  @Test
  void weekOfAnEvenTradeIsRepeated() {
    double[] week = {10, 20, 30, 40, 50, 90, 5};
    Theta theta = Theta.fit(IntStream.range(0, 70).mapToDouble(t -> week[t % 7]).toArray());

    for (int a = 1; a <= 14; a++) {
      assertThat(theta.forecast(a)).isCloseTo(week[(a - 1) % 7], within(1e-6));
    }
  }

  @Test
  void firstSaleOfASparseSeriesIsNotItsLevel() {
    double[] sales = new double[100];
    sales[0] = 30;
    for (int t = 5; t < 100; t += 10) {
      sales[t] = 1;
    }

    assertThat(Theta.fit(sales).forecast(1)).isBetween(0., .5);
  }

  @Test
  void forecastsAreNeverBelowZeroAndQuantilesInOrder() {
    Theta theta = Theta.fit(IntStream.range(0, 80).mapToDouble(t -> 80 - t).toArray());

    for (int a = 1; a <= 60; a++) {
      assertThat(theta.forecast(a)).isNotNegative();
      assertThat(theta.quantile(a, -1.28)).isBetween(0., theta.quantile(a, 0));
      assertThat(theta.quantile(a, 1.28)).isGreaterThanOrEqualTo(theta.quantile(a, 0));
    }
  }

  @Test
  void oneDayIsEnoughAndNoneIsNot() {
    assertThat(Theta.fit(new double[] {4}).forecast(3)).isEqualTo(4);
    assertThat(Theta.fit(new double[] {0, 0}).forecast(1)).isZero();
    assertThatThrownBy(() -> Theta.fit(new double[0])).hasMessage("No day of sales");
  }
}
