package io.shelfcast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LevelsTest {

  @Test
  void halfOfWhatIsMissingIsPutBack() {
    assertThat(Levels.factor(new float[] {10, 30}, new float[] {14, 34}))
        .isCloseTo(1.1f, within(1e-6f));
  }

  @Test
  void daysThatAreNoLessonDoNotCount() {
    assertThat(Levels.factor(new float[] {10, 99}, new float[] {12, Float.NaN}))
        .isCloseTo(1.1f, within(1e-6f));
  }

  @Test
  void aMemberThatHasFailedIsNotBlownUp() {
    assertThat(Levels.factor(new float[] {.001f}, new float[] {100})).isEqualTo(1.25f);
    assertThat(Levels.factor(new float[] {100}, new float[] {.001f})).isEqualTo(.8f);
    assertThat(Levels.factor(new float[] {0}, new float[] {0})).isEqualTo(1);
    assertThat(Levels.factor(new float[] {Float.NaN}, new float[] {1})).isEqualTo(1);
  }
}
