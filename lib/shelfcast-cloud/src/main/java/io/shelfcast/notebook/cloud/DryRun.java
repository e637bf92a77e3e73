package io.shelfcast.notebook.cloud;

import io.shelfcast.ShelfcastException;
import io.shelfcast.deployment.DeployOptions;
import io.shelfcast.deployment.DeployVerb;
import io.shelfcast.notebook.Rehearsal;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.ModelVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What {@code deploy --dry-run} says of a rehearsal's champion where it cannot ask the cloud.
 *
 * @param text the plan, as the script prints it
 */
public record DryRun(ModelVersion version, String text) {

  private static final Map<String, String> WHAT =
      Map.of(
          "SHA256SUMS", "digest of every other file; the container checks them",
          "metrics.json", "what the version came to on the days it was judged on",
          "model.json", "weights, scaling, features, parameters, seed, windows, origin of the data",
          "report.html", "metrics.json, drawn and graded for people",
          "lstm", "the network, a DeepLearning4j file",
          "xgb", "the trees, an XGBoost file");

  private static final double KILO = 1e3;

  /**
   * Plans.
   *
   * @param options those of {@code deploy}: {@code --project P}, {@code --bucket gs://B}, ...
   * @throws ShelfcastException if one of them is none that it can be
   */
  public static DryRun of(Rehearsal shop, String... options) {
    DeployOptions cloud = new DeployOptions();
    try {
      new CommandLine(new Deploy(cloud)).parseArgs(options);
    } catch (CommandLine.ParameterException e) {
      throw new ShelfcastException(e.getMessage(), e);
    }
    DeployVerb verb =
        new DeployVerb(
            cloud.check(true),
            shop.database(),
            shop.registry(),
            Clock.systemDefaultZone(),
            "",
            Progress.NONE);
    StringWriter text = new StringWriter();
    verb.planWithoutCloud(cloud.request(shop.customer()), new PrintWriter(text, true));
    return new DryRun(shop.champion(), text.toString());
  }

  @CommandLine.Command(name = "deploy")
  private record Deploy(@CommandLine.Mixin DeployOptions options) {}

  /** The plan, a row a step. */
  public Table steps() {
    List<String> lines = text.lines().filter(l -> l.startsWith("  ")).map(String::strip).toList();
    return Table.create(
        "steps",
        StringColumn.create("step", lines.stream().map(l -> l.replaceFirst(" .*", ""))),
        StringColumn.create("what", lines.stream().map(l -> l.replaceFirst("\\S+ +", ""))));
  }

  /** The files that would be uploaded. */
  public Table files() {
    try (Stream<Path> all = Files.list(version.directory())) {
      List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
      return Table.create(
          "files",
          StringColumn.create("file", files.stream().map(f -> f.getFileName().toString())),
          DoubleColumn.create("kB", files.stream().mapToDouble(DryRun::kilobytes)),
          StringColumn.create("what", files.stream().map(DryRun::what)));
    } catch (IOException e) {
      throw new ShelfcastException("Cannot read " + version.directory() + ": " + e, e);
    }
  }

  private static double kilobytes(Path file) {
    try {
      return Math.ceil(Files.size(file) / KILO);
    } catch (IOException e) {
      throw new ShelfcastException("Cannot read " + file + ": " + e, e);
    }
  }

  private static String what(Path file) {
    String name = file.getFileName().toString();
    return WHAT.getOrDefault(name, WHAT.getOrDefault(name.replaceFirst("_v\\d+\\..*", ""), ""));
  }
}
