package io.shelfcast.training;

import io.shelfcast.evaluation.Evaluation;
import io.shelfcast.evaluation.Level;
import io.shelfcast.evaluation.ScoreTables;
import io.shelfcast.evaluation.Verdict;
import io.shelfcast.models.Windows;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.sales.SalesPanel;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a training or an evaluation came to, as text for a terminal. */
public final class TrainingSummary {

  private TrainingSummary() {}

  /**
   * What was trained on, the verdict, and where the files are.
   *
   * @param shown how a path is written
   */
  public static String of(TrainingRun.Result result, Function<Path, String> shown) {
    ModelVersion version = result.version();
    return trainedOn(result)
        + "\n"
        + verdict(result.verdict())
        + "\n"
        + String.format(
            Locale.ROOT,
            "Version %d of customer '%s' is saved%s in %s%n%s.%n",
            version.version(),
            version.customer(),
            result.refit() ? ", fitted again up to the last day," : "",
            shown.apply(version.directory()),
            champion(result))
        + "Report: "
        + shown.apply(version.directory().resolve(ModelVersion.REPORT))
        + "\n";
  }

  private static String champion(TrainingRun.Result result) {
    if (result.isChampion()) {
      return "It is the champion, which predict and evaluate use";
    }
    return result.champion().isPresent()
        ? "Version " + result.champion().getAsInt() + " stays champion; --version uses this one"
        : "It is no champion, as it does not beat seasonal naive; --version uses it all the same";
  }

  /** Which version was graded on which days, and the verdict. */
  public static String evaluated(ModelVersion version, Verdict verdict) {
    Evaluation e = verdict.evaluation();
    return String.format(
            Locale.ROOT,
            "Version %d of customer '%s' on %s to %s, days that it has not learnt from%n%n",
            version.version(),
            version.customer(),
            e.firstDay(),
            e.lastDay())
        + verdict(verdict);
  }

  /** The members side by side, the graded table, the gate, advice. */
  public static String verdict(Verdict verdict) {
    Level gate = verdict.gate().level();
    StringBuilder text = new StringBuilder();
    text.append(ScoreTables.comparison(verdict.evaluation(), Level.PRODUCT_STORE_DAY)).append('\n');
    if (gate != Level.PRODUCT_STORE_DAY) {
      text.append(ScoreTables.comparison(verdict.evaluation(), gate)).append('\n');
    }
    text.append(ScoreTables.graded(verdict.evaluation())).append('\n');
    text.append(ScoreTables.gate(verdict.gate()));
    return text.append(ScoreTables.advice(verdict.advice())).toString();
  }

  private static String trainedOn(TrainingRun.Result result) {
    SalesPanel panel = result.panel();
    Windows w = result.windows();
    return String.format(
            Locale.ROOT,
            "Customer '%s': %,d series, %,d transactions, days %s to %s%n",
            panel.customer(),
            Provenance.started(panel),
            panel.reading().rows(),
            LocalDate.ofEpochDay(panel.firstDay()),
            LocalDate.ofEpochDay(panel.lastDay()))
        + line("training", List.of(w.training()))
        + line("stopping", w.stopping())
        + line("calibration", w.calibration())
        + line("validation", List.of(w.validation()));
  }

  private static String line(String name, List<Windows.Range> ranges) {
    int days = ranges.stream().mapToInt(Windows.Range::days).sum();
    return String.format(
        Locale.ROOT,
        "  %-12s%4d days  %s%n",
        name,
        days,
        ranges.stream().map(Windows.Range::toString).collect(Collectors.joining(", ")));
  }
}
