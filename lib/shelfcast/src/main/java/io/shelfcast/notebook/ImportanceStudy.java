package io.shelfcast.notebook;

import io.shelfcast.charts.TrainingFigures;
import io.shelfcast.features.Feature;
import io.shelfcast.features.FeatureGroup;
import io.shelfcast.models.TrainingOptions;
import io.shelfcast.models.TreeImportance;
import io.shelfcast.models.Windows;
import io.shelfcast.progress.Progress;
import io.shelfcast.sales.Extract;
import io.shelfcast.sales.SalesPanel;
import io.shelfcast.training.TrainingRun;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Which features the trees look at, as a table and a figure. */
public record ImportanceStudy(TreeImportance importance) {

  /**
   * Fits trees on the last year, as {@code train} does.
   *
   * @param panel of {@link Extract#YEAR}
   */
  public static ImportanceStudy of(SalesPanel panel, TrainingOptions options, Progress progress) {
    Windows windows =
        Windows.of(
            panel.lastDay() - Extract.YEAR.historyDays() + 1,
            panel.lastDay(),
            options.horizon(),
            TrainingRun.VALIDATION_DAYS);
    return new ImportanceStudy(TreeImportance.of(panel, windows, options, progress));
  }

  /** The gain of each group, the greatest first. */
  public Table groups() {
    List<FeatureGroup> sorted =
        Arrays.stream(FeatureGroup.values())
            .sorted(Comparator.comparingDouble(this::share).reversed())
            .toList();
    return Table.create(
        "importance",
        StringColumn.create("group", sorted.stream().map(FeatureGroup::label)),
        DoubleColumn.create(
            "share of the gain, %", sorted.stream().mapToDouble(g -> 100 * share(g))));
  }

  private double share(FeatureGroup group) {
    return Arrays.stream(Feature.values())
        .filter(f -> f.group() == group)
        .mapToDouble(importance::share)
        .sum();
  }

  /** The most important features, coloured by group. */
  public XYChart figure(int top) {
    return TrainingFigures.featureImportance(
        "What the trees look at, top " + top + " of " + Feature.COUNT,
        Feature.labels(),
        Arrays.stream(Feature.values()).map(f -> f.group().label()).toList(),
        Arrays.stream(Feature.values()).mapToDouble(importance::share).toArray(),
        top);
  }
}
