package io.shelfcast.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ScoreTablesTest {

  private static Evaluation evaluation(double scale) {
    return Shop.with("a", "x", 10 * scale, 12 * scale, 9 * scale, 11 * scale)
        .forecast("ensemble", 1, 2, 9.5 * scale, 12 * scale)
        .forecast("seasonal-naive", 1, 2, 12 * scale, 20 * scale)
        .forecast("a model with a very long name", 1, 2, 0, 0)
        .evaluate();
  }

  private static void fits(String table) {
    assertThat(table.lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    assertThat(table).doesNotContain("\u001b");
  }

  @Test
  void tablesFitAHundredColumnsWhateverTheUnits() {
    for (double scale : new double[] {1, 1e-4, 1e7}) {
      Evaluation evaluation = evaluation(scale);
      fits(ScoreTables.graded(evaluation));
      fits(ScoreTables.comparison(evaluation));
      fits(ScoreTables.gate(Gate.of(evaluation, Level.TOTAL_DAY)));
    }
    fits(
        ScoreTables.advice(
            List.of(new Advice(Advice.Topic.DATA, "try this ".repeat(40).strip() + "."))));
  }

  @Test
  void gradedTableShowsValueBaselineFloorAndGrade() {
    assertThat(ScoreTables.graded(evaluation(1)).lines())
        .first()
        .asString()
        .containsPattern("metric +value +naive +floor +grade +limits");
    // errors .5 and 1 of 20: 7.5 %; the baseline's 3 and 9: 60 %
    assertThat(ScoreTables.graded(evaluation(1)))
        .containsPattern(
            "product x store x day +MAE % +7\\.5 +60\\.0 +[\\d.]+ +target +<10 / 10-15 / >15");
  }

  @Test
  void columnsAreAligned() {
    List<String> lines = ScoreTables.comparison(evaluation(1), Level.TOTAL_DAY).lines().toList();
    assertThat(lines.get(0)).isEqualTo("total x day: 2 cells, 10.0 units each on average");
    assertThat(lines.subList(1, 5)).extracting(String::length).containsOnly(lines.get(1).length());
    assertThat(lines.get(1)).endsWith("MASE  RMSSE");
  }

  @Test
  void numbersLookTheSameInEveryLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(ScoreTables.graded(evaluation(1))).contains("7.5").doesNotContain("7,5");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void noAdviceIsNoText() {
    assertThat(ScoreTables.advice(List.of())).isEmpty();
  }

  @Test
  void numbersKeepThreeDigits() {
    assertThat(List.of(0.0, .0713, .713, 7.13, 71.3, 713.4, 71344.0))
        .extracting(Numbers::plain)
        .containsExactly("0.00", "0.0713", "0.713", "7.13", "71.3", "713", "71344");
    assertThat(Numbers.percent(-.0001)).isEqualTo("0.0");
    assertThat(Numbers.percent(Double.NaN)).isEqualTo("n/a");
  }
}
