package io.shelfcast.benchmark;

import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Numbers;
import io.shelfcast.evaluation.Occasion;
import io.shelfcast.evaluation.Slice;
import io.shelfcast.evaluation.Slice.Dimension;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The results as Markdown: one table over all sets, then each set's own. */
final class BenchmarkTable {

  private final StringBuilder text = new StringBuilder();

  private BenchmarkTable() {}

  static String of(BenchmarkResults results) {
    BenchmarkTable table = new BenchmarkTable();
    table.overview(results);
    results.sets().forEach(table::set);
    return table.text.toString();
  }

  private void line(String format, Object... values) {
    text.append(values.length == 0 ? format : Numbers.format(format, values)).append('\n');
  }

  private void row(List<String> fields) {
    line("| " + String.join(" | ", fields) + " |");
  }

  private void head(List<String> fields) {
    row(fields);
    line("|---" + "|---:".repeat(fields.size() - 1) + "|");
  }

  private void overview(BenchmarkResults results) {
    line("# Benchmark");
    line("");
    line(
        "MAE %% (WAPE) of product x store x day by model and data set (horizon x windows x step)%s."
            + " Lower is better.",
        results.asOf() == null ? "" : ", sales known up to " + results.asOf());
    line("");
    Set<String> models = new LinkedHashSet<>();
    results.sets().forEach(s -> s.models().forEach(m -> models.add(m.model())));
    List<String> head = new ArrayList<>(List.of("model"));
    results.sets().forEach(s -> head.add(cell(s.set())));
    head(head);
    for (String model : models) {
      List<String> row = new ArrayList<>(List.of(name(model)));
      for (SetResult s : results.sets()) {
        row.add(
            s.models().stream()
                .filter(m -> m.model().equals(model))
                .map(m -> Numbers.format("%.2f", 100 * m.wape()))
                .findFirst()
                .orElse(""));
      }
      row(row);
    }
  }

  private void set(SetResult set) {
    line("");
    line("## " + cell(set.set()));
    line("");
    if (set.failure() != null) {
      line("Failed: " + cell(set.failure()));
      return;
    }
    line(
        "%,d cells of %,d series, %s units each on average; %d days from each of %d origins, %s to"
            + " %s.",
        set.cells(),
        set.series(),
        Numbers.plain(set.unitsACell()),
        set.horizon(),
        set.windows(),
        set.origins().get(0),
        set.origins().get(set.origins().size() - 1));
    line("");
    models(set);
    slices(set, Dimension.OCCASION, "Days that differ");
    slices(set, Dimension.DEMAND_CLASS, "Classes of demand");
    if (set.coldStart() != null) {
      coldStart(set.coldStart());
    }
  }

  private void models(SetResult set) {
    head(
        List.of(
            "model",
            "MAE %",
            "RMSSE",
            "bias %",
            "below p10 %",
            "above p90 %",
            "MAE % of horizon totals",
            "ensemble's MAE % less this one's [95 %]"));
    for (ModelRow m : set.models()) {
      row(
          List.of(
              name(m.model()),
              Numbers.format("%.2f", 100 * m.wape()),
              Double.isNaN(m.rmsse()) ? Numbers.UNDEFINED : Numbers.format("%.3f", m.rmsse()),
              signed("%+.1f", m.bias()),
              percent(m.belowP10()),
              percent(m.aboveP90()),
              Numbers.percent(m.horizonWape()),
              lead(m.lead())));
    }
    ModelRow.Lead lead =
        set.models().stream().map(ModelRow::lead).filter(l -> l != null).findFirst().orElse(null);
    if (lead != null) {
      line("");
      line(
          Double.isNaN(lead.low())
              ? Numbers.format("%d dates are too few for intervals of differences.", lead.dates())
              : Numbers.format(
                  "Intervals by block bootstrap over %d dates, blocks of %d. Below 0 the ensemble is"
                      + " better.",
                  lead.dates(), lead.blockDays()));
    }
  }

  private static String lead(ModelRow.Lead lead) {
    if (lead == null) {
      return "";
    }
    String mean = signed("%+.2f", lead.wape());
    return Double.isNaN(lead.low())
        ? mean
        : mean + " [" + signed("%+.2f", lead.low()) + ", " + signed("%+.2f", lead.high()) + "]";
  }

  /** MAE % and bias of the parts of a dimension, of all models but the ensemble's other forms. */
  private void slices(SetResult set, Dimension dimension, String title) {
    List<Slice> all = set.slices().stream().filter(s -> s.dimension() == dimension).toList();
    if (all.isEmpty()) {
      return;
    }
    List<String> models =
        set.models().stream()
            .map(ModelRow::model)
            .filter(m -> !m.startsWith(Evaluation.ENSEMBLE + "-"))
            .toList();
    line("");
    line("%s: MAE %% (bias %%)", title);
    line("");
    List<String> head = new ArrayList<>(List.of("", "cells"));
    models.forEach(m -> head.add(name(m)));
    head(head);
    for (String key : all.stream().map(Slice::key).distinct().toList()) {
      List<Slice> part = all.stream().filter(s -> s.key().equals(key)).toList();
      List<String> row = new ArrayList<>();
      row.add(
          dimension == Dimension.OCCASION
              ? Occasion.valueOf(key).title()
              : key.toLowerCase(java.util.Locale.ROOT));
      row.add(Numbers.format("%,d", part.get(0).point().cells()));
      for (String model : models) {
        part.stream()
            .filter(s -> s.model().equals(model))
            .forEach(
                s ->
                    row.add(
                        Double.isNaN(s.point().wape())
                            ? "no sales"
                            : Numbers.percent(s.point().wape())
                                + " ("
                                + signed("%+.1f", s.point().bias())
                                + ")"));
      }
      row(row);
    }
  }

  private void coldStart(ColdStart cold) {
    line("");
    line("Cold start: the first %d days of series that start late", ColdStart.DAYS);
    line("");
    if (cold.note() != null) {
      line("Of %d such series none was tried. %s", cold.late(), cell(cold.note()));
      return;
    }
    line(
        "%d of %d such series, %,d cells; no sale of their own known; models fitted up to %s.",
        cold.series(), cold.late(), cold.cells(), cold.fittedUntil());
    line("");
    head(List.of("model", "MAE %", "bias %"));
    for (ColdStart.Row r : cold.rows()) {
      row(
          List.of(
              name(r.model()),
              Numbers.percent(r.point().wape()),
              signed("%+.1f", r.point().bias())));
    }
  }

  private static String name(String model) {
    return model.equals(Evaluation.ENSEMBLE) ? "**ensemble**" : cell(model);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "" : Numbers.percent(share);
  }

  private static String signed(String format, double share) {
    return Double.isNaN(share) ? Numbers.UNDEFINED : Numbers.format(format, 100 * share);
  }

  /** A text that does not end its cell of the table. */
  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
