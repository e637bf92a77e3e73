package io.shelfcast.monitoring;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * The 45 features of recent days against those of the champion's training window; a row is a series
 * and a day, as known the day before.
 *
 * @param referenceRows rows compared with, a sample where there are very many
 * @param features in the order of a row
 */
public record Drift(
    LocalDate referenceFirst,
    LocalDate referenceLast,
    LocalDate recentFirst,
    LocalDate recentLast,
    int referenceRows,
    int recentRows,
    List<FeatureDrift> features) {

  public int judged() {
    return (int) features.stream().filter(FeatureDrift::judged).count();
  }

  public int drifted() {
    return (int) features.stream().filter(FeatureDrift::drifted).count();
  }

  /** The features, drifted ones first, then those that are judged, the farthest moved first. */
  public List<FeatureDrift> farthestFirst() {
    return features.stream()
        .sorted(
            Comparator.comparing((FeatureDrift f) -> !f.drifted())
                .thenComparing(f -> !f.judged())
                .thenComparing(Comparator.comparingDouble(FeatureDrift::psi).reversed()))
        .toList();
  }

  /** Share of the features judged that have drifted. */
  public double share() {
    return judged() == 0 ? 0 : (double) drifted() / judged();
  }
}
