package io.shelfcast.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.shelfcast.WholeFile;
import io.shelfcast.evaluation.Json;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The results of several data sets, as JSON or as a table.
 *
 * @param asOf last day of the sales that was known, null for all
 */
public record BenchmarkResults(LocalDate asOf, List<SetResult> sets) {

  BenchmarkResults with(SetResult set) {
    List<SetResult> more = new ArrayList<>(sets);
    more.add(set);
    return new BenchmarkResults(asOf, List.copyOf(more));
  }

  /** Whether no set failed. */
  public boolean complete() {
    return sets.stream().allMatch(s -> s.failure() == null);
  }

  /** Numbers that are not defined are null; the same results give the same bytes. */
  public String toJson() {
    try {
      return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One table over all sets, then each set's own. */
  public String toMarkdown() {
    return BenchmarkTable.of(this);
  }

  /** Writes {@link #toJson} and the table to files, whole or not at all; null for none. */
  public void write(Path markdown, Path json) {
    if (markdown != null) {
      WholeFile.write(markdown, toMarkdown());
    }
    if (json != null) {
      WholeFile.write(json, toJson());
    }
  }
}
