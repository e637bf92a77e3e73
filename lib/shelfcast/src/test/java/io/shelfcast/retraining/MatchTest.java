package io.shelfcast.retraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchTest {

  private static final LocalDate MONDAY = LocalDate.of(2024, 1, 1);

  /** Weeks of seven cells in which the challenger is off less by so many units a cell. */
  private static Match of(double... differences) {
    List<Match.Week> weeks = new ArrayList<>();
    for (double d : differences) {
      weeks.add(new Match.Week(MONDAY.plusWeeks(weeks.size()), 7, 70, 70 - 7 * d));
    }
    return new Match(null, null, List.of(), 7, weeks, null, null, null);
  }

  @Test
  void equalModelIsLowerEverySecondTimeAndRarelyByMoreThanChance() {
    Match.Chance chance =
        of(.1, .2, .3, .4, .5, .6, .7, .85).hadTheyBeenEqual(PromotionRule.DEFAULT);

    assertThat(chance.outcomes()).isEqualTo(256);
    assertThat(chance.lower()).isBetween(120, 128);
    // as they are; and with the first, or the second, or both of the smallest weeks exchanged
    assertThat(chance.trusted()).isBetween(2, 6);
  }

  @Test
  void trustedCountsWhatTheRuleWouldPromoteByItsTest() {
    Match match = of(.5, .6, .7, .55, .65);
    PromotionRule all = new PromotionRule(PromotionRule.Kind.TRUSTED, .99, 0, 26);
    PromotionRule wideMargin = new PromotionRule(PromotionRule.Kind.TRUSTED, .99, .5, 26);

    assertThat(match.hadTheyBeenEqual(wideMargin).trusted()).isZero();
    assertThat(match.hadTheyBeenEqual(all).trusted()).isPositive();
    assertThat(match.weeks().get(0).difference())
        .isEqualTo(.5, org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void aWiderMarginPromotesFewerAndABetterChallengerMore() {
    Match match = of(.1, .2, .3, .4, .5, .6, .7, .85);

    Match.Chance none = match.hadTheyBeenEqual(rule(0));
    Match.Chance some = match.hadTheyBeenEqual(rule(.02));
    Match.Chance better = match.hadItBeenBetter(.05, rule(.02));

    assertThat(none.byMargin()).isEqualTo(none.lower());
    assertThat(some.lower()).isEqualTo(none.lower());
    assertThat(some.byMargin()).isBetween(1, none.byMargin() - 1);
    assertThat(some.trusted()).isLessThanOrEqualTo(some.byMargin());
    // the largest sum of differences is 3.65 in eight weeks of 10 units each, 4.6 %; with 5 % on
    // top
    // every exchange but the worst is lower
    assertThat(better.lower()).isEqualTo(256);
    assertThat(better.byMargin()).isBetween(some.byMargin() + 1, 256);
    assertThat(match.hadItBeenBetter(.05, rule(.2)).byMargin()).isZero();
  }

  private static PromotionRule rule(double margin) {
    return new PromotionRule(PromotionRule.Kind.TRUSTED, .05, margin, 26);
  }

  @Test
  void tooManyWeeksAreRefusedAndNotCountedForHours() {
    assertThatThrownBy(() -> of(new double[21]).hadTheyBeenEqual(PromotionRule.DEFAULT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("21");
  }
}
