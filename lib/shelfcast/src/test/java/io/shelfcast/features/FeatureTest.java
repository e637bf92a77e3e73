package io.shelfcast.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FeatureTest {

  @Test
  void thereAre45InSixGroups() {
    Map<FeatureGroup, Long> sizes =
        Arrays.stream(Feature.values())
            .collect(Collectors.groupingBy(Feature::group, Collectors.counting()));

    assertThat(Feature.COUNT).isEqualTo(45);
    assertThat(sizes)
        .isEqualTo(
            Map.of(
                FeatureGroup.TEMPORAL, 12L,
                FeatureGroup.SALES_HISTORY, 15L,
                FeatureGroup.PRODUCT, 6L,
                FeatureGroup.STORE, 5L,
                FeatureGroup.PROMOTIONS, 4L,
                FeatureGroup.WEATHER, 3L));
    assertThat(
            Arrays.stream(FeatureGroup.values())
                .collect(Collectors.toMap(Function.identity(), g -> (long) g.size())))
        .isEqualTo(sizes);
  }

  @Test
  void groupsStandTogetherAndNamesAreUnique() {
    assertThat(Feature.values()).isSortedAccordingTo((a, b) -> a.group().compareTo(b.group()));
    assertThat(Feature.labels())
        .doesNotHaveDuplicates()
        .allMatch(l -> l.matches("[a-z][a-z0-9_]*"));
  }
}
