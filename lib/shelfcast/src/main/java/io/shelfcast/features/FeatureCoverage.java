package io.shelfcast.features;

import io.shelfcast.progress.Progress;
import io.shelfcast.sales.SalesPanel;
import java.util.List;
import java.util.Locale;

/** How often each feature is missing in some rows. */
public final class FeatureCoverage {

  private final long[] missing = new long[Feature.COUNT];
  private long rows;

  /** Says in one line which tables are lacking, or end before the panel does; else nothing. */
  public static void warn(SalesPanel panel, Progress progress) {
    List<String> missing = panel.covariates().missingTables(panel.lastDay());
    if (!missing.isEmpty()) {
      progress.say(
          "The features of these tables are missing, on the last day at least: "
              + String.join(", ", missing));
    }
  }

  /** Counts all rows. */
  public static FeatureCoverage of(FeatureRows rows) {
    FeatureCoverage coverage = new FeatureCoverage();
    rows.forEach((series, known, day, row) -> coverage.add(row));
    return coverage;
  }

  private void add(float[] row) {
    rows++;
    for (int f = 0; f < missing.length; f++) {
      missing[f] += Float.isNaN(row[f]) ? 1 : 0;
    }
  }

  public long rows() {
    return rows;
  }

  /** Share of rows, 0..1, in which a feature is missing. */
  public double missing(Feature feature) {
    return rows == 0 ? 0 : (double) missing[feature.ordinal()] / rows;
  }

  /** The 45 features by group, with the share missing and the formula, as text for a terminal. */
  public String text() {
    StringBuilder text = new StringBuilder();
    FeatureGroup group = null;
    for (Feature f : Feature.values()) {
      if (f.group() != group) {
        group = f.group();
        text.append(
            String.format(
                Locale.ROOT, "%-33s missing%n", group.label() + " (" + group.size() + ")"));
      }
      String line =
          String.format(
              Locale.ROOT, "  %-31s %5.1f %%  %s", f.label(), 100 * missing(f), f.formula());
      text.append(line).append(System.lineSeparator());
    }
    return text.toString();
  }
}
