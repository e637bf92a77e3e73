package io.shelfcast.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfcast.evaluation.Gate;
import io.shelfcast.evaluation.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradedTableTest {

  private static Gate.Check check(String what, double value, double limit, boolean passed) {
    return new Gate.Check(what, Gate.Rule.LIMIT, value, limit, passed, "");
  }

  private static String reading(Gate.Check... checks) {
    boolean passed = List.of(checks).stream().allMatch(Gate.Check::passed);
    Gate gate = new Gate(Gate.DEFAULT_LEVEL, "ensemble", "naive", passed, List.of(checks));
    return new GradedTable(new Verdict(gate, List.of(), null)).reading();
  }

  @Test
  void aPassedGateNamesTheValueNearestToItsLimit() {
    assertThat(reading(check("MAE %", .11, .15, true), check("bias", -.0495, .05, true)))
        .isEqualTo(
            "The gate is passed, by a hair. Nearest to its limit is bias: -4.95 % where +-5 % is"
                + " the limit, 0.05 points inside.");
    assertThat(reading(check("MAE %", .05, .15, true), check("coverage", .77, .7, true)))
        .isEqualTo(
            "The gate is passed. Nearest to its limit is coverage: 77.00 % where 70 % is the limit,"
                + " 7.00 points inside.");
  }

  @Test
  void aMissedGateNamesTheValueFarthestPastItsLimit() {
    assertThat(
            reading(
                check("MAE %", .149, .15, true),
                check("coverage", .695, .7, false),
                check("bias", .08, .05, false)))
        .isEqualTo(
            "The gate is missed. Farthest past its limit is bias: 8.00 % where +-5 % is the limit,"
                + " 3.00 points past it.");
  }

  @Test
  void aGateWithoutLimitsSaysItsVerdictOnly() {
    Gate.Check none =
        new Gate.Check("MAE", Gate.Rule.SKILL, Double.NaN, Double.NaN, false, "not evaluated");
    assertThat(reading(none)).isEqualTo("The gate is missed.");
  }
}
