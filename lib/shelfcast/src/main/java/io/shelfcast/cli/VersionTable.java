package io.shelfcast.cli;

import io.shelfcast.ShelfcastException;
import io.shelfcast.evaluation.Headline;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Versions of a customer as text for a terminal. */
record VersionTable(ModelRegistry registry, String customer) {

  private static final String ROW = "%-5s %-20s %-10s %-23s %9s %6s %6s  %-6s %s%n";

  /** A line a version, newest first; every file is checked. */
  String text(List<Integer> versions) {
    StringBuilder text =
        new StringBuilder(
            row("", "trained", "sales to", "judged on", "MAE", "MAE %", "bias %", "gate", ""));
    List<Integer> former = registry.formerChampions(customer);
    int champion = registry.champion(customer).orElse(0);
    for (int i = versions.size() - 1; i >= 0; i--) {
      int v = versions.get(i);
      String state = v == champion ? "CHAMPION" : former.contains(v) ? "former champion" : "";
      try {
        text.append(line(registry.open(customer, v), state));
      } catch (ShelfcastException e) {
        text.append("v" + v + " " + state + " DAMAGED: " + e.getMessage() + "\n");
      }
    }
    return text.toString();
  }

  /** Where a version came from. */
  String text(ModelVersion version) {
    StringBuilder text = new StringBuilder();
    text.append("Version " + version.version() + " of customer '" + customer + "'");
    text.append(", in " + Shown.path(version.directory()) + "\n");
    version
        .provenance()
        .forEach(
            (name, value) -> {
              if (!name.equals("metrics")) {
                text.append(String.format(Locale.ROOT, "  %-12s %s%n", name, value));
              }
            });
    return text.toString();
  }

  /** Two versions side by side, by what their trainings came to. */
  String comparison(ModelVersion a, ModelVersion b) {
    Map<String, Object> left = Headline.of(a.verdict());
    Map<String, Object> right = Headline.of(b.verdict());
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT, "%-12s %22s %22s%n", "", "v" + a.version(), "v" + b.version()));
    left.forEach(
        (name, value) ->
            text.append(
                String.format(
                    Locale.ROOT, "%-12s %22s %22s%n", name, shown(value), shown(right.get(name)))));
    boolean same =
        left.get("firstDay").equals(right.get("firstDay"))
            && left.get("lastDay").equals(right.get("lastDay"));
    if (!same) {
      text.append(
          "Each is judged on the last days of its own training, which are not the same: 'jbang"
              + " evaluate --version N' scores a version on later days\n");
    }
    return text.toString();
  }

  private static String line(ModelVersion version, String state) {
    Map<String, Object> provenance = version.provenance();
    Map<String, Object> h = Headline.of(version.verdict());
    return row(
        "v" + version.version(),
        String.valueOf(provenance.get("trainedAt")).replaceFirst("\\.\\d+Z$", "Z"),
        version.lastDay(),
        h.get("firstDay") + ".." + String.valueOf(h.get("lastDay")).substring(5),
        shown(h.get("mae")),
        percent(h.get("maePercent")),
        percent(h.get("bias")),
        Boolean.TRUE.equals(h.get("gatePassed")) ? "passed" : "missed",
        state + (Boolean.TRUE.equals(provenance.get("refit")) ? " (refitted)" : ""));
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, ROW, cells).stripTrailing() + "\n";
  }

  private static String shown(Object value) {
    return value instanceof Double d
        ? String.format(Locale.ROOT, "%.4f", d)
        : value == null ? "n/a" : value.toString();
  }

  private static String percent(Object fraction) {
    return fraction instanceof Double d ? String.format(Locale.ROOT, "%.1f", 100 * d) : "n/a";
  }
}
