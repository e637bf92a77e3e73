package io.shelfcast.deployment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shelfcast.database.Database;
import io.shelfcast.database.Loader;
import io.shelfcast.evaluation.Gate;
import io.shelfcast.fixtures.Bazaar;
import io.shelfcast.fixtures.CornerShop;
import io.shelfcast.models.Weights;
import io.shelfcast.progress.Progress;
import io.shelfcast.registry.Draft;
import io.shelfcast.registry.ModelRegistry;
import io.shelfcast.registry.ModelVersion;
import io.shelfcast.sales.CsvSales;
import io.shelfcast.training.TrainingRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A small model, trained once, that versions of any customer are made of. */
final class TrainedVersions {

  private static final String CUSTOMER = "corner";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path sales;
  private final Path trained;

  private TrainedVersions(Path sales, Path trained) {
    this.sales = sales;
    this.trained = trained;
  }

  /** Trains the model, into a folder. */
  static TrainedVersions train(Path folder) {
    Path sales = folder.resolve("sales");
    try {
      CornerShop.write(Files.createDirectories(sales));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ModelRegistry registry = new ModelRegistry(folder.resolve("models"));
    new TrainingRun(registry, Shop.CLOCK, Progress.NONE)
        .run(
            CsvSales.read(sales, CUSTOMER),
            new TrainingRun.Request(
                Bazaar.options(3), Weights.Kind.FIXED, 365, Gate.DEFAULT_LEVEL, false));
    return new TrainedVersions(sales, registry.open(CUSTOMER, 1).directory());
  }

  /** Gives a customer the sales of the corner shop. */
  void load(Database database, String customer) {
    new Loader(database, Progress.NONE).load(customer, sales, Loader.Mode.REPLACE);
  }

  /** Makes it a customer's next version, and the champion; as to the gate, what the test needs. */
  ModelVersion add(ModelRegistry registry, String customer, boolean passesGate) {
    try (Draft draft = registry.claim(customer)) {
      int version = draft.version();
      try (Stream<Path> files = Files.list(trained)) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString();
          switch (name) {
            case "SHA256SUMS" -> {}
            case "model.json" -> edit(file, draft, "/", "version", version);
            case "metrics.json" -> edit(file, draft, "/gate", "passed", passesGate);
            default ->
                Files.copy(
                    file, draft.directory().resolve(name.replace("_v1.", "_v" + version + ".")));
          }
        }
      }
      ModelVersion published = draft.publish();
      registry.promote(customer, version);
      return published;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void edit(Path file, Draft draft, String at, String field, Object value)
      throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(Files.readString(file));
    ObjectNode node = at.equals("/") ? json : (ObjectNode) json.at(at);
    if (!node.has(field)) {
      throw new IllegalStateException(file + " has no " + field);
    }
    node.set(field, JSON.valueToTree(value));
    Path copy = draft.directory().resolve(file.getFileName());
    JSON.writerWithDefaultPrettyPrinter().writeValue(copy.toFile(), json);
  }
}
