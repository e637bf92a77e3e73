package io.shelfcast.deployment;

import com.google.cloud.aiplatform.v1.DeployedModel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Shares of an endpoint's traffic, in percent by deployed-model id. */
final class Traffic {

  private Traffic() {}

  static Map<String, Integer> without0(Map<String, Integer> split) {
    Map<String, Integer> shares = new TreeMap<>(split);
    shares.values().removeIf(share -> share == 0);
    return shares;
  }

  /**
   * All for one, or a part of it and the rest for another.
   *
   * @param rest who keeps the rest, null for nobody, so that the first gets all
   */
  static Map<String, Integer> of(String id, int percent, String rest) {
    return percent == 100 || rest == null
        ? Map.of(id, 100)
        : new TreeMap<>(Map.of(id, percent, rest, 100 - percent));
  }

  /** For people, as in "shelfops-forecast-v2 90 %, shelfops-forecast-v3 10 %". */
  static String text(Map<String, Integer> split, List<DeployedModel> deployed) {
    return split.isEmpty()
        ? "nobody"
        : split.entrySet().stream()
            .map(share -> name(share.getKey(), deployed) + " " + share.getValue() + " %")
            .collect(Collectors.joining(", "));
  }

  private static String name(String id, List<DeployedModel> deployed) {
    return deployed.stream()
        .filter(d -> d.getId().equals(id))
        .map(DeployedModel::getDisplayName)
        .findFirst()
        .orElse(id);
  }
}
