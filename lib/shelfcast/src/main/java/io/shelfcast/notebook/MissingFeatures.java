package io.shelfcast.notebook;

import io.shelfcast.features.Feature;
import io.shelfcast.features.FeatureBuilder;
import io.shelfcast.features.FeatureCoverage;
import io.shelfcast.features.FeatureGroup;
import io.shelfcast.features.FeatureRows;
import io.shelfcast.sales.SalesPanel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** How much of the features is missing, side by side for several customers. */
public final class MissingFeatures {

  /** A feature below this share of missing rows tells something. */
  private static final double ALWAYS = 1;

  private MissingFeatures() {}

  /** Each day's row as known the day before, as the script {@code features} counts them. */
  public static FeatureCoverage of(SalesPanel panel) {
    return FeatureCoverage.of(new FeatureRows(new FeatureBuilder(panel), 1, 1));
  }

  /**
   * A row a feature that is missing in more than so many rows, in the order of the features.
   *
   * @param share of the rows, 0..1
   */
  public static Table above(double share, SalesPanel panel) {
    FeatureCoverage coverage = of(panel);
    List<Feature> some =
        Arrays.stream(Feature.values()).filter(f -> coverage.missing(f) > share).toList();
    return Table.create(
        "missing features",
        StringColumn.create("feature", some.stream().map(Feature::label)),
        StringColumn.create("group", some.stream().map(f -> f.group().label())),
        DoubleColumn.create(
            "missing, %", some.stream().mapToDouble(f -> 100 * coverage.missing(f))));
  }

  /** A row a group: how many features it has, and how many have a value at all, by customer. */
  public static Table groups(SalesPanel... panels) {
    Map<String, FeatureCoverage> all = new LinkedHashMap<>();
    for (SalesPanel panel : panels) {
      all.put(panel.customer(), of(panel));
    }
    FeatureGroup[] groups = FeatureGroup.values();
    Table table =
        Table.create(
            "features with values",
            StringColumn.create("group", Arrays.stream(groups).map(FeatureGroup::label)),
            IntColumn.create(
                "features", Arrays.stream(groups).mapToInt(FeatureGroup::size).toArray()));
    all.forEach((customer, coverage) -> table.addColumns(known(customer, coverage)));
    return table;
  }

  private static DoubleColumn known(String customer, FeatureCoverage coverage) {
    DoubleColumn column = DoubleColumn.create("with values: " + customer);
    for (FeatureGroup group : FeatureGroup.values()) {
      column.append(
          Arrays.stream(Feature.values())
              .filter(f -> f.group() == group && coverage.missing(f) < ALWAYS)
              .count());
    }
    return column;
  }
}
